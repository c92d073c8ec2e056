"""Who speaks in a message, in the person's words."""

from __future__ import annotations

from assistant.i18n import N_, gettext
from assistant.types import Role

_NAMES = {
    Role.SYSTEM: N_("Instructions to the model"),
    Role.USER: N_("You"),
    Role.ASSISTANT: N_("Answer"),
}


def role_name(role: Role) -> str:
    """Return who speaks."""
    return gettext(_NAMES[role])
