"""An amount that the sources give for another year: « 410 € en 2022 » where they have « 410 € en 2023, 395 € en 2022 ».

Both amounts stand in the sources and so do both years: only the one behind each amount tells them apart. A finding asks
that every place of the amount has a year behind it, and that another amount of the same unit has the answer's.
"""

from __future__ import annotations

import re

from assistant.i18n import _
from assistant.types import ClaimKind, Status

from .figures import Figure
from .ledger import Entry, Ledger
from .outcome import Outcome
from .placement import rivals, same
from .units import NONE

_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_ANY = re.compile(_YEAR)
_BEHIND = re.compile(rf"[^\d.;:!?|\n]{{1,25}}(?P<year>{_YEAR})")
_NEAR = 200  # characters between two amounts that a source compares


def check(figure: Figure, sentence: str, at: int, ledger: Ledger) -> Outcome | None:
    """Say which amount the sources have for the year of an amount that a sentence has `at`, or None."""
    if figure.unit == NONE or figure.kind is ClaimKind.DATE:
        return None
    year = _year(sentence, at + len(figure.span)) or _only(sentence)
    found = list(same(figure, ledger))
    others = {_year_of(entry, ledger) for entry in found}
    if not year or not found or not all(others) or year in others:
        return None
    rival = next(
        (one for one in rivals(figure, ledger) if _is_rival(one, year, found, ledger)), None
    )
    if rival is None:
        return None
    reason = _("The source gives “{source}” here; this figure stands elsewhere in it.").format(
        source=ledger.written(rival)
    )
    return Outcome(Status.CONTRADICTED, reason, ledger.evidence(rival, "", "near"))


def _is_rival(rival: Entry, year: str, found: list[Entry], ledger: Ledger) -> bool:
    start = rival.figure.span.start
    close = (
        abs(start - one.figure.span.start) < _NEAR for one in found if one.source == rival.source
    )
    return any(close) and _year_of(rival, ledger) == year


def _year_of(entry: Entry, ledger: Ledger) -> str:
    return _year(ledger.passages.texts[entry.source], entry.figure.span.end)


def _year(text: str, end: int) -> str:
    behind = _BEHIND.match(text, end)
    return behind["year"] if behind else ""


def _only(sentence: str) -> str:
    years = set(_ANY.findall(sentence))
    return years.pop() if len(years) == 1 else ""
