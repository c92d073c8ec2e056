"""The figures of a text: quantities with their unit, dates and times of day, with every reading.

The same reader serves answers and sources; only in sources are numbers in words read as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from assistant.types import ClaimKind, Language, Span

from .masking import masked
from .moments import Moment, dates, times
from .numerals import NUMBER, SPELLED, readings, spelled
from .separators import separated
from .units import CURRENCIES, NONE, Unit, read_prefix, read_scale, read_suffix

_SIGNED = re.compile(rf"(?P<sign>(?<![\w.,)%])[-−](?=\d))?(?<![\w.,])(?P<number>{NUMBER})")
_SPLIT = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:, \d{3})+(?![\d])")
_SURELY_SPLIT = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:, 000)+(?!\d)")
_ORDINAL = re.compile(r"(?:er|ers|re|e|è?me|st|nd|rd|th|s)\b")
_RANGE = re.compile(r"\s?(?:-|–|—|à|to|and|et|ou|or|au)\s?")
_NOISE = re.compile(
    r"^[ \t]*(?:[-*+>#|•][ \t]*)*[*_]{0,2}\(?\d{1,3}[.)](?=[ \t*_])"
    r"|\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]",
    re.MULTILINE,
)


_GROUP = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `values` are the readings of a quantity, scale included, unit apart.

    `mantissa` is the number before its scale; `loose` says that a plain word follows, which may
    be the unit.
    """

    span: Span
    kind: ClaimKind
    values: tuple[Decimal, ...] = ()
    unit: Unit = NONE
    mantissa: Decimal | None = None
    loose: bool = False
    decimals: int = 0
    moments: tuple[Moment, ...] = ()
    minutes: tuple[int, ...] = ()
    digits: int = 2

    @property
    def is_claim(self) -> bool:
        """Whether the figure is worth a look-up: a lone digit is, with money, % or a scale.

        Three bare zeros are the rest of something cut elsewhere, « A-12 000 ».
        """
        if self.digits == _GROUP and not any(self.values) and self.unit is NONE:
            return False
        return self.digits > 1 or self.is_exact_unit or self.mantissa is not None

    @property
    def is_exact_unit(self) -> bool:
        """Whether the figure is money or a percentage, whose unit is always written."""
        return self.unit.dimension in CURRENCIES or self.unit.dimension == "%"

    @property
    def amount(self) -> Decimal:
        """The likeliest reading in the base unit, of a figure with `values`.

        « $1.500 » is no dollar and a half, and « 1,500 shares » are no share and a half.
        """
        whole = self.unit.dimension in CURRENCIES or self.loose
        chosen = max(self.values, key=abs) if whole else self.values[0]
        return chosen * self.unit.factor

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """The readings in the base unit of their dimension."""
        return tuple(value * self.unit.factor for value in self.values)


def without_numbering(sentence: str) -> str:
    """Return a sentence without its list number and its citation marks, « [2] »."""
    return _NOISE.sub(" ", sentence)


def read(text: str, language: Language, taken: tuple[Span, ...] = ()) -> tuple[Figure, ...]:
    """Return the figures of an answer in order; `taken` spans and list numbers are left out."""
    numbering = (Span(*match.span()) for match in _NOISE.finditer(text))
    left = masked(text, (*taken, *numbering))
    found = [*_moments(left, language)]
    left = masked(left, [figure.span for figure in found])
    split = (_quantity(left, match, language) for match in _SURELY_SPLIT.finditer(left))
    found += filter(None, split)
    left = masked(left, [figure.span for figure in found])
    found += _joined(list(_quantities(left, language)), left)
    return tuple(sorted(found, key=lambda figure: figure.span.start))


def read_source(text: str, language: Language) -> tuple[Figure, ...]:
    """Return the figures of a source, with numbers in words and numbers split as « 235, 000 »."""
    text = separated(text)
    words = [_quantity(text, match, language) for match in SPELLED.finditer(text)]
    split = [_quantity(text, match, language) for match in _SPLIT.finditer(text)]
    return (*read(text, language), *filter(None, words), *filter(None, split))


def _moments(text: str, language: Language) -> Iterator[Figure]:
    days = [Figure(span, ClaimKind.DATE, moments=found) for span, found in dates(text, language)]
    yield from days
    for span, minutes in times(masked(text, [day.span for day in days])):
        yield Figure(span, ClaimKind.DATE, minutes=minutes)


def _quantities(text: str, language: Language) -> Iterator[Figure]:
    for match in _SIGNED.finditer(text):
        if figure := _quantity(text, match, language):
            yield figure


def _quantity(text: str, match: re.Match[str], language: Language) -> Figure | None:
    written = match.group().lstrip("-−")
    values = _values(written, language)
    start, end = match.span()
    before, start = read_prefix(text, start)
    scale, end = read_scale(text, end, before != NONE, language)
    after, end = (before, read_suffix(text, end)[1]) if before != NONE else read_suffix(text, end)
    if end == match.end() and (ordinal := _ORDINAL.match(text, end)):
        end = ordinal.end()
    if not values or text[end : end + 1].isalpha():
        return None
    sign = -1 if match.group()[0] in "-−" else 1
    return Figure(
        Span(start, end),
        _kind(written, after, scale),
        tuple(sign * value * scale for value in values),
        after,
        sign * values[0] if scale != 1 else None,
        after == NONE and re.match(r"\s[^\W\d_]", text[end : end + 2]) is not None,
        _decimals(written),
        digits=sum(c.isdigit() for c in written),
    )


def _values(written: str, language: Language) -> tuple[Decimal, ...]:
    if written[0].isdigit():
        return readings(written.replace(", ", ""), language)
    return (spelled(written),)


def _kind(written: str, unit: Unit, scale: Decimal) -> ClaimKind:
    year = re.fullmatch(r"1\d{3}|20\d\d", written) and unit == NONE and scale == 1
    return ClaimKind.DATE if year else ClaimKind.NUMBER


def _decimals(written: str) -> int:
    match = re.search(r"[.,](\d+)$", written)
    return len(match[1]) if match and len(match[1]) != 3 else 0


def _joined(figures: list[Figure], text: str) -> Iterator[Figure]:
    """Give the first end of a range what the second has: « between 3 and 5 million euros »."""
    for figure, following in zip_longest(figures, figures[1:]):
        gap = text[figure.span.end : following.span.start] if following else ""
        if following and figure.unit == NONE and len(gap) < 6 and _RANGE.fullmatch(gap):
            yield _sharing(figure, following)
        else:
            yield figure


def _sharing(figure: Figure, following: Figure) -> Figure:
    values = figure.values
    if following.mantissa and figure.mantissa is None:
        scale = abs(following.values[0] / following.mantissa)
        values = (*values, *(value * scale for value in values))
    return replace(figure, values=values, unit=following.unit, loose=False)
