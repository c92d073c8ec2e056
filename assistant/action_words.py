"""What is done with a finding, in the person's words."""

from __future__ import annotations

from assistant.i18n import N_, gettext
from assistant.types import Action

_WORDS = {
    Action.ALLOW: N_("allow"),
    Action.GENERALISE: N_("generalise"),
    Action.PSEUDONYMISE: N_("pseudonymise"),
    Action.PLACEHOLDER: N_("placeholder"),
    Action.MASK: N_("mask"),
    Action.ASK: N_("ask"),
    Action.BLOCK: N_("block"),
}


def word(action: Action) -> str:
    """Return the name of an action; policies are written with its own name, which is English."""
    return gettext(_WORDS[action])


def both(action: Action) -> str:
    """Return an action as a person says it and, where that differs, as a policy writes it."""
    spoken = word(action)
    return spoken if spoken == action.value else f"{spoken} ({action.value})"
