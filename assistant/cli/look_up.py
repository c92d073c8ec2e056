"""`--look-up`: DOIs and web addresses of an answer, asked of their registries and sites."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from assistant.cli.output import note
from assistant.cli.passphrases import of_history
from assistant.config import Settings
from assistant.i18n import gettext as _
from assistant.lookup.asking import asked, planned
from assistant.lookup.asking import refuse_if_forbidden as refuse_if_forbidden
from assistant.lookup.told import LookedUp, Outcome, Question
from assistant.visible import visible


def looked_up(question: Question, settings: Settings) -> tuple[LookedUp, ...]:
    """Say what is sent and to whom, send it, and return what was told; raises PolicyRefused."""
    plan = planned(question, settings, of_history)
    if not plan:
        note(_("No DOI and no web address to look up: nothing is sent."))
    for one in plan:
        if one.told is Outcome.PENDING:
            said = _("this is sent, and nothing else: {reference} → {host}")
            note(said.format(reference=visible(one.number), host=visible(one.host)))
    return asyncio.run(_all(plan))


async def _all(plan: Sequence[LookedUp]) -> tuple[LookedUp, ...]:
    return tuple([one async for one in asked(plan)])


def show(found: Sequence[LookedUp]) -> None:
    """Print one line a reference."""
    for one in found:
        print(visible(one.line))


def is_unknown(found: Sequence[LookedUp]) -> bool:
    """Whether a registry does not know a reference."""
    return any(one.told is Outcome.UNKNOWN for one in found)
