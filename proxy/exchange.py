"""What passes between the steps of one request."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from assistant.body_wiring import BodyGuard, Guarded
from assistant.types import SafeBody
from proxy.audit import Audit
from proxy.callers import Caller
from proxy.conversations import Conversations, Remembered
from proxy.cutting import Cut
from proxy.denials import Denials
from proxy.endpoints import Endpoint, Json, Translation, Wire
from proxy.files import Files
from proxy.metrics import Metrics
from proxy.settings import ProxySettings, Upstream
from proxy.upstream import Client
from proxy.use import Use


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request as it came, understood; `sealed` if hygie's own client hid what it found before."""

    id: str
    endpoint: Endpoint
    body: Json
    caller: Caller
    headers: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What can be changed while the proxy runs: its settings and the guard made from them."""

    settings: ProxySettings
    guard: BodyGuard
    version: str


@dataclass(slots=True)
class Prepared:
    """A request that passed the guard, on its way to one upstream.

    `counting` if the proxy, and not the client, asked for the count at the end of the stream.
    """

    incoming: Incoming
    upstream: Upstream
    wire: Wire
    guarded: Guarded
    remembered: Remembered
    body: SafeBody
    translation: Translation | None = None
    counting: bool = False


@dataclass(slots=True)
class Outgoing:
    """What the client gets: one JSON value, or a stream of bytes with what `close` lets go of."""

    body: Json = field(default_factory=dict)
    stream: AsyncGenerator[bytes] | None = None
    close: Callable[[], Awaitable[None]] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Parts:
    """What the gateway is made of."""

    conversations: Conversations
    audit: Audit
    denials: Denials
    use: Use
    files: Files
    metrics: Metrics
    clients: Mapping[str, Client]
    close: Callable[[], None] = lambda: None
    clock: Callable[[], float] = time.monotonic
    cut: Cut = field(default_factory=Cut)
