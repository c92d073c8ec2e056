"""What is asked of litellm for one answer: the settings, and how long to wait for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.i18n import language
from assistant.models import failures, odds, prices
from assistant.models.cards import ModelCard, catalogue
from assistant.models.keys import card_key
from assistant.models.retry import Backoff
from assistant.models.team import SEALED_HEADER
from assistant.types import Private, SafeMessage

# For a model of which nothing is known: what nearly all of them take.
_CAUTIOUS_CONTEXT = 8_192
_SHORTEST_ANSWER = 256
# French and English run at 3 to 5 characters a token; the low figure leaves room.
_CHARACTERS_PER_TOKEN = 3

_USUAL_BACKOFF = Backoff()


@dataclass(frozen=True, slots=True)
class Options:
    """How a model is asked. Times are in seconds: to connect, to the first words, between words.

    `odds_of`: the words whose odds an embedded model gives in the place of a text.
    """

    temperature: float = 0.2
    seed: int | None = 1
    max_tokens: int = 16_384
    connect_seconds: float = 10.0
    first_seconds: float = 90.0
    between_seconds: float = 45.0
    odds_of: tuple[str, ...] = ()
    backoff: Backoff = _USUAL_BACKOFF

    @classmethod
    def for_card(cls, card: ModelCard) -> Options:
        """Return the usual settings: a model on one's own machine is slow and may ramble."""
        if card.embedded:
            return cls(
                max_tokens=2_048,
                first_seconds=600.0,
                between_seconds=120.0,
                backoff=Backoff(attempts=1),
            )
        if card.api_base and card.destination == "local":
            return cls(max_tokens=4_096, first_seconds=300.0, between_seconds=120.0)
        return cls()


def context_tokens(card: ModelCard) -> int:
    """Return how many tokens a model takes, question and answer together."""
    known = card.context_tokens or prices.lookup(card.litellm_id).context_tokens
    return known or _CAUTIOUS_CONTEXT


def required_key(card: ModelCard) -> Private[str] | None:
    """Return the key for a model, None where it needs none; raises ModelUnavailable where it is missing."""
    key = card_key(card.provider, card.key_env)
    if key is None and _needs_key(card):
        raise failures.without_key(card)
    return key


def arguments(
    card: ModelCard,
    options: Options,
    messages: Sequence[SafeMessage],
    key: Private[str] | None = None,
) -> dict[str, Any]:
    """Return litellm's arguments; the key travels in them and nowhere else.

    Raises ModelRefused where odds are asked of a model that gives none, ModelUnavailable without a key.
    """
    key = key or required_key(card)
    call: dict[str, Any] = {
        "model": card.litellm_id,
        "messages": [{"role": m.role.value, "content": m.text} for m in messages],
        "stream": True,
        "stream_options": {"include_usage": True},
        "temperature": options.temperature,
        "max_tokens": answer_tokens(card, options, messages),
        # Retries are ours: the person sees them.
        "num_retries": 0,
        "max_retries": 0,
    }
    optional = {"seed": options.seed, "api_base": card.api_base, "api_key": key and key.reveal()}
    call |= {name: value for name, value in optional.items() if value is not None}
    if options.odds_of:
        if not card.embedded:
            raise failures.without_odds(card)
        call["response_format"] = odds.wish(options.odds_of)
    if card.provider == "ollama" and card.destination == "local":
        call["num_ctx"] = context_tokens(card)  # it cuts the text silently at its own default
    if card.team_proxy:
        # What it refuses is told in the language of the person who reads it.
        call["extra_headers"] = {SEALED_HEADER: "1", "accept-language": language().value}
    return call


def _needs_key(card: ModelCard) -> bool:
    """Whether nobody answers without a key; of other services, and of own cards that name none, litellm knows."""
    keyed = {each.provider for each in catalogue() if each.key_env}
    return bool(card.key_env) and card.provider in keyed and not card.api_base


def answer_tokens(card: ModelCard, options: Options, messages: Sequence[SafeMessage]) -> int:
    """Return how long the answer may be, in tokens, beside this question."""
    question = sum(len(m.text) for m in messages) // _CHARACTERS_PER_TOKEN
    room = max(_SHORTEST_ANSWER, context_tokens(card) - question)
    longest = prices.lookup(card.litellm_id).max_output
    return min(options.max_tokens, room, longest or room)
