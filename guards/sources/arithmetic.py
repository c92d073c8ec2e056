"""Figures that follow from the sources by one step: sum, difference, percentage, rounding.

With many figures at hand nearly any number is some sum, so a figure without a unit is derived
only from figures that the answer itself repeats, and only the first few dozen are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from assistant.i18n import _
from assistant.types import Status

from .figures import Figure
from .ledger import Entry, Ledger
from .outcome import Outcome
from .units import CURRENCIES, NONE, converted

_OPERANDS = 40
_SMALL = 100
_FEW = 4
_ABOUT = re.compile(
    r"(?:about|around|nearly|roughly|almost|over|approximately|some|more than|less than|under|just"
    r"|close to|environ|près de|presque|quelque|plus de|moins de|autour de|à peu près"
    r"|de l'ordre de|~|≈)[ \u00a0]?$",
    re.IGNORECASE,
)


def derive(figure: Figure, lead: str, answered: Sequence[Figure], ledger: Ledger) -> Outcome | None:
    """Say how a figure follows from the sources, or None.

    `lead` is the answer just before the figure, `answered` the figures the answer repeats.
    """
    if not figure.values or ledger.left <= 0:
        return None
    ledger.left -= 1
    if outcome := _rounded(figure, lead, ledger) or _converted(figure, ledger):
        return outcome
    for entries, formula in _steps(figure, _operands(figure, answered, ledger), ledger):
        reason = _("Not in the sources as such; it follows from them: {sum}.").format(sum=formula)
        evidence = tuple(e for entry in entries for e in ledger.evidence(entry, "", "derived"))
        return Outcome(Status.DERIVED, reason, evidence)
    return None


def _rounded(figure: Figure, lead: str, ledger: Ledger) -> Outcome | None:
    if figure.mantissa is None and not _ABOUT.search(lead):
        return None
    amount = figure.amounts[0]
    step = _last_digit(amount)
    if abs(amount) < 10 * step:
        return None
    for entry in ledger.entries:
        for other in entry.figure.amounts:
            same = figure.unit.dimension in (entry.figure.unit.dimension, "")
            if same and other != amount and abs(other - amount) * 2 <= step:
                reason = _("The sources have “{source}”; the answer rounds it.").format(
                    source=ledger.written(entry)
                )
                return Outcome(Status.DERIVED, reason, ledger.evidence(entry, "", "derived"))
    return None


def _converted(figure: Figure, ledger: Ledger) -> Outcome | None:
    """Find the same measure in other units: 350 °F for 175 °C, as near as people round."""
    unit = figure.unit
    for entry in ledger.entries if unit != NONE else ():
        for amount in entry.figure.amounts:
            other = converted(amount, entry.figure.unit.dimension, unit.dimension)
            if other is not None and _about(figure.amounts[0], other, unit.factor):
                reason = _("The sources have “{source}”; the answer converts it.").format(
                    source=ledger.written(entry)
                )
                return Outcome(Status.DERIVED, reason, ledger.evidence(entry, "", "derived"))
    return None


def _about(wanted: Decimal, found: Decimal, step: Decimal) -> bool:
    return abs(wanted - found) <= max(step / 2, abs(found) / 50)


def _last_digit(amount: Decimal) -> Decimal:
    exponent = amount.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _operands(figure: Figure, answered: Sequence[Figure], ledger: Ledger) -> list[Entry]:
    repeated = {value for other in answered for value in other.values}
    free = figure.unit != NONE and (
        figure.unit.dimension in CURRENCIES or abs(figure.values[0]) >= _SMALL
    )
    few = not free and _is_rare(figure, ledger)
    found: dict[tuple[str, Decimal], Entry] = {}
    for entry in ledger.entries:
        alike = few and entry.figure.unit.dimension == figure.unit.dimension
        for value in entry.figure.values[:1]:
            if value and (free or alike or value in repeated):
                found.setdefault((entry.figure.unit.dimension, value), entry)
        if len(found) >= _OPERANDS:
            break
    return list(found.values())


def _is_rare(figure: Figure, ledger: Ledger) -> bool:
    """Whether so few figures of this unit are given that a sum of two is no accident."""
    dimension = figure.unit.dimension
    if figure.unit == NONE or dimension == "%":
        return False
    return sum(entry.figure.unit.dimension == dimension for entry in ledger.entries) <= _FEW


def _steps(
    figure: Figure, operands: list[Entry], ledger: Ledger
) -> Iterator[tuple[tuple[Entry, Entry], str]]:
    for one, other in combinations(operands, 2):
        big, small = sorted((one, other), key=lambda entry: entry.figure.amounts[0], reverse=True)
        for result, sign in _results(figure, big, small):
            if _equal(result, figure):
                formula = sign.format(a=ledger.written(big), b=ledger.written(small))
                yield (big, small), formula
        for rate, base in ((one, other), (other, one)):
            if _equal(_share(figure, rate, base), figure):
                yield (rate, base), f"{ledger.written(rate)} × {ledger.written(base)}"


def _results(figure: Figure, big: Entry, small: Entry) -> Iterator[tuple[Decimal, str]]:
    a, b, unit = big.figure.amounts[0], small.figure.amounts[0], figure.unit
    if big.figure.unit.dimension == small.figure.unit.dimension:
        if unit.dimension == big.figure.unit.dimension:
            yield (a + b) / unit.factor, "{a} + {b}"
            yield (a - b) / unit.factor, "{a} − {b}"
        elif unit.dimension == "%" and a > 0 and b > 0:
            yield b / a * 100, "{b} / {a}"
            yield (a - b) / b * 100, "({a} − {b}) / {b}"
            yield (a - b) / a * 100, "({a} − {b}) / {a}"
        elif unit.dimension == "month" and big.figure.unit == NONE:
            yield a - b, "{a} − {b}"


def _share(figure: Figure, rate: Entry, base: Entry) -> Decimal | None:
    same = base.figure.unit.dimension == figure.unit.dimension != "%"
    if rate.figure.unit.dimension != "%" or not same:
        return None
    return rate.figure.amounts[0] * base.figure.amounts[0] / 100 / figure.unit.factor


def _equal(result: Decimal | None, figure: Figure) -> bool:
    """Whether a result is the figure, rounded to the decimals the answer shows."""
    if result is None:
        return False
    wanted = figure.values[0]
    if figure.mantissa is not None:
        return abs(result - wanted) * 2 <= _last_digit(wanted)
    return abs(result - wanted) * 2 <= Decimal(1).scaleb(-figure.decimals) and wanted != 0
