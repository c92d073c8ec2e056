"""Texts written for this model, with their names marked in place: `[P Claire Petit] de la [O CAF]`.

A file of `texts/LANGUAGE` holds documents parted by empty lines; a line `# genre` may head one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.sources import NEVER_IN_NEWS, Labelled

FOLDER = Path(__file__).parent / "texts"
_MARK = re.compile(r"\[([POL]) ([^\[\]]+)\]")
_KINDS = {"P": "PERSON", "O": "ORG", "L": "LOCATION"}
# A place with a house number is an address, as the grammars label it.
_NUMBERED = re.compile(r"\d+\s?(?:bis|ter|[A-Da-d]\b)?[ ,]+\w")


def written_by_hand(lang: str) -> Iterator[Labelled]:
    """Yield the documents of a language; the files are read in the order of their names."""
    for path in sorted((FOLDER / lang).glob("*.txt")):
        for block in re.split(r"\n[ \t]*\n", path.read_text(encoding="utf-8")):
            body = "\n".join(line for line in block.splitlines() if not line.startswith("# "))
            if body.strip():
                yield marked(body.strip(), lang)


def marked(body: str, lang: str) -> Labelled:
    """Take the marks out of a document and keep where they were."""
    text, spans, at = "", [], 0
    for match in _MARK.finditer(body):
        text += body[at : match.start()]
        kind = _KINDS[match[1]]
        if kind == "LOCATION" and _NUMBERED.match(match[2]):
            kind = "ADDRESS"
        spans.append((len(text), len(text) + len(match[2]), kind))
        text, at = text + match[2], match.end()
    return Labelled(text + body[at:], lang, f"texts_{lang}", tuple(spans), NEVER_IN_NEWS)
