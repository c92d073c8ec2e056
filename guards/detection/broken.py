"""Values broken up by emphasis, cell borders, escapes, spaces, or wrapped in an encoding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assistant.types import Kind
from guards.detection.encodings import encoded
from guards.detection.readings import Reading, readings
from guards.detection.rule import Hit
from guards.detection.view import normalise

Finder = Callable[[str], Iterable[Hit]]

# What reads as such only because cells, words or lines were joined.
_LOOSE = frozenset(
    {Kind.DATE, Kind.AGE, Kind.AMOUNT, Kind.NRP, Kind.JOB_TITLE, Kind.MARKING, Kind.SPECIAL}
)
_IN_CELLS = frozenset(
    {
        Kind.EMAIL, Kind.PHONE, Kind.IBAN, Kind.CREDIT_CARD, Kind.BANK_ACCOUNT, Kind.NATIONAL_ID,
        Kind.TAX_ID, Kind.COMPANY_ID, Kind.PERSON, Kind.COMPANY_TERM,
    }
)  # fmt: skip
_MAX_DEPTH = 2
_CERTAIN = 1.0


def broken(text: str, rules: Finder, models: Finder, depth: int = _MAX_DEPTH) -> Iterator[Hit]:
    """Yield hits in `text` (a view) that its plain reading does not show."""
    for reading in readings(text):
        found = list(rules(reading.view.text))
        if reading.named:
            found += models(reading.view.text)
        for hit in found:
            yield from _placed(reading, hit)
    if depth:
        for piece in encoded(text):
            inner = normalise(piece.text).text
            found = [*rules(inner), *models(inner), *broken(inner, rules, models, depth - 1)]
            if best := max((h for h in found if h.kind not in _LOOSE), key=_score, default=None):
                yield Hit(piece.start, piece.end, max(0.9, best.score), best.kind, best.rule)


def _score(hit: Hit) -> float:
    return hit.score


def _placed(reading: Reading, hit: Hit) -> Iterator[Hit]:
    crossed = len(reading.crossed(hit.start, hit.end))
    if not crossed or hit.kind in _LOOSE:
        return
    if reading.cells and not _fits_cells(hit, crossed):
        return
    for span in reading.originals(hit.start, hit.end):
        yield Hit(span.start, span.end, hit.score, hit.kind, hit.rule)


def _fits_cells(hit: Hit, crossed: int) -> bool:
    """Rows of short numbers look like phones: only one border may be crossed without a checksum."""
    return hit.kind in _IN_CELLS and (crossed == 1 or hit.score >= _CERTAIN)
