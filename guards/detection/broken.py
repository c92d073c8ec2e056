"""Values broken up by emphasis, cell borders, escapes, spaces, or wrapped in an encoding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assistant.kinds import SENSE
from assistant.types import Kind
from guards.detection.encodings import Encoded, encoded
from guards.detection.readings import Reading, readings
from guards.detection.rule import Hit
from guards.detection.view import normalise

Finder = Callable[[str], Iterable[Hit]]

IN_CELLS = frozenset(
    {
        Kind.EMAIL, Kind.PHONE, Kind.IBAN, Kind.CREDIT_CARD, Kind.BANK_ACCOUNT, Kind.NATIONAL_ID,
        Kind.TAX_ID, Kind.COMPANY_ID, Kind.PERSON, Kind.COMPANY_TERM,
    }
)  # fmt: skip
"""What may reach from one cell of a table into the next."""
_NATIONAL = frozenset({"fr_phone", "uk_phone", "us_phone"})
_INTERNATIONAL = 11
"""Digits of a French, British or American number with its country's code, at least."""
_MAX_DEPTH = 2
_CERTAIN = 1.0


@dataclass(frozen=True, slots=True)
class Inner:
    """A piece of text inside a text: where it stands, what it says, and what is broken in that."""

    start: int
    end: int
    text: str
    within: Broken


@dataclass(frozen=True, slots=True)
class Broken:
    """The other readings of a view and the texts encoded in it, made once."""

    readings: tuple[Reading, ...]
    inner: tuple[Inner, ...]

    def find(self, rules: Finder, models: Finder, cells: Finder) -> Iterator[Hit]:
        """Yield hits that the plain reading does not show; `cells` are the rules for `IN_CELLS`, at least."""
        for reading in self.readings:
            found = list((cells if reading.cells else rules)(reading.view.text))
            if reading.named:
                found += models(reading.view.text)
            for hit in found:
                if not (reading.cells and _is_whole_phone(reading, hit, cells)):
                    yield from _placed(reading, hit)
        for piece in self.inner:
            found = [
                *rules(piece.text),
                *models(piece.text),
                *piece.within.find(rules, models, cells),
            ]
            if best := max((h for h in found if not _loose(h)), key=_score, default=None):
                yield Hit(piece.start, piece.end, max(0.9, best.score), best.kind, best.rule)


def broken(text: str, depth: int = _MAX_DEPTH) -> Broken:
    """Read a view in the other ways."""
    inner = tuple(_inner(piece, depth - 1) for piece in encoded(text)) if depth else ()
    return Broken(tuple(readings(text)), inner)


def _inner(piece: Encoded, depth: int) -> Inner:
    text = normalise(piece.text).text
    return Inner(piece.start, piece.end, text, broken(text, depth))


def _loose(hit: Hit) -> bool:
    """A birth date names a person, whatever it is wrapped in."""
    return hit.kind in SENSE and hit.rule != "birth_date"


def _score(hit: Hit) -> float:
    return hit.score


def _placed(reading: Reading, hit: Hit) -> Iterator[Hit]:
    crossed = len(reading.crossed(hit.start, hit.end))
    if not crossed or _loose(hit):
        return
    if reading.cells and not _fits_cells(hit, crossed):
        return
    for span in reading.originals(hit.start, hit.end):
        yield Hit(span.start, span.end, hit.score, hit.kind, hit.rule)


def _is_whole_phone(reading: Reading, hit: Hit, cells: Finder) -> bool:
    """Whether one of the cells that a telephone reaches over holds one: what the others hold counts something."""
    if hit.kind is not Kind.PHONE:
        return False
    own = [reading.view.text[start:end] for start, end in reading.parts(hit.start, hit.end)]
    return len(own) > 1 and any(
        other.end - other.start == len(part) and _is_long_enough(other, part)
        for part in own
        for other in cells(part)
    )


def _is_long_enough(hit: Hit, value: str) -> bool:
    """Whether a telephone that was found goes on nowhere: « +44 7700 900 » does, in the next cell."""
    if hit.rule in _NATIONAL:
        return True
    return hit.rule == "international_phone" and sum(map(str.isdigit, value)) >= _INTERNATIONAL


def _fits_cells(hit: Hit, crossed: int) -> bool:
    """Rows of short numbers look like phones: only one border may be crossed without a checksum."""
    return hit.kind in IN_CELLS and (crossed == 1 or hit.score >= _CERTAIN)
