"""Look-ups from the plan to what was told: the policy first, then the plan, then registry by registry."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from assistant import guard_wiring, look_up_wiring, policy_wiring
from assistant.config import Settings
from assistant.errors import PolicyRefused
from assistant.i18n import gettext as _
from assistant.lookup.told import LookedUp, Outcome, Question
from assistant.store.key import Passphrase


def refuse_if_forbidden(settings: Settings) -> None:
    """Raise PolicyRefused when a layer of the policy forbids look-ups."""
    if layer := policy_wiring.policy(settings).look_up_forbidden_by:
        raise PolicyRefused(
            _("The policy “{layer}” forbids online look-ups.").format(layer=layer),
            _("Nothing was sent."),
            _("Look the references up yourself, or go without (leave out --look-up)."),
        )


def planned(question: Question, settings: Settings, passphrase: Passphrase) -> tuple[LookedUp, ...]:
    """Return what would be sent and to whom, and what is withheld; raises PolicyRefused."""
    refuse_if_forbidden(settings)
    registry = look_up_wiring.look_up_registry()
    guarded = guard_wiring.guard(settings, passphrase)
    return tuple(
        LookedUp(one.span, one.name, one.number, "", Outcome.WITHHELD, one.withheld)
        if one.withheld
        else LookedUp(
            one.span, one.name, one.number, registry.host(one.name, one.number), Outcome.PENDING
        )
        for one in look_up_wiring.look_ups(
            question.answer, question.own, guarded, question.hidden_places()
        )
    )


async def asked(plan: Sequence[LookedUp]) -> AsyncIterator[LookedUp]:
    """Yield what each registry told, in the order of a plan; never raises for a network's faults."""
    registry = look_up_wiring.look_up_registry()
    for one in plan:
        if one.told is Outcome.PENDING:
            told = await registry.told(one.name, one.number)
            yield replace(one, told=Outcome(told.value))
        else:
            yield one
