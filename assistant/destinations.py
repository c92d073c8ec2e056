"""Where a model runs, in the person's words."""

from __future__ import annotations

from assistant.i18n import N_, gettext
from assistant.types import Destination

_PLACES = {
    Destination.LOCAL: N_("on this machine"),
    Destination.COMPANY: N_("in the company"),
    Destination.EU: N_("in the EU"),
    Destination.WORLD: N_("outside the EU"),
}


def place(destination: Destination) -> str:
    """Return where text goes."""
    return gettext(_PLACES[destination])
