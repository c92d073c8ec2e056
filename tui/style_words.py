"""What orders, tones, lengths and readers are called."""

from __future__ import annotations

from enum import StrEnum

from assistant.drafting import Length, Order, Reader, Tone
from assistant.i18n import N_, gettext

_PAIRS: tuple[tuple[StrEnum, str], ...] = (
    (Order.WRITE, N_("Write from these notes")),
    (Order.CONTINUE, N_("Continue")),
    (Order.SHORTEN, N_("Shorten")),
    (Order.LENGTHEN, N_("Expand")),
    (Order.REPHRASE, N_("Rephrase the selection")),
    (Order.CORRECT, N_("Correct")),
    (Tone.AS_IS, N_("as it is")),
    (Tone.NEUTRAL, N_("neutral")),
    (Tone.WARM, N_("warm")),
    (Tone.FORMAL, N_("formal")),
    (Tone.DIRECT, N_("direct")),
    (Length.AS_IS, N_("free")),
    (Length.SHORT, N_("short")),
    (Length.MEDIUM, N_("medium")),
    (Length.LONG, N_("long")),
    (Reader.ANYONE, N_("anyone")),
    (Reader.COLLEAGUE, N_("a colleague")),
    (Reader.CLIENT, N_("a client")),
    (Reader.MANAGER, N_("a manager")),
    (Reader.PUBLIC, N_("the public")),
)
# Members of different enumerations may be equal: they are strings.
_WORDS = {(type(value), value): words for value, words in _PAIRS}


def word(value: StrEnum) -> str:
    """Return the name of a value in the person's language."""
    return gettext(_WORDS[type(value), value])


def made_by(order: str) -> str:
    """Return what made a version."""
    return word(Order(order)) if order else gettext("you")
