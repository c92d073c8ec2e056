"""The part of the wiring that a judge needs: what carries its requests, asked the same way each time."""

from __future__ import annotations

from dataclasses import replace

from assistant import guard_wiring, policy_wiring, wiring
from assistant.clock import SystemClock
from assistant.config import Settings
from assistant.i18n import language
from assistant.judging import odds
from assistant.models.cards import ModelCard
from assistant.pipeline import Pipeline
from assistant.protocols import History, Vault
from assistant.store.key import Passphrase
from assistant.store.recorder import Keep, Recorder
from prompts.builtin import BuiltinPrompts
from prompts.plain_question import PlainQuestions


def pipeline(
    settings: Settings,
    card: ModelCard,
    vault: Vault,
    counted: History | None,
    passphrase: Passphrase,
) -> Pipeline:
    """Return what carries a judge's requests; they are counted as such, and none is kept.

    One inside this process reads names that no rule or person hides, and replies with odds.
    """
    from guards.outside import JudgedTexts

    counted = _as_opinions(counted)
    if not card.embedded:
        wishes: dict[str, object] = {"temperature": 0}
        prompts = BuiltinPrompts(language())
        return wiring.pipeline(
            settings, card, vault, prompts, wishes,
            history=counted, passphrase=passphrase, inspector=JudgedTexts(),
        )  # fmt: skip
    from assistant.models.calls import Options
    from assistant.models.litellm_adapter import LitellmClient

    options = replace(Options.for_card(card), temperature=0, odds_of=odds.WORDS)
    guarded = guard_wiring.guard(settings, passphrase, policy_wiring.policy(settings).within())
    return Pipeline(
        PlainQuestions(language()), guarded, LitellmClient(card, options),
        wiring.checker(), vault, SystemClock(), history=counted, inspector=JudgedTexts(),
    )  # fmt: skip


def _as_opinions(counted: History | None) -> History | None:
    return replace(counted, keep=Keep.OPINION) if isinstance(counted, Recorder) else counted
