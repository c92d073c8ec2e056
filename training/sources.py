"""The texts to learn from: what people labelled, and what the grammars write.

A source that never marks some kinds says nothing about them: there, a word outside every span may
be of any of these kinds (marginal likelihood), and is not learnt as ordinary.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from training.documents import Document, documents
from training.hints import hinted
from training.labels import KINDS
from training.manuals import paragraphs

NEVER_IN_NEWS = frozenset({"DATE", "JOB_TITLE", "NRP", "ADDRESS"})
# Most places and organisations of these rulings were left unmarked.
_NEVER_IN_RULINGS = frozenset({"ORG", "LOCATION", "ADDRESS", "JOB_TITLE", "NRP"})
_TITLE = re.compile(
    r"(?:(?:M|Mme|Mlle|MM|Me|Dr|Pr|Mr|Mrs|Ms|Miss|Monsieur|Madame|Maître|le juge|la juge)\b[. ]*)+",
    re.IGNORECASE,
)
_GAP_BEFORE = set(".,;:!?)»%")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with spans, and the kinds its source never marks."""

    text: str
    lang: str
    source: str
    spans: tuple[tuple[int, int, str], ...]
    unlabelled: frozenset[str] = frozenset()
    hints: tuple[tuple[int, int], ...] | None = None
    """Where another model sees names; None: it was not asked."""


def written(lang: str, count: int, seed: int) -> Iterator[Labelled]:
    for document in documents(lang, count, seed):
        yield _from_grammar(document)


def _from_grammar(document: Document) -> Labelled:
    return Labelled(document.text, document.lang, f"grammar-{document.lang}", document.spans)


def rows(path: Path, unlabelled: frozenset[str]) -> Iterator[Labelled]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = tuple(
            _without_title(row["text"], s["start"], s["end"], s["label"])
            for s in row["spans"]
            if s["label"] in KINDS
        )
        yield Labelled(row["text"], row["lang"], path.stem, spans, unlabelled)


def _without_title(text: str, start: int, end: int, label: str) -> tuple[int, int, str]:
    if label == "PERSON" and (match := _TITLE.match(text, start, end)) and match.end() < end:
        start = match.end()
    return start, end, label


def newspapers(path: Path) -> Iterator[Labelled]:
    """Old French newspapers in columns of words and labels, joined to texts of some lines."""
    words: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, label = line.rpartition(" ")
        words.append((word, {"PER": "PERSON", "ORG": "ORG", "LOC": "LOCATION"}.get(label[2:], "")))
    for at in range(0, len(words), 90):
        yield _joined(words[at : at + 90], path.stem)


def _joined(words: list[tuple[str, str]], source: str) -> Labelled:
    text, spans = "", []
    last = ""
    for word, label in words:
        gap = "" if not text or word in _GAP_BEFORE or text[-1] in "('’" else " "
        start = len(text) + len(gap)
        text += gap + word
        if label and label == last:
            spans[-1] = (spans[-1][0], len(text), label)
        elif label:
            spans.append((start, len(text), label))
        last = label
    return Labelled(text, "fr", source, tuple(spans), NEVER_IN_NEWS)


def manuals(folder: Path, lang: str, cache: Path) -> list[Labelled]:
    """Real technical text without labels, with hints."""
    texts = list(paragraphs(folder, lang))
    hints = hinted(texts, lang, cache / f"manuals-{lang}.json")
    every = frozenset(KINDS)
    pairs = zip(texts, hints, strict=True)
    return [Labelled(text, lang, f"manuals_{lang}", (), every, tuple(own)) for text, own in pairs]


def with_hints(texts: list[Labelled], cache: Path) -> list[Labelled]:
    """Add hints to texts of one source."""
    hints = hinted((t.text for t in texts), texts[0].lang, cache / f"{texts[0].source}.json")
    return [replace(text, hints=tuple(own)) for text, own in zip(texts, hints, strict=True)]


def labelled(folder: Path) -> dict[str, list[Labelled]]:
    """The labelled sources by name."""
    found = {
        "en_ewt_dev": list(rows(folder / "en_ewt_dev.jsonl", NEVER_IN_NEWS)),
        "en_wnut17_train": list(rows(folder / "en_wnut17_train.jsonl", NEVER_IN_NEWS)),
        "fr_echr_projected": list(rows(folder / "fr_echr_projected.jsonl", _NEVER_IN_RULINGS)),
        "fr_europeana_bnf": list(newspapers(folder / "fr_europeana_bnf.bio")),
    }
    return found


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of each labelled file, to be recorded with the weights."""
    return {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.iterdir())
        if p.is_file()
    }


def lowered(source: list[Labelled], share: float, random: Random) -> list[Labelled]:
    """Some texts again in small letters, as people write in chats."""
    return [
        replace(t, text=t.text.lower())
        if random.random() < share and len(t.text.lower()) == len(t.text)
        else t
        for t in source
    ]
