"""Requests of one person's session, from draft to answer; every method is a stream of values."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, closing
from dataclasses import dataclass, field, replace
from typing import Any

from assistant import prompt_wiring, store_wiring, wiring
from assistant.engine.conversations import Conversation, Conversations, Prepared
from assistant.engine.library import filled_in
from assistant.engine.models import Chosen
from assistant.engine.notes import Notes
from assistant.engine.recording import Recording
from assistant.errors import GuardError, MissingError
from assistant.i18n import gettext as _
from assistant.judging import preparing
from assistant.judging import wiring as judge_wiring
from assistant.judging.case import Case
from assistant.judging.question import Manner
from assistant.models.cards import ModelCard
from assistant.pipeline import Pipeline
from assistant.protocols import ErasableVault, PromptSource, Retriever
from assistant.retrieval import kept_back
from assistant.store.key import Passphrase, from_environment
from assistant.types import Draft, Request, Review, Verdict


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a request is made with besides the model."""

    source: PromptSource | None = None
    wishes: Mapping[str, object] = field(default_factory=dict)
    retriever: Retriever | None = None


_WITHOUT = _Parts()


class Service:
    """Prepares requests, sends them as reviewed, and holds their conversations."""

    def __init__(
        self, chosen: Chosen, notes: Notes, passphrase: Passphrase = from_environment
    ) -> None:
        self._chosen, self._notes, self._passphrase = chosen, notes, passphrase
        self._conversations, self._recording = Conversations(), Recording(passphrase)

    async def prepare(self, draft: Draft) -> AsyncIterator[Request]:
        """Yield the request with what the guard proposes to hide; nothing leaves."""
        yield await self._conversations.awaiting(
            draft.conversation, lambda: self._prepared(draft, _WITHOUT)
        )

    async def prepare_prompt(
        self, draft: Draft, name: str, values: Mapping[str, Any]
    ) -> AsyncIterator[Request]:
        """Fill a prompt of the library in, and yield the request as `prepare` does."""
        opening = prompt_wiring.opening(self._chosen.settings, self._passphrase)
        filled = await asyncio.to_thread(filled_in, name, values, opening)
        draft = replace(draft, documents=draft.documents or filled.sources)
        parts = _Parts(filled.source, filled.found.prompt.meta.config)
        yield await self._conversations.awaiting(
            draft.conversation, lambda: self._prepared(draft, parts)
        )

    async def prepare_from_notes(self, draft: Draft) -> AsyncIterator[Request]:
        """Add passages of the notes, and yield the request as `prepare` does; raises MissingError."""
        destination = wiring.model_card(self._chosen.settings).destination

        def prepared() -> Prepared:
            retriever = self._notes.retriever(destination)
            found = self._prepared(draft, _Parts(retriever=retriever))
            if not found.request.passages and not draft.documents:
                if retriever.withheld:
                    raise kept_back()
                raise MissingError(
                    _("This is not in your notes."),
                    _("Nothing was sent."),
                    _("Ask with other words, or add the notes that would know."),
                )
            return found

        yield await self._conversations.awaiting(
            draft.conversation, prepared, self._notes.in_thread
        )

    async def prepare_judge(
        self, conversation: str, about: str, name: str, case: Case, verdicts: tuple[Verdict, ...]
    ) -> AsyncIterator[Request]:
        """Yield the request that asks a model for its opinion of some sentences; nothing leaves.

        `conversation` is the hearing's own; what is known in the one it is `about` is hidden in it,
        too; from a judge inside this process only terms are. Raises PolicyRefused, UserError.
        """
        settings = replace(self._chosen.settings, model=name, history="off")
        card = wiring.model_card(settings)
        judged, terms = self._conversations.known(about), Review()
        if judged and card.embedded:
            terms = await asyncio.to_thread(judged.terms)
        elif judged and not self._conversations.known(conversation):
            self._conversations.begin(conversation, await asyncio.to_thread(judged.copied_vault))

        def prepared() -> Prepared:
            found = self._conversations.of(conversation)
            with found.turn:
                counted = self._recording.history(settings, card, found.vault, conversation)
                pipeline = judge_wiring.pipeline(
                    settings, card, found.vault, counted, self._passphrase
                )
                decided = terms.merged(case.decided_for(card.destination))
                decided = decided.merged(found.decided(card.destination))
                request = preparing.prepared(
                    pipeline, replace(case, decided=decided), verdicts, Manner.of(card)
                )
                return Prepared(request, pipeline)

        yield await self._conversations.awaiting(conversation, prepared)

    def _prepared(self, draft: Draft, parts: _Parts) -> Prepared:
        found = self._conversations.of(draft.conversation)
        with found.turn:  # what a cancelled call still does to the vault ends first
            card = wiring.model_card(self._chosen.settings)
            pipeline = self._pipeline(found, card, parts, draft.conversation)
            decided = found.decided(card.destination)
            return Prepared(pipeline.prepare(draft, None, decided), pipeline)

    def _pipeline(self, found: Conversation, card: ModelCard, parts: _Parts, key: str) -> Pipeline:
        return wiring.pipeline(
            self._chosen.settings,
            card,
            found.vault,
            parts.source,
            parts.wishes,
            parts.retriever,
            self._recording.history(self._chosen.settings, card, found.vault, key),
            self._passphrase,
        )

    async def answer(self, conversation: str, review: Review) -> AsyncIterator[Any]:
        """Send the prepared request as reviewed; yield the pipeline's events."""
        known = self._conversations.known(conversation)
        if known is None or known.awaiting is None:
            raise GuardError(
                _("The request is gone: the engine was restarted."),
                _("Nothing was sent."),
                _("Send your draft again; it is still in the composer."),
            )
        prepared = known.awaiting
        sealed = await asyncio.to_thread(prepared.pipeline.seal, prepared.request, review)
        known.awaiting = None
        known.reviews[prepared.pipeline.destination] = sealed.review
        async with aclosing(prepared.pipeline.answer(sealed)) as events:
            async for event in events:
                yield event

    async def resume(self, conversation: str) -> AsyncIterator[None]:
        """Take up a kept conversation with its pseudonyms; raises MissingError, StoreError."""

        def load() -> ErasableVault:
            with closing(store_wiring.store(self._chosen.settings, self._passphrase)) as store:
                return store_wiring.conversation_vault(store, conversation)

        if not self._conversations.known(conversation):
            self._conversations.begin(conversation, await asyncio.to_thread(load))
        yield None

    async def forget(self, conversation: str) -> AsyncIterator[None]:
        """Wipe a conversation's pseudonyms."""
        self._conversations.forget(conversation)
        return
        yield
