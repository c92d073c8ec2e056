"""`--look-up`: DOIs and web addresses of an answer, asked of their registries and sites."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant import policy_wiring, wiring
from assistant.cli.output import note
from assistant.cli.passphrases import of_history
from assistant.config import Settings
from assistant.errors import PolicyRefused
from assistant.i18n import gettext as _
from assistant.types import Private
from assistant.visible import visible

if TYPE_CHECKING:
    from assistant.lookup.registry_adapter import Registry
    from guards.sources.look_ups import Wanted

_SIGNS = {"known": "=", "unknown": "?", "unreached": "·", "withheld": "·"}


@dataclass(frozen=True, slots=True)
class LookedUp:
    """One reference with what its registry told: known, unknown, unreached or withheld."""

    name: str
    number: str
    host: str
    told: str
    reason: str = ""

    @property
    def line(self) -> str:
        """Say it on one line."""
        return f"{_SIGNS[self.told]} {self.number}: {self._words()}"

    def _words(self) -> str:
        known = _("{host} knows it; that does not say that it holds what the answer says.")
        words = {
            "known": known,
            "unknown": _("{host} does not know it."),
            "unreached": _("{host} could not be reached, or did not tell."),
            "withheld": _("not looked up: {reason}."),
        }[self.told]
        return words.format(host=self.host, reason=self.reason)

    def fields(self) -> dict[str, str]:
        """Return it for JSON."""
        return {"kind": self.name, "reference": self.number, "asked": self.host,
                "outcome": self.told, "reason": self.reason}  # fmt: skip


def refuse_if_forbidden(settings: Settings) -> None:
    """Raise PolicyRefused when a layer of the policy forbids look-ups."""
    if layer := policy_wiring.policy(settings).look_up_forbidden_by:
        raise PolicyRefused(
            _("The policy “{layer}” forbids online look-ups.").format(layer=layer),
            _("Nothing was sent."),
            _("Leave out --look-up, or look the references up yourself."),
        )


def looked_up(
    answer: Private[str], own: Sequence[Private[str]], settings: Settings
) -> tuple[LookedUp, ...]:
    """Say what is sent and to whom, send it, and return what was told; raises PolicyRefused."""
    refuse_if_forbidden(settings)
    registry = wiring.look_up_registry()
    wanted = wiring.look_ups(answer, own, wiring.guard(settings, of_history))
    if not wanted:
        note(_("No DOI and no web address to look up: nothing is sent."))
    for one in wanted:
        if not one.withheld:
            host = registry.host(one.name, one.number)
            said = _("this is sent, and nothing else: {reference} → {host}")
            note(said.format(reference=visible(one.number), host=visible(host)))
    return asyncio.run(_asked(wanted, registry))


async def _asked(wanted: Sequence[Wanted], registry: Registry) -> tuple[LookedUp, ...]:
    return tuple([await _one(one, registry) for one in wanted])


async def _one(one: Wanted, registry: Registry) -> LookedUp:
    host = registry.host(one.name, one.number)
    if one.withheld:
        return LookedUp(one.name, one.number, "", "withheld", one.withheld)
    told = await registry.told(one.name, one.number)
    return LookedUp(one.name, one.number, host, told.value)


def show(found: Sequence[LookedUp]) -> None:
    """Print one line a reference."""
    for one in found:
        print(visible(one.line))


def is_unknown(found: Sequence[LookedUp]) -> bool:
    """Whether a registry does not know a reference."""
    return any(one.told == "unknown" for one in found)
