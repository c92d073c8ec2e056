"""How near a result must come to a figure: the digits it shows, and « about » or « more than » before it."""

from __future__ import annotations

import re
from decimal import Decimal

from .figures import Figure

_ABOUT = re.compile(
    r"(?:about|around|nearly|roughly|almost|over|approximately|some|more than|less than|under|just"
    r"|close to|environ|près de|presque|quelque|plus de|moins de|autour de|à peu près|à peine"
    r"|de l['’]ordre de|~|≈)[ \u00a0]?[€$£]?$",
    re.IGNORECASE,
)
_OVER = re.compile(r"(?:over|more than|plus de)[ \u00a0]?[€$£]?$", re.IGNORECASE)
_UNDER = re.compile(r"(?:under|less than|moins de)[ \u00a0]?[€$£]?$", re.IGNORECASE)
_LOOSE = Decimal("0.025")  # of an amount of one digit that is only « about » so much
_COARSEST = Decimal("0.05")  # of any amount: more is no rounding of it
_MINUTE = Decimal(60)


def is_about(lead: str) -> bool:
    """Whether an answer gives a figure as « about » so much; `lead` is what it says before it."""
    return _ABOUT.search(lead) is not None


def meets(amount: Decimal, wanted: Decimal, figure: Figure, lead: str) -> bool:
    """Whether an amount is the one wanted, as precisely as its figure tells; both in the base unit."""
    over = amount - wanted
    if not wanted or abs(over) > _slack(wanted, figure, lead):
        return False
    if _OVER.search(lead):
        return over >= 0
    return over <= 0 or not _UNDER.search(lead)


def _slack(wanted: Decimal, figure: Figure, lead: str) -> Decimal:
    if figure.minutes:
        return _MINUTE / 2
    scale = abs(figure.values[0] / figure.mantissa) if figure.mantissa else Decimal(1)
    half = Decimal(1).scaleb(-figure.decimals) / 2 * figure.unit.factor * scale
    half = max(half, _loose(wanted)) if is_about(lead) else half
    return min(half, abs(wanted) * _COARSEST)


def _loose(wanted: Decimal) -> Decimal:
    step = _last_digit(wanted)
    return step / 2 if abs(wanted) >= 10 * step else min(step / 2, abs(wanted) * _LOOSE)


def _last_digit(amount: Decimal) -> Decimal:
    """Return the worth of the last digit that is no zero."""
    exponent = amount.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
