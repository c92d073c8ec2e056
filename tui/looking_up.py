"""What a person is told before references are looked up, on the screen and as lines."""

from __future__ import annotations

from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.lookup.told import LookedUp, Outcome


def beforehand(plan: tuple[LookedUp, ...]) -> list[str]:
    """Return what the person is told before anything is sent."""
    if not plan:
        return [_("No DOI and no web address to look up: nothing is sent.")]
    count = len(leaving(plan))
    if not count:
        return [_("None of these references may be looked up: nothing is sent.")]
    words = ngettext(
        "This identifier leaves this machine, for the host beside it, and nothing else of the answer.",
        "These {n} identifiers leave this machine, for the hosts beside them, and nothing else of the answer.",
        count,
    )
    return [words.format(n=count), caution()]


def caution() -> str:
    """Return what a look-up is worth."""
    return _(
        "A reference that is found may still not say what the answer says; no verdict changes."
    )


def leaving(plan: tuple[LookedUp, ...]) -> list[LookedUp]:
    """Return what is sent of a plan."""
    return [one for one in plan if one.told is Outcome.PENDING]
