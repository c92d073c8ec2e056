"""Who speaks in a message, in words to translate."""

from __future__ import annotations

from assistant.i18n import N_
from assistant.types import Role

NAMES = {
    Role.SYSTEM: N_("Instructions to the model"),
    Role.USER: N_("You"),
    Role.ASSISTANT: N_("Answer"),
}
