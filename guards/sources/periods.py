"""What an amount is paid or counted for: by the month, by the hour; a monthly amount told by the year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from . import cues
from .operands import Operand
from .wanted import Step, Wanted

_MONTHS = {"month": Decimal(1), "quarter": Decimal(3), "year": Decimal(12)}
_WEEKS = Decimal(52)
_REACH = 80  # characters beside a figure that say what it is paid for
_TIMES = ("fois", "times")  # « three times a day » is no rate of the day


def repeated(wanted: Wanted) -> Iterator[Step]:
    """Yield a monthly amount by the year, and other periods the same way."""
    period = asked_for(wanted)
    if period is None or wanted.dimension in ("month", "%"):
        return
    for operand in wanted.operands:
        if operand.dimension == wanted.dimension and operand.entry.figure.values:
            ratio = _ratio(period_of(operand, wanted), period)
            if ratio is not None:
                times = f"× {ratio}" if ratio >= 1 else f"/ {1 / ratio:.0f}"
                formula = f"{wanted.written(operand)} {times}"
                yield Step(operand.amount * ratio, formula, (operand.entry,))


def asked_for(wanted: Wanted) -> str | None:
    """Return the period that the answer gives its figure for."""
    return _nearest(wanted.phrase.said, wanted.phrase.start, wanted.phrase.end)


def period_of(operand: Operand, wanted: Wanted) -> str | None:
    """Return the period that a figure of the sources is given for, in its row or its heading."""
    text, end = around(operand, wanted)
    period = _nearest(text, end - len(operand.entry.figure.span), end)
    heading = wanted.heading(operand)
    return period or (_nearest(heading, 0, 0) if heading else None)


def around(operand: Operand, wanted: Wanted) -> tuple[str, int]:
    """Return its row around an operand with plain apostrophes, and where the operand ends in it."""
    span, row = operand.entry.figure.span, operand.row.span
    text = wanted.ledger.passages.texts[operand.entry.source]
    low, high = max(row.start, span.start - _REACH), min(row.end, span.end + _REACH)
    return text[low:high].replace("’", "'"), span.end - low


def _nearest(text: str, start: int, end: int) -> str | None:
    """Return the period named nearest to a figure; what stands behind it is twice as near."""
    found = [
        ((match.start() - end if match.start() >= end else 2 * (start - match.end())), name)
        for name, form in cues.PERIODS.items()
        for match in form.finditer(text)
        if not text[: match.start()].rstrip().endswith(_TIMES)
    ]
    return min(found)[1] if found else None


def _ratio(given: str | None, asked: str) -> Decimal | None:
    if given in _MONTHS and asked in _MONTHS and given != asked:
        return _MONTHS[asked] / _MONTHS[given]
    if (given, asked) == ("week", "year"):
        return _WEEKS
    return 1 / _WEEKS if (given, asked) == ("year", "week") else None
