"""Numbers as the person's language writes them: 1,234.5 MB in English, 1 234,5 Mo in French."""

from __future__ import annotations

from assistant.i18n import N_, gettext, language
from assistant.i18n import gettext as _
from assistant.types import Language

_NARROW_SPACE = "\u202f"
_SIZES = ((1e9, N_("{n} GB")), (1e6, N_("{n} MB")), (1e3, N_("{n} kB")))


def number(value: float, places: int = 0) -> str:
    """Return a number with so many decimal places."""
    written = f"{value:,.{places}f}"
    if language() is Language.FR:
        return written.replace(",", _NARROW_SPACE).replace(".", ",")
    return written


def share(part: float) -> str:
    """Return a part of one as a percentage."""
    return _("{n}%").format(n=number(part * 100))


def size(octets: float) -> str:
    """Return a size in the largest unit that leaves a whole number, with a decimal below a hundred."""
    factor, unit = next((s for s in _SIZES if octets >= s[0]), _SIZES[-1])
    value = octets / factor
    return gettext(unit).format(n=number(value, int(value < 100)))


def money(dollars: float) -> str:
    """Return a price in US dollars, as providers state it; small ones to the hundredth of a cent."""
    places = 4 if 0 < dollars < 0.1 else 2
    return _("${n}").format(n=number(dollars, places))
