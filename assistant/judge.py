"""What a model is asked as a judge of an answer, and how its reply is read; pure functions over values.

A judge gives an opinion in its own words. It never changes a verdict: it may be as wrong as the model
it judges.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.i18n import gettext as _
from assistant.types import ClaimKind, Document, Private, Span, Status, Verdict
from assistant.verdicts import ASIDE

AT_ONCE = 5
"""Sentences of one request: small models lose count beyond."""

MOST = 40
_AROUND = 500  # characters of a source on each side of the place that looks closest
_WHY = 300
_EXAMPLE = '[{"n": 1, "opinion": "supported", "why": "…"}]'


class Opinion(StrEnum):
    """What a judge thinks of a sentence."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence of an answer with a judge's opinion, None when it gave none that can be read."""

    span: Span
    opinion: Opinion | None
    why: str = ""

    def fields(self) -> dict[str, object]:
        """Return it for JSON; offsets count code points of the answer."""
        return {"start": self.span.start, "end": self.span.end,
                "opinion": self.opinion.value if self.opinion else None, "why": self.why}  # fmt: skip


def to_judge(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts on the sentences that state something, the first forty."""
    own = [v for v in verdicts if v.claim.kind is ClaimKind.STATEMENT]
    stating = (v for v in own if not (v.status is Status.UNCHECKED and v.check.startswith(ASIDE)))
    return tuple(stating)[:MOST]


def question(sentences: Sequence[str]) -> str:
    """Return what the judge is asked of some sentences."""
    numbered = "\n".join(f"{n}. {' '.join(text.split())}" for n, text in enumerate(sentences, 1))
    return _(
        "Compare each numbered sentence with the documents, and with nothing else.\n"
        "Reply with JSON alone, one object a sentence:\n{example}\n"
        "The opinion is “supported” if the documents say it, “contradicted” if they say otherwise, "
        "“absent” if they do not say.\n\n{sentences}"
    ).format(example=_EXAMPLE, sentences=numbered)


def excerpts(verdicts: Sequence[Verdict], sources: Sequence[Document]) -> tuple[Document, ...]:
    """Return the sources around the places that look closest, where they are too long for a judge."""
    places: dict[int, list[Span]] = {}
    for verdict in verdicts:
        for evidence in verdict.evidence[:1]:
            places.setdefault(evidence.source, []).append(evidence.span)
    return tuple(
        Document(sources[number].name, Private("\n[…]\n".join(_cut(sources[number], spans))))
        for number, spans in sorted(places.items())
    )


def _cut(source: Document, spans: Sequence[Span]) -> Iterator[str]:
    text, at = source.text.reveal(), 0
    for span in sorted(spans, key=lambda span: span.start):
        start, end = max(at, span.start - _AROUND), min(len(text), span.end + _AROUND)
        if start < end:
            yield text[start:end]
            at = end


def opinions(reply: str, count: int) -> dict[int, tuple[Opinion, str]]:
    """Return the opinions of a reply by the number of the sentence, from 1 to `count`.

    Strict JSON first; then each object by itself; then lines that name a number and an opinion.
    """
    for read in (_strict, _objects, _lines):
        found = {n: (opinion, why) for n, opinion, why in read(reply) if 1 <= n <= count}
        if found:
            return found
    return {}


_DIGITS = 4
_Told = tuple[int, Opinion, str]
_FENCE = re.compile(r"^\s*```\w*\s*|\s*```\s*$")
_OBJECT = re.compile(r"\{[^{}]*\}")
_LINE = re.compile(r"^\W*(?P<n>\d{1,2})\W{1,6}(?P<rest>.{2,600})$", re.MULTILINE)
_NAMES = {
    Opinion.CONTRADICTED: r"(?<!not )(?<!non )(?<!pas )(?:contradict\w*|contredi\w+)|faux|false|refuted",
    Opinion.ABSENT: r"absente?|not (?:there|supported|confirmed|mentioned|stated|found)|unsupported"
    r"|pas (?:mentionn\w+|dit\w*|appuy\w+|soutenue?|confirm\w+)"
    r"|non (?:mentionn\w+|trouv\w+)|missing|unknown",
    Opinion.SUPPORTED: r"supported|appuyée?|soutenue?|confirmée?|confirmed|vrai|true|étayée?",
}
_WORD = re.compile(
    "|".join(f"(?P<{o.value}>\\b(?:{form})\\b)" for o, form in _NAMES.items()), re.IGNORECASE
)


def _strict(reply: str) -> Iterator[_Told]:
    try:
        rows = json.loads(_FENCE.sub("", reply))
    except (ValueError, RecursionError):
        return
    yield from _rows(rows if isinstance(rows, list) else [rows])


def _objects(reply: str) -> Iterator[_Told]:
    for match in _OBJECT.finditer(reply):
        try:
            yield from _rows([json.loads(match.group())])
        except (ValueError, RecursionError):
            continue


def _rows(rows: Sequence[object]) -> Iterator[_Told]:
    for row in rows:
        if not isinstance(row, dict):
            continue
        number, opinion = row.get("n"), _named(str(row.get("opinion", "")))
        if opinion and str(number).isdecimal() and len(str(number)) < _DIGITS:
            yield int(str(number)), opinion, str(row.get("why", ""))[:_WHY]


def _lines(reply: str) -> Iterator[_Told]:
    for match in _LINE.finditer(reply):
        if opinion := _named(match["rest"]):
            yield int(match["n"]), opinion, match["rest"].strip()[:_WHY]


def _named(text: str) -> Opinion | None:
    match = _WORD.search(text)
    return Opinion(match.lastgroup) if match and match.lastgroup else None
