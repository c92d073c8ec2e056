"""What the proxy asks of a provider, and what comes back; the seam for every kind of upstream."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from assistant.i18n import N_, _
from assistant.types import SafeBody
from proxy.refusals import Refusal
from proxy.settings import Upstream
from proxy.wire.sse import Event


class Trouble(StrEnum):
    """Why an upstream did not answer."""

    UNREACHABLE = "unreachable"
    SILENT = "silent"
    BROKEN = "broken"
    UNREADABLE = "unreadable"
    FAILED = "error"


class UpstreamFailed(Exception):
    """The provider could not be asked, or broke off; it holds nothing of what passed."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a provider; the body passed the guard."""

    path: str
    body: SafeBody
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"

    @property
    def stream(self) -> bool:
        """Whether events are asked for."""
        return self.body.get("stream") is True


async def _nothing() -> None:
    """Close nothing."""


@dataclass(slots=True)
class Answer:
    """What came back: a JSON value, or events; to be closed in either case."""

    status: int
    body: Any = None
    events: AsyncIterator[Event] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    close: Callable[[], Awaitable[None]] = _nothing


class Client(Protocol):
    """Asks one kind of upstream."""

    async def ask(self, upstream: Upstream, call: Call) -> Answer:
        """Return the answer, whatever its status; raises UpstreamFailed."""

    async def close(self) -> None:
        """Let go of connections."""


_MESSAGES = {
    Trouble.UNREACHABLE: (502, N_("The provider cannot be reached. It received nothing more.")),
    Trouble.SILENT: (504, N_("The provider did not answer in time.")),
    Trouble.BROKEN: (502, N_("The connection to the provider broke off.")),
    Trouble.UNREADABLE: (502, N_("The provider sent something that is not an answer.")),
    Trouble.FAILED: (502, N_("The provider has a failure on its side.")),
}
_LONGEST = 2_000
# Codes after which another upstream is worth asking.
PASSING = frozenset({
    "upstream_unreachable", "upstream_silent", "upstream_broken", "upstream_unreadable",
    "upstream_busy", "upstream_error", "upstream_key",
})  # fmt: skip


def failed(trouble: Trouble) -> Refusal:
    """Return what a client is told when its provider fails."""
    status, message = _MESSAGES[trouble]
    return Refusal(status, f"upstream_{trouble.value}", _(message))


def refused(answer: Answer, mask: Callable[[str], str]) -> Refusal:
    """Return what a client is told when its provider refuses; placeholders stay in the message.

    Errors end in logs: values are not put back into them. `mask` hides foreign personal data.
    """
    status = answer.status
    if status in (401, 403):
        return Refusal(
            502,
            "upstream_key",
            _("The provider refused the proxy's own key; tell who runs the proxy."),
        )
    wait = {
        k: v for k, v in answer.headers.items() if k.lower() in ("retry-after", "retry-after-ms")
    }
    if status in (429, 503, 529):
        message = _("The provider receives too many requests. Try again later.")
        return Refusal(status, "upstream_busy", message, wait)
    if status >= 500:
        return Refusal(502, "upstream_error", _("The provider has a failure on its side."), wait)
    said = mask(_said(answer.body))[:_LONGEST]
    message = (
        _("The provider refused the request: {reason}").format(reason=said)
        if said
        else _("The provider refused the request.")
    )
    return Refusal(status if 400 <= status < 500 else 502, "upstream_refused", message)


def _said(body: Any) -> str:  # noqa: ANN401
    error = body.get("error", body) if isinstance(body, dict) else body
    if isinstance(error, dict):
        error = error.get("message") or error.get("detail") or ""
    return error if isinstance(error, str) else ""
