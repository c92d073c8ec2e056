"""A judge's requests: made with their own pipeline, and with sources that find room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant import judge, wiring
from assistant.config import Settings
from assistant.errors import UserError
from assistant.i18n import gettext as _
from assistant.i18n import language
from assistant.judge import Case
from assistant.judge_question import Manner
from assistant.models.cards import ModelCard
from assistant.pipeline import Pipeline
from assistant.protocols import History, Vault
from assistant.retrieval import check_reach
from assistant.store.key import Passphrase
from assistant.types import Draft, Private, Request, Task, Verdict
from prompts.builtin import BuiltinPrompts, Order

_ONE_WORD_TOKENS = 8  # a word and the marks around it; what rambles on is cut off


def pipeline(
    settings: Settings,
    card: ModelCard,
    vault: Vault,
    counted: History | None,
    passphrase: Passphrase,
) -> Pipeline:
    """Return what carries a judge's requests, which are asked the same way each time."""
    wishes: dict[str, object] = {"temperature": 0}
    prompts = BuiltinPrompts(language())
    if Manner.of(card) is Manner.ONE_WORD:
        wishes["maxOutputTokens"] = _ONE_WORD_TOKENS
        prompts = BuiltinPrompts(language(), Order.DOCUMENTS)
    return wiring.pipeline(
        settings, card, vault, prompts, wishes, history=counted, passphrase=passphrase
    )


def prepared(carrier: Pipeline, case: Case, verdicts: Sequence[Verdict], manner: Manner) -> Request:
    """Prepare one request with whole sources, or with the closest places where they are too long.

    Raises PolicyRefused when a source may not go to the judge, UserError when nothing finds room.
    """
    check_reach(case.passages, carrier.destination)
    text = Private(manner.question([case.sentence(verdict) for verdict in verdicts]))
    draft = Draft("judge", Task.CHAT, text, case.sources)
    for documents in (case.sources, judge.excerpts(verdicts, case.sources)):
        request = carrier.prepare(replace(draft, documents=documents), None, case.decided)
        if documents and len(request.rendered.calls) == 1:
            return request
    raise UserError(
        _("The sources are too long for this judge."),
        _("These sentences were not sent."),
        _("Give shorter sources, or a judge with a longer context: hygie models"),
    )
