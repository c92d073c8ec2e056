"""The pipeline of a conversation, put together from its concrete parts, and the source checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.clock import SystemClock
from assistant.config import Settings
from assistant.guard_wiring import guard
from assistant.i18n import language
from assistant.models.cards import ModelCard, find
from assistant.pipeline import Pipeline
from assistant.prompt_wiring import sampling
from assistant.protocols import (
    Checker,
    History,
    Inspector,
    Progress,
    PromptSource,
    Retriever,
    Vault,
)
from assistant.store.key import Passphrase, from_environment
from assistant.types import Private, Verdict
from prompts.builtin import BuiltinPrompts, Order

if TYPE_CHECKING:
    from guards.sources.report import Report
    from guards.sources.strict import Profile


def model_card(settings: Settings) -> ModelCard:
    """Return the chosen model's card; `auto` is the embedded model that fits this machine."""
    return find(settings.model)


def callable_card(settings: Settings) -> ModelCard:
    """Return the chosen model's card; raises what can be told before a request is even made: no key."""
    from assistant.models.calls import required_key

    card = model_card(settings)
    required_key(card)
    return card


def ready_model(card: ModelCard, progress: Progress | None = None) -> None:
    """Assemble the weights of an embedded model if need be; other models need nothing."""
    from assistant.models.weights import EMBEDDED

    if card.name in EMBEDDED:
        from assistant.models import assembly

        assembly.ensure(EMBEDDED[card.name], progress)


def pipeline(
    settings: Settings,
    card: ModelCard,
    vault: Vault,
    prompts: PromptSource | None = None,
    wishes: Mapping[str, object] | None = None,
    retriever: Retriever | None = None,
    history: History | None = None,
    passphrase: Passphrase = from_environment,
    inspector: Inspector | None = None,
) -> Pipeline:
    """Return the pipeline of one conversation with one model; `wishes` are a prompt's own settings."""
    from assistant.models.calls import Options
    from assistant.models.litellm_adapter import LitellmClient
    from guards.outside import OutsideTexts

    options = replace(Options.for_card(card), **sampling(wishes or {})[0])
    client = LitellmClient(card, options)
    # A small model answers from notes what it is asked after them, and not before.
    first = Order.DOCUMENTS if retriever else Order.INSTRUCTION
    source = prompts or BuiltinPrompts(language(), first)
    guarded = guard(settings, passphrase)
    return Pipeline(
        source, guarded, client, checker(), vault, SystemClock(), retriever, history,
        inspector or OutsideTexts(), card.knowledge_cutoff,
    )  # fmt: skip


def checker() -> Checker:
    """Return the source checker."""
    from guards.sources.checker import SourceChecker

    return SourceChecker()


def gives_orders(text: Private[str]) -> bool:
    """Whether a text of someone else's seems to give orders to the model that reads it."""
    from guards.injection import suspicions

    return bool(suspicions(text))


def check_report(identifier: str, verdicts: Sequence[Verdict]) -> Report:
    """Return the score and claims of a checked answer, ready for JSON."""
    from guards.sources.report import report

    return report(identifier, verdicts)


def check_profile(question: Private[str]) -> Profile:
    """Return how strictly an answer to a question is judged."""
    from guards.sources.strict import profile

    return profile(question.reveal())


def check_score(verdicts: Sequence[Verdict]) -> float:
    """Return how likely a checked answer holds something unsupported, in [0, 1]."""
    from guards.sources.report import score

    return round(score(verdicts), 6)
