"""What this person can use right now, without installing or buying anything."""

from __future__ import annotations

from assistant.models import local_services
from assistant.models.cards import ModelCard, catalogue, local_card, with_prices
from assistant.models.keys import provider_key
from assistant.models.own_cards import own_cards
from assistant.models.weights import EMBEDDED, embedded_choice, installed, machine_memory


def discover() -> list[ModelCard]:
    """Return the usable models, the embedded one advised here first.

    Looks at installed weights, at the loopback ports of Ollama and LM Studio (0.3 s each at most),
    and for keys in the environment or the keyring; it contacts no provider.
    """
    return [*_embedded(), *own_cards(), *_local(), *_hosted()]


def _embedded() -> list[ModelCard]:
    advised = embedded_choice(machine_memory())
    usable = [card for card in catalogue() if card.embedded and installed(EMBEDDED[card.name])]
    return sorted(usable, key=lambda card: card.name != advised)


def _local() -> list[ModelCard]:
    return [
        local_card(service, model.name, remote=model.remote)
        for service in local_services.SERVICES
        for model in local_services.served(service)
    ]


def _hosted() -> list[ModelCard]:
    hosted = [card for card in catalogue() if card.key_env]
    with_key = {p for p in {card.provider for card in hosted} if provider_key(p)}
    return [with_prices(card) for card in hosted if card.provider in with_key]
