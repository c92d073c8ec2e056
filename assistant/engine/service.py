"""What the engine can do for a screen; every method is a stream of values."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing, closing
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path
from threading import Lock
from typing import Any

from assistant import (
    document_wiring,
    guard_wiring,
    prompt_wiring,
    store_wiring,
    vault_wiring,
    wiring,
)
from assistant.config import Settings
from assistant.decisions import hiding
from assistant.engine.library import filled_in
from assistant.engine.notes import Notes
from assistant.errors import GuardError, MissingError, StoreError, StoreLocked
from assistant.gathering import gather
from assistant.i18n import gettext as _
from assistant.judging import preparing
from assistant.judging import wiring as judge_wiring
from assistant.judging.case import Case
from assistant.judging.question import Manner
from assistant.models.cards import ModelCard
from assistant.pipeline import Pipeline
from assistant.protocols import ErasableVault, History, PromptSource, Retriever, Vault
from assistant.retrieval import kept_back
from assistant.store.key import Passphrase, from_environment
from assistant.types import (
    Answer,
    Destination,
    Draft,
    PartDone,
    Private,
    Request,
    Review,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A request that awaits review, and what will carry it."""

    request: Request
    pipeline: Pipeline


@dataclass(slots=True)
class _Conversation:
    """One conversation's pseudonyms, what was decided in it, and the request that awaits review."""

    vault: ErasableVault
    reviews: dict[Destination, Review] = field(default_factory=dict)
    awaiting: _Prepared | None = None
    asked: int = 0
    turn: Lock = field(default_factory=Lock)

    def copied_vault(self) -> ErasableVault:
        """Return the pseudonyms for a hearing about this conversation, once no turn changes them."""
        with self.turn:
            return vault_wiring.copied_vault(self.vault)

    def terms(self) -> Review:
        """Return what hides, for a judge inside this process, the terms that were hidden here."""
        with self.turn:
            return vault_wiring.terms(self.vault)

    def decided(self, destination: Destination) -> Review:
        """Return what was decided for a destination: what is hidden holds for all, what is shown for one."""
        own = self.reviews.get(destination, Review())
        hidden = (hiding(r) for to, r in self.reviews.items() if to is not destination)
        return reduce(Review.merged, hidden, Review()).merged(own)


@dataclass(frozen=True, slots=True)
class _Unusable:
    """A history that cannot be written to."""

    error: StoreError

    def add(self, request: Request, answer: Answer) -> None:
        """Raise why."""
        raise self.error


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a request is made with besides the model."""

    source: PromptSource | None = None
    wishes: Mapping[str, object] = field(default_factory=dict)
    retriever: Retriever | None = None


_WITHOUT = _Parts()
_Run = Callable[[Callable[[], _Prepared]], Awaitable[_Prepared]]


class Service:
    """Guard, readers and models of one person's session."""

    def __init__(
        self, settings: Settings, notes: Notes, passphrase: Passphrase = from_environment
    ) -> None:
        self._settings, self._notes, self._passphrase = settings, notes, passphrase
        self._conversations: dict[str, _Conversation] = {}
        self._key: tuple[tuple[int, ...], Private[bytes]] | None = None

    async def warm(self) -> AsyncIterator[ModelCard]:
        """Load the guard; yield the chosen model's card when done."""
        await asyncio.to_thread(guard_wiring.guard(self._settings).load)
        yield wiring.model_card(self._settings)

    async def warm_model(self, name: str = "") -> AsyncIterator[PartDone]:
        """Assemble the weights of the chosen model, or of another, if embedded; yield progress in bytes."""
        queue: asyncio.Queue[PartDone | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def progress(done: int, total: int) -> None:
            loop.call_soon_threadsafe(queue.put_nowait, PartDone(done, total))

        card = wiring.model_card(replace(self._settings, model=name or self._settings.model))
        work = asyncio.create_task(asyncio.to_thread(wiring.ready_model, card, progress))
        work.add_done_callback(lambda _: queue.put_nowait(None))
        while (step := await queue.get()) is not None:
            yield step
        await work

    async def models(self) -> AsyncIterator[tuple[ModelCard, ...]]:
        """Yield the models that can be asked here."""
        from assistant.models.discovery import discover

        yield tuple(await asyncio.to_thread(discover))

    async def card(self, name: str) -> AsyncIterator[ModelCard]:
        """Yield the card of a model, which is not chosen by it; raises MissingError."""
        yield await asyncio.to_thread(wiring.model_card, replace(self._settings, model=name))

    async def choose(self, name: str) -> AsyncIterator[ModelCard]:
        """Change the model; yield its card."""
        settings = replace(self._settings, model=name)
        card = await asyncio.to_thread(wiring.model_card, settings)
        self._settings = settings
        yield card

    async def read(self, path: str) -> AsyncIterator[Any]:
        """Read a document."""
        yield await asyncio.to_thread(document_wiring.read_document, Path(path).expanduser())

    async def prepare(self, draft: Draft) -> AsyncIterator[Request]:
        """Yield the request with what the guard proposes to hide; nothing leaves."""
        yield await self._awaiting(draft.conversation, lambda: self._prepared(draft, _WITHOUT))

    async def prepare_prompt(
        self, draft: Draft, name: str, values: Mapping[str, Any]
    ) -> AsyncIterator[Request]:
        """Fill a prompt of the library in, and yield the request as `prepare` does."""
        opening = prompt_wiring.opening(self._settings, self._passphrase)
        filled = await asyncio.to_thread(filled_in, name, values, opening)
        draft = replace(draft, documents=draft.documents or filled.sources)
        parts = _Parts(filled.source, filled.found.prompt.meta.config)
        yield await self._awaiting(draft.conversation, lambda: self._prepared(draft, parts))

    async def prepare_from_notes(self, draft: Draft) -> AsyncIterator[Request]:
        """Add passages of the notes, and yield the request as `prepare` does; raises MissingError."""
        destination = wiring.model_card(self._settings).destination

        def prepared() -> _Prepared:
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

        yield await self._awaiting(draft.conversation, prepared, self._notes.in_thread)

    async def prepare_judge(
        self, conversation: str, about: str, name: str, case: Case, verdicts: tuple[Verdict, ...]
    ) -> AsyncIterator[Request]:
        """Yield the request that asks a model for its opinion of some sentences; nothing leaves.

        `conversation` is the hearing's own; what is known in the one it is `about` is hidden in it,
        too; from a judge inside this process only terms are. Raises PolicyRefused, UserError.
        """
        settings = replace(self._settings, model=name, history="off")
        card = wiring.model_card(settings)
        judged, terms = self._conversations.get(about), Review()
        if judged and card.embedded:
            terms = await asyncio.to_thread(judged.terms)
        elif judged and conversation not in self._conversations:
            known = await asyncio.to_thread(judged.copied_vault)
            self._conversations[conversation] = _Conversation(known)

        def prepared() -> _Prepared:
            found = self._conversation(conversation)
            with found.turn:
                counted = self._history(card, found.vault, conversation, settings)
                pipeline = judge_wiring.pipeline(
                    settings, card, found.vault, counted, self._passphrase
                )
                decided = terms.merged(case.decided_for(card.destination))
                decided = decided.merged(found.decided(card.destination))
                request = preparing.prepared(
                    pipeline, replace(case, decided=decided), verdicts, Manner.of(card)
                )
                return _Prepared(request, pipeline)

        yield await self._awaiting(conversation, prepared)

    async def _awaiting(
        self, conversation: str, work: Callable[[], _Prepared], run: _Run = asyncio.to_thread
    ) -> Request:
        """Prepare in a thread; only the request asked for last, and not cancelled, may be answered.

        A thread goes on when its caller is cancelled: it must not put its request in the place of
        the one that the person reviews.
        """
        found = self._conversation(conversation)
        found.asked += 1
        number, found.awaiting = found.asked, None
        prepared = await run(work)
        if number == found.asked:
            found.awaiting = prepared
        return prepared.request

    def _conversation(self, key: str) -> _Conversation:
        return self._conversations.setdefault(key, _Conversation(vault_wiring.new_vault()))

    def _prepared(self, draft: Draft, parts: _Parts) -> _Prepared:
        found = self._conversation(draft.conversation)
        with found.turn:  # what a cancelled call still does to the vault ends first
            card = wiring.model_card(self._settings)
            pipeline = self._pipeline(found, card, parts, draft.conversation)
            decided = found.decided(card.destination)
            return _Prepared(pipeline.prepare(draft, None, decided), pipeline)

    def _pipeline(self, found: _Conversation, card: ModelCard, parts: _Parts, key: str) -> Pipeline:
        return wiring.pipeline(
            self._settings,
            card,
            found.vault,
            parts.source,
            parts.wishes,
            parts.retriever,
            self._history(card, found.vault, key, self._settings),
            self._passphrase,
        )

    async def gather(self, path: str) -> AsyncIterator[Any]:
        """Read a file, a folder or a mailbox; yield documents, what cannot be read, and progress."""
        steps = iter(gather(Path(path).expanduser()))
        while (step := await asyncio.to_thread(next, steps, None)) is not None:
            found, done, total = step
            yield found
            yield PartDone(done, total)

    def _history(
        self, card: ModelCard, vault: Vault, key: str, settings: Settings
    ) -> History | None:
        """What keeps the exchanges, None when it is locked: the person asks why in History.

        A store that is damaged or full is told with each answer.
        """
        try:
            known = self._store_key(key)
            return store_wiring.recorder(settings, card, vault, known)
        except StoreLocked:
            return None
        except StoreError as error:
            return _Unusable(error)

    def _store_key(self, conversation: str) -> Private[bytes]:
        """Return the store's key, unwrapped once for as long as its file is the same one."""
        stamp = store_wiring.key_stamp()
        if self._key is None or not stamp or self._key[0] != stamp:
            key = store_wiring.ready_key(self._settings, self._passphrase, conversation)
            self._key = store_wiring.key_stamp(), key
        return self._key[1]

    async def answer(self, conversation: str, review: Review) -> AsyncIterator[Any]:
        """Send the prepared request as reviewed; yield the pipeline's events."""
        known = self._conversations.get(conversation)
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
            with closing(store_wiring.store(self._settings, self._passphrase)) as store:
                return store_wiring.conversation_vault(store, conversation)

        if conversation not in self._conversations:
            self._conversations[conversation] = _Conversation(await asyncio.to_thread(load))
        yield None

    async def forget(self, conversation: str) -> AsyncIterator[None]:
        """Wipe a conversation's pseudonyms."""
        if known := self._conversations.pop(conversation, None):
            known.vault.clear()
        return
        yield
