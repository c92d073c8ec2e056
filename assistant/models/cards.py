"""Model cards: where a model runs, what it costs, what it is known to get wrong."""

from __future__ import annotations

import difflib
import functools
import tomllib
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from assistant.errors import MissingError
from assistant.i18n import _, language
from assistant.models import local_services, prices
from assistant.models.keys import TEAM, key_variables
from assistant.models.weights import embedded_choice, machine_memory
from assistant.types import Destination, Language

EMBEDDED_NAMES = ("embedded", "auto")
"""What the embedded model is called without knowing which of them fits this machine."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a person should know of a model before trusting it.

    Prices are in USD per million tokens, None when running costs nothing or nobody published it.
    `limits` are sentences in the person's language; `knowledge_cutoff` is YYYY-MM or None.
    `team_proxy` says that hygie's own proxy stands there, which leaves our placeholders as they are.
    """

    name: str
    title: str
    provider: str
    litellm_id: str
    destination: Destination
    context_tokens: int | None = None
    knowledge_cutoff: str | None = None
    price_in: float | None = None
    price_out: float | None = None
    limits: tuple[str, ...] = ()
    licence: str = ""
    api_base: str | None = None
    key_env: str | None = None
    team_proxy: bool = False

    @property
    def embedded(self) -> bool:
        """Whether the model runs inside hygie itself."""
        return self.provider == "hygie"


def catalogue() -> tuple[ModelCard, ...]:
    """Return the cards that come with hygie, their limits in the person's language."""
    return _catalogue(language())


def find(name: str) -> ModelCard:
    """Return the card of a name, a litellm identifier or a model served on this machine.

    `embedded` and `auto` are the embedded model that fits this machine, and nobody's own.
    An unknown `provider/model` is taken as it stands, as going anywhere in the world; any other
    unknown name raises MissingError with the nearest known ones.
    """
    from assistant.models.own_cards import own_cards

    if name in EMBEDDED_NAMES:
        name = embedded_choice(machine_memory())
    for card in (*own_cards(), *catalogue()):
        if name in (card.name, card.litellm_id):
            return with_prices(card)
    provider, slash, model = name.partition("/")
    if not slash or not model or provider == "hygie":
        raise _missing(name)
    if provider == TEAM:
        from assistant.models.team import team_card

        return team_card(model)
    if service := local_services.named(provider):
        listed = {served.name: served.remote for served in local_services.served(service)}
        return local_card(service, model, remote=listed.get(model, False))
    return with_prices(_unknown(provider, name))


def local_card(
    service: local_services.LocalService, model: str, *, remote: bool = False
) -> ModelCard:
    """Return the card of a model behind a local service; `remote` if it only passes it on."""
    away = remote or local_services.runs_elsewhere(model)
    limit = (
        _("This model runs on the service's servers, not on this machine.")
        if away
        else _("Its limits are unknown to hygie: check what matters.")
    )
    return ModelCard(
        name=f"{service.name}/{model}",
        title=f"{model} ({service.title})",
        provider=service.name,
        litellm_id=f"{service.litellm_prefix}/{model}",
        destination=Destination.WORLD if away else Destination.LOCAL,
        context_tokens=service.context_tokens,
        limits=(limit,),
        api_base=service.api_base,
    )


def with_prices(card: ModelCard) -> ModelCard:
    """Fill the context and prices a card leaves open from the price list shipped with litellm."""
    if card.destination is Destination.LOCAL or None not in (card.context_tokens, card.price_in):
        return card
    known = prices.lookup(card.litellm_id)
    return replace(
        card,
        context_tokens=card.context_tokens or known.context_tokens,
        price_in=card.price_in if card.price_in is not None else known.price_in,
        price_out=card.price_out if card.price_out is not None else known.price_out,
    )


def _unknown(provider: str, name: str) -> ModelCard:
    return ModelCard(
        name=name,
        title=name,
        provider=provider,
        litellm_id=name,
        destination=Destination.WORLD,
        limits=(_("Its limits are unknown to hygie: check what matters."),),
        key_env=key_variables(provider)[0],
    )


def _missing(name: str) -> MissingError:
    names = [*EMBEDDED_NAMES[:1], *(card.name for card in catalogue())]
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.3) or names[:3]
    return MissingError(
        _("No model is called {name}.").format(name=name),
        _("The nearest names are: {names}.").format(names=", ".join(near)),
        _("Choose one of these, or write provider/model for another service."),
    )


@functools.cache
def _catalogue(spoken: Language) -> tuple[ModelCard, ...]:
    text = files("assistant.models").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return tuple(_card(entry, spoken) for entry in tomllib.loads(text)["model"])


def _card(entry: dict[str, Any], spoken: Language) -> ModelCard:
    # What differs from language to language is written once for each.
    fields = {k: v[spoken.value] if isinstance(v, dict) else v for k, v in entry.items()}
    fields["destination"] = Destination(fields["destination"])
    fields["limits"] = tuple(fields["limits"])
    return ModelCard(**fields)
