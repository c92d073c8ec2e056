"""A price times how many or how long, an amount shared among so many, doubles and halves."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from . import cues
from .lexical import has_content, stem
from .operands import Operand, is_plain
from .periods import around, asked_for, period_of
from .wanted import Step, Wanted, step
from .words import fold

_OTHERWISE = ("second", "day", "month", "%")  # what is no price and no measure
_MARKS = ".,;:!?)"
_EACH = 30  # characters behind a price that say that it is one of each
_LENGTHS = {  # what one period is in base units of which dimension
    "hour": ("second", Decimal(3600)),
    "day": ("day", Decimal(1)),
    "week": ("day", Decimal(7)),
    "month": ("month", Decimal(1)),
    "quarter": ("month", Decimal(3)),
    "year": ("month", Decimal(12)),
}


def multiplied(wanted: Wanted) -> Iterator[Step]:
    """Yield a rate times how long, and a price times how many."""
    for rate, many in _two(wanted) if wanted.dimension else ():
        count = _count(rate, many, wanted)
        if count is not None:
            yield step("{a} × {b}", rate.amount * count, wanted, rate, many)


def shared(wanted: Wanted) -> Iterator[Step]:
    """Yield an amount divided among so many: « €1,500 per association », « €230 a day »."""
    nouns = {_root(match["noun"]) for match in cues.SHARED.finditer(wanted.phrase.said)}
    period = asked_for(wanted)
    for base, many in _two(wanted) if nouns or period else ():
        among = many.amount if counted(many, wanted) in nouns else _times(many, period)
        if among is not None and among > 1:
            yield step("{a} / {b}", base.amount / among, wanted, base, many)


def scaled(wanted: Wanted) -> Iterator[Step]:
    """Yield halves, doubles and thirds where the answer or a row says so."""
    if wanted.dimension == "%" or not wanted.figure.values:
        return
    rows = wanted.around if wanted.dimension else ()  # plain numbers are no doubles by hearsay
    said = " ".join((wanted.phrase.said, *(row.text for row in rows)))
    for form, over, under, shown in cues.FACTORS:
        for operand in wanted.operands if form.search(said) else ():
            if operand.dimension == wanted.dimension and operand.entry.figure.values:
                formula = shown.format(a=wanted.written(operand))
                yield Step(operand.amount * over / under, formula, (operand.entry,))


def _two(wanted: Wanted) -> Iterator[tuple[Operand, Operand]]:
    """Yield each amount of the unit asked for with each figure that may count it."""
    for pair in wanted.pairs() if wanted.dimension not in _OTHERWISE else ():
        for one, other in (pair, pair[::-1]):
            both = one.entry.figure.values and other.entry.figure.values
            if both and one.dimension == wanted.dimension:
                yield one, other


def _count(rate: Operand, many: Operand, wanted: Wanted) -> Decimal | None:
    """Return how many times a rate is due for what another figure counts, or None."""
    if period := period_of(rate, wanted):
        return _times(many, period)
    return many.amount if is_plain(many.entry) and _is_each(rate, many, wanted) else None


def _times(many: Operand, period: str | None) -> Decimal | None:
    """Return how many periods a duration has."""
    dimension, length = _LENGTHS[period] if period else ("", Decimal(1))
    return many.amount / length if period and many.dimension == dimension else None


def _is_each(rate: Operand, many: Operand, wanted: Wanted) -> bool:
    """Whether a price is one of each of what is counted, as is said behind it or above both."""
    price, quantity = wanted.heading(rate), wanted.heading(many)
    if price and quantity:
        same = rate.row is many.row
        return same and bool(cues.PRICE.search(price) and cues.QUANTITY.search(quantity))
    text, at = around(rate, wanted)
    behind = text[at : at + _EACH]
    if each := cues.EACH.search(behind):
        return many.entry.figure.loose and (
            not cues.PERSON.search(each.group()) or _may_be_people(many, wanted)
        )
    noun = cues.SHARED.match(behind.lstrip())
    return noun is not None and _root(noun["noun"]) == counted(many, wanted)


def _may_be_people(many: Operand, wanted: Wanted) -> bool:
    """Whether a number counts people: « 38 participants », « we shall be 4 for dinner »."""
    text, at = around(many, wanted)
    word = fold((text[at:].split() or [""])[0].strip(_MARKS))
    return word in cues.PEOPLE or not has_content(word)


def counted(operand: Operand, wanted: Wanted) -> str | None:
    """Return the root of the word that a plain number counts."""
    if not is_plain(operand.entry):
        return None
    text, at = around(operand, wanted)
    words = text[at:].split()
    return _root(words[0].strip(_MARKS)) if words else None


def _root(noun: str) -> str:
    """Return a noun without its plural and its ending: « members », « member »."""
    return stem(stem(fold(noun)))
