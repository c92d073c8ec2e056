"""The knowledge base as the engine offers it to screens; every method is a stream of values.

One thread holds the base: its database is opened once, and its model is loaded at the first question.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from assistant import knowledge_wiring
from assistant.engine.steps import steps
from assistant.engine.values import NoteHit, NotesFound, NotesState
from assistant.errors import MissingError
from assistant.folders import named_place
from assistant.i18n import gettext as _
from assistant.protocols import Progress
from assistant.store.key import Passphrase, from_environment
from assistant.types import Destination, Document, PartDone, Private

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase
    from knowledge.retriever import NotesRetriever
    from knowledge.values import Hit

T = TypeVar("T")
_HITS = 20
_EXCERPT = 90


class Notes:
    """Searches, shows and fills the person's knowledge base."""

    def __init__(self, passphrase: Passphrase = from_environment) -> None:
        self._passphrase = passphrase
        self._thread = ThreadPoolExecutor(1, "notes")
        self._base: KnowledgeBase | None = None

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Run something in the thread that holds the base."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def base(self) -> KnowledgeBase:
        """Return the base, opened at first use; only in the base's thread. Raises StoreError."""
        if self._base is None:
            self._base = knowledge_wiring.knowledge(self._passphrase)
        return self._base

    def retriever(self, destination: Destination) -> NotesRetriever:
        """Return the notes as material for a model; only in the base's thread. Raises MissingError."""
        from knowledge.retriever import NotesRetriever

        found = NotesRetriever(self.base(), destination)
        if not found.filled:
            raise MissingError(
                _("Your knowledge base is empty."),
                _("Nothing was sent."),
                _("Add a folder of notes first."),
            )
        return found

    async def notes_state(self) -> AsyncIterator[NotesState]:
        """Yield the base in numbers; raises StoreError."""
        yield await self.in_thread(self._state)

    async def notes_search(self, question: Private[str]) -> AsyncIterator[NotesFound]:
        """Yield the passages that come nearest to a question, best first."""
        yield await self.in_thread(partial(self._found, question))

    async def notes_show(self, document: Private[str]) -> AsyncIterator[Document]:
        """Yield a document of the base, with the offsets of its pages; raises MissingError."""

        def show() -> Document:
            shown = self.base().show(document.reveal())
            return Document(document, Private(shown.text))

        yield await self.in_thread(show)

    async def notes_add(self, path: str) -> AsyncIterator[PartDone | NotesState]:
        """Take in a file or folder; yield progress in files, then the base in numbers."""
        async for step in self._steps(
            lambda tell: self.base().add([str(named_place(path))], None, tell)
        ):
            yield step

    async def notes_embed(self) -> AsyncIterator[PartDone | NotesState]:
        """Give passages their vectors, so that searches go by meaning; yield progress."""
        async for step in self._steps(lambda tell: self.base().embed(tell, wait=False)):
            yield step

    async def notes_sync(self) -> AsyncIterator[PartDone | NotesState]:
        """Bring the base in step with the disk; yield progress in files."""
        async for step in self._steps(lambda tell: self.base().sync(tell)):
            yield step

    def _steps(self, work: Callable[[Progress], object]) -> AsyncIterator[PartDone | NotesState]:
        def done(tell: Progress) -> NotesState:
            work(tell)
            return self._state()

        return steps(lambda tell: self.in_thread(partial(done, tell)))

    def _found(self, question: Private[str]) -> NotesFound:
        search = self.base().search
        found = search.found(question, _HITS, places=True)
        excerpts = search.excerpts(question, found.hits, _EXCERPT)
        return NotesFound(tuple(map(_hit, found.hits, excerpts)), found.doubtful)

    def _state(self) -> NotesState:
        base = self.base()
        state = base.state()
        return NotesState(
            state.files, state.passages, state.pending,
            tuple((Private(each.document), each.reason) for each in state.refused),
            tuple(Private(str(folder)) for folder in base.folders()),
        )  # fmt: skip


def _hit(hit: Hit, excerpt: str) -> NoteHit:
    return NoteHit(
        hit.id, Private(hit.document), hit.span, Private(hit.text), Private(excerpt),
        Private(hit.heading), hit.page, hit.rule.value,
    )  # fmt: skip
