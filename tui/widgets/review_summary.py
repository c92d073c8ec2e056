"""One line under the review: where to, how much, for how much, and what is hidden."""

from __future__ import annotations

from assistant import figures
from assistant.destinations import place
from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.models.cards import ModelCard

_CHARACTERS_A_TOKEN = 3.5


def tokens(characters: int) -> int:
    """Estimate the tokens of a text, as French and English run."""
    return max(1, round(characters / _CHARACTERS_A_TOKEN))


def summary(card: ModelCard, characters: int, hidden: int, shown: int) -> str:
    """Return the line."""
    count = tokens(characters)
    parts = [
        f"→ {card.title}, {place(card.destination)}",
        _("~{n} tokens").format(n=figures.number(count)),
        ngettext("{n} hidden", "{n} hidden", hidden).format(n=hidden),
        ngettext("{n} left in clear", "{n} left in clear", shown).format(n=shown),
    ]
    if card.price_in is not None:
        parts.insert(2, figures.money(count * card.price_in / 1e6))
    return " · ".join(parts)
