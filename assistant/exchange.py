"""One request on its way to a model and back: what was sent, and what came so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant import made_up
from assistant.own_fence import OwnFence
from assistant.protocols import Restorer
from assistant.types import Message, SafeMessage, Usage


@dataclass(slots=True)
class Reply:
    """One model call as it comes in: as received, and with the values put back."""

    restorer: Restorer
    fence: OwnFence
    received: str = ""
    restored: str = ""
    broken: str = ""
    """Why the rest did not come."""
    usage: Usage = field(default_factory=Usage)

    def feed(self, text: str) -> str:
        """Take a piece as received; return what of it can be shown already."""
        self.received += text
        return self._shown(self.fence.feed(self.restorer.feed(text)))

    def close(self) -> str:
        """Return what was held back."""
        return self._shown(self.fence.feed(self.restorer.close()) + self.fence.close())

    def stop(self) -> None:
        """Keep what the fence held back of a reply that was stopped: nobody saw how it ends."""
        self._shown(self.fence.close())

    def _shown(self, text: str) -> str:
        self.restored += text
        return text


@dataclass(slots=True)
class Run:
    """All calls of a request; those before the last answer the parts of a long document.

    `began` is a moment of the monotonic clock, in seconds.
    """

    began: float
    sent: list[SafeMessage] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    kept: bool = False
    """Whether the history has it, or is being given it."""

    def awaited(self, restorer: Restorer, fence: str) -> Reply:
        """Begin the reply to one more call, which may come in the fence of the prompt."""
        self.replies.append(Reply(restorer, OwnFence(fence)))
        return self.replies[-1]

    @property
    def usage(self) -> Usage:
        """The tokens of all calls."""
        return Usage(
            sum(reply.usage.prompt_tokens for reply in self.replies),
            sum(reply.usage.completion_tokens for reply in self.replies),
        )

    @property
    def broken(self) -> str:
        """Why a call broke off, if one did."""
        return next((reply.broken for reply in self.replies if reply.broken), "")

    def warnings(self, messages: Iterable[Message]) -> tuple[str, ...]:
        """Return what the person should know of the answer to these messages."""
        last = self.replies[-1]
        markers = made_up.notice(last.restored, last.restorer.unknown, messages)
        return tuple(filter(None, [markers, self.broken]))
