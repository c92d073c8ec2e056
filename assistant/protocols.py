"""The seams between the parts: at most four methods each, so that any part can be replaced."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from assistant.types import (
    Answer,
    Destination,
    Document,
    Draft,
    Finding,
    Mention,
    Message,
    ModelEvent,
    Passage,
    Private,
    Proposal,
    Rendered,
    Request,
    Review,
    SafeMessage,
    Verdict,
)

Progress = Callable[[int, int], None]
"""Called with (done, total) during long work; raises to cancel it."""


class Vault(Protocol):
    """The pseudonyms of one conversation: value to placeholder or stand-in, and back."""

    def placeholders(self, mentions: Sequence[Mention], texts: Iterable[str] = ()) -> list[str]:
        """Return what stands for a request's mentions; ways to write one value are linked.

        A mention in the style of surrogates gets its placeholder where no realistic form is known. No
        stand-in is given that occurs in one of the texts already.
        """

    def original(self, placeholder: str) -> Private[str] | None:
        """Return the value behind an exact placeholder or stand-in, None if this vault never gave it."""

    def known(self) -> tuple[Mention, ...]:
        """Return every value that was given a placeholder."""

    def surrogates(self) -> tuple[str, ...]:
        """Return the stand-ins given, and the words of them that stand for words; longest first."""


class ErasableVault(Vault, Protocol):
    """A vault whose owner can wipe it."""

    def clear(self) -> None:
        """Forget every value."""


class StoredVault(Vault, Protocol):
    """A vault that outlives the process."""

    def save(self) -> None:
        """Write the vault; raises StoreError."""


class Restorer(Protocol):
    """Puts original values back into one streamed answer."""

    def feed(self, chunk: str) -> str:
        """Take a chunk as received; return what can be shown already."""

    def close(self) -> str:
        """Return what was held back."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Placeholders that the model made up."""


class Finder(Protocol):
    """Finds confidential spans in the texts of one request."""

    def load(self) -> None:
        """Load what it needs now rather than at the first request."""

    def find(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[Finding]]:
        """Return the findings of each text, sorted, without overlaps."""


class Guard(Protocol):
    """Finds confidential spans, proposes redactions, seals what may leave, restores answers."""

    def scan(self, text: Private[str]) -> list[Finding]:
        """Return the findings of one text, sorted, without overlaps."""

    def propose(
        self,
        messages: Sequence[Message],
        vault: Vault,
        destination: Destination,
        progress: Progress | None = None,
        decided: Review | None = None,
    ) -> Proposal:
        """Say what would be hidden in the messages of one request, earlier decisions applied."""

    def seal(self, proposal: Proposal, review: Review, vault: Vault) -> tuple[SafeMessage, ...]:
        """Apply a proposal as reviewed; raises GuardError or PolicyRefused and then nothing leaves."""

    def restorer(self, vault: Vault) -> Restorer:
        """Return a fresh restorer for one answer."""


class ModelClient(Protocol):
    """A language model. It accepts safe messages only."""

    @property
    def name(self) -> str:
        """The model's name as the person chooses it."""

    @property
    def destination(self) -> Destination:
        """Where the text goes."""

    @property
    def context_tokens(self) -> int:
        """How many tokens fit, question and answer together."""

    def stream(self, messages: Sequence[SafeMessage]) -> AsyncIterator[ModelEvent]:
        """Yield the answer as it comes; raises ModelError. Closing the iterator cancels."""


class PromptSource(Protocol):
    """Turns a draft into messages."""

    def render(self, draft: Draft, context_tokens: int) -> Rendered:
        """Return messages, in parts when the documents exceed the context."""

    def join(self, rendered: Rendered, partials: Sequence[Private[str]]) -> tuple[Message, ...]:
        """Return the messages of the last call, with the partial answers in place."""


class Retriever(Protocol):
    """Finds passages in the person's own notes."""

    def search(self, query: Private[str], limit: int) -> tuple[Passage, ...]:
        """Return the best passages, best first."""


class Checker(Protocol):
    """Checks an answer against its sources."""

    def check(
        self, answer: Private[str], sources: Sequence[Document], question: Private[str] = ...
    ) -> tuple[Verdict, ...]:
        """Return the verdicts, at least one a sentence, in order.

        Words that the answer takes up from the `question` do not count against it, nor for it.
        """

    def caution(self, question: Private[str], verdicts: Sequence[Verdict]) -> str:
        """Return what to do before use when the question is on a sensitive subject, or nothing."""


class Inspector(Protocol):
    """Looks for orders to the model in what comes from outside."""

    def notices(self, draft: Draft) -> tuple[str, ...]:
        """Return what the person should know of the draft's documents before it is sent."""


class Reader(Protocol):
    """Reads one family of file formats."""

    suffixes: tuple[str, ...]

    def read(self, path: Path) -> Document:
        """Return the text; raises ReaderError with a reason a person understands."""


class History(Protocol):
    """Keeps finished answers."""

    def add(self, request: Request, answer: Answer) -> None:
        """Keep one exchange; raises StoreError, and then nothing of it was kept."""


class Clock(Protocol):
    """Time, so that tests can hold it still."""

    def now(self) -> float:
        """Seconds since the epoch."""

    def monotonic(self) -> float:
        """Seconds that never go back."""
