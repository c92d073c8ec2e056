"""Years that the sources tell by how long it was before or after another: « deux ans plus tard »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.i18n import _
from assistant.types import Status

from .figures import Figure
from .ledger import Entry, Ledger
from .outcome import Outcome
from .units import NONE

_NEAR = 120  # characters between a year and how long before or after it something was
_APART = re.compile(
    r".{0,4}\b(?:later|earlier|after|before|ago|previously|plus t(?:ard|ôt)|après|avant|auparavant)\b",
    re.IGNORECASE | re.DOTALL,
)
_YEARS = range(1000, 3000)
_MONTHS = 12


def counted(figure: Figure, ledger: Ledger) -> Outcome | None:
    """Say from which year of a source a year follows, or None."""
    if figure.unit != NONE or len(figure.values) != 1 or figure.values[0] not in _YEARS:
        return None
    for entry, length in _told(figure.values[0], ledger):
        formula = f"{ledger.written(entry)} ± {ledger.written(length)}"
        reason = _("Not in the sources as such; it follows from them: {sum}.").format(sum=formula)
        return Outcome(Status.DERIVED, reason, ledger.evidence(entry, "", "derived"))
    return None


def _told(year: Decimal, ledger: Ledger) -> Iterator[tuple[Entry, Entry]]:
    """Yield the years from which this one is as far as a length of time beside them says."""
    lengths = [entry for entry in ledger.entries if _is_apart(entry, ledger)]
    for entry in ledger.entries if lengths else ():
        for other in _years(entry.figure):
            apart = abs(other - year) * _MONTHS
            for length in lengths:
                if apart == length.figure.amounts[0] and _near(entry, length):
                    yield entry, length


def _is_apart(entry: Entry, ledger: Ledger) -> bool:
    """Whether an entry is a length of time before or after something."""
    text, end = ledger.passages.texts[entry.source], entry.figure.span.end
    return entry.figure.unit.dimension == "month" and _APART.match(text, end) is not None


def _years(figure: Figure) -> Iterator[Decimal]:
    if figure.unit == NONE:
        yield from (value for value in figure.values if value in _YEARS)
    yield from (Decimal(moment.year) for moment in figure.moments if moment.year)


def _near(one: Entry, other: Entry) -> bool:
    after = other.figure.span.start - one.figure.span.end
    before = one.figure.span.start - other.figure.span.end
    return one.source == other.source and max(after, before) <= _NEAR
