"""The end of the pipeline: what was asked and answered goes into the store, whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.models.cards import ModelCard
from assistant.protocols import Clock
from assistant.store.records import Event, Turn
from assistant.store.store import Store
from assistant.types import Action, Answer, Private, Request, Usage, Verdict
from assistant.verdicts import ADVICE, by_outcome

_PATIENCE = 10.0
"""Seconds for another program that writes: the answer is whole when it is kept."""


class Keep(StrEnum):
    """What is kept of an exchange: its texts and its counts, or its counts alone.

    A request for a judge's opinion is no question, and what it replies no answer: only what it took is counted.
    """

    ALL = "on"
    COUNTS = "off"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Recorder:
    """Implements `assistant.protocols.History` for one conversation with one model.

    Opens the store for each exchange, so that it may be used from any thread; `pseudonyms` gives the rows
    of the conversation's vault.
    """

    folder: Path
    key: Private[bytes]
    card: ModelCard
    pseudonyms: Callable[[], Mapping[str, Private[str]]]
    clock: Clock
    keep: Keep = Keep.ALL

    def add(self, request: Request, answer: Answer) -> None:
        """Keep one exchange; raises StoreError, and then nothing of it was kept."""
        with closing(Store(self.folder, self.key)) as store:
            store.database.wait_at_most(_PATIENCE)
            self._keep(store, request, answer)

    def _keep(self, store: Store, request: Request, answer: Answer) -> None:
        now = self.clock.now()
        with store.database.transaction():
            if self.keep is Keep.ALL:
                name = request.draft.conversation
                store.conversations.add(name, _turn(request, answer, self.card, now))
                store.vaults.save(store.conversations.identity(name), self.pseudonyms())
            event = _event(request, answer, self.card, now)
            opinion = replace(event, what="judge", checked={})
            store.activity.add(opinion if self.keep is Keep.OPINION else event)


def _turn(request: Request, answer: Answer, card: ModelCard, now: float) -> Turn:
    draft = request.typed or request.draft
    return Turn(
        number=0, at=now, task=draft.task, question=draft.text, answer=answer.text,
        received=answer.received, sent=tuple((m.role.value, str(m.text)) for m in answer.sent),
        documents=tuple(document.name for document in draft.documents),
        verdicts=tuple(verdict_fields(verdict) for verdict in answer.verdicts),
        warnings=(*answer.warnings, *(f"{ADVICE} {each}" for each in answer.advice)),
        model=answer.model, destination=card.destination,
        prompt_tokens=answer.usage.prompt_tokens, completion_tokens=answer.usage.completion_tokens,
        seconds=answer.seconds, complete=answer.complete,
    )  # fmt: skip


def verdict_fields(verdict: Verdict) -> dict[str, Any]:
    """Return what is kept of a verdict; evidence stays with the documents, which are not kept."""
    return {
        "start": verdict.claim.span.start, "end": verdict.claim.span.end,
        "kind": verdict.claim.kind.value, "sentence": verdict.claim.sentence,
        "status": verdict.status.value, "reason": verdict.reason,
    }  # fmt: skip


def _event(request: Request, answer: Answer, card: ModelCard, now: float) -> Event:
    redactions = request.proposal.redactions if request.proposal else ()
    hidden = Counter(r.finding.kind.value for r in redactions if r.action is not Action.ALLOW)
    return Event(
        at=now, what="ask", model=answer.model, destination=card.destination.value,
        prompt_tokens=answer.usage.prompt_tokens, completion_tokens=answer.usage.completion_tokens,
        cost=cost(card, answer.usage), seconds=answer.seconds, complete=answer.complete, hidden=hidden,
        corrected=len(request.review.actions) + len(request.review.added),
        checked=by_outcome(answer.verdicts),
    )  # fmt: skip


def cost(card: ModelCard, usage: Usage) -> float | None:
    """Return what an answer cost in US dollars, or None if the model has no price."""
    if card.price_in is None or card.price_out is None:
        return None
    spent = usage.prompt_tokens * card.price_in + usage.completion_tokens * card.price_out
    return spent / 1_000_000
