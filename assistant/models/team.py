"""Models behind the team's proxy: `team/NAME`, at the address that the setting `team_proxy` gives.

What leaves here is sealed already. The proxy is told so: it leaves the placeholders as they are, hides
what the company's rules hide besides, and gives back what it hid itself.
"""

from __future__ import annotations

from assistant import config
from assistant.errors import ConfigError
from assistant.i18n import _
from assistant.models.cards import ModelCard
from assistant.models.keys import TEAM
from assistant.types import Destination

SEALED_HEADER = "x-hygie-sealed"


def team_card(model: str) -> ModelCard:
    """Return the card of a model that the proxy serves; raises ConfigError when no proxy is set."""
    address = config.load().settings.team_proxy
    if not address:
        raise ConfigError(
            _("No address of the team's proxy is set."),
            _("Nothing was sent."),
            _("Set it: hygie config set team_proxy https://…"),
        )
    return ModelCard(
        name=f"{TEAM}/{model}",
        title=_("{model} (the team's proxy)").format(model=model),
        provider=TEAM,
        litellm_id=f"openai/{model}",
        destination=Destination.COMPANY,
        limits=(_("Its limits are unknown to hygie: check what matters."),),
        api_base=_base(address),
        key_env="HYGIE_TEAM_KEY",
        team_proxy=True,
    )


def _base(address: str) -> str:
    bare = address.rstrip("/")
    return bare if bare.endswith("/v1") else f"{bare}/v1"
