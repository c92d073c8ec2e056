"""What the application serves from; `assembling` puts it together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from proxy.admin import Admin
from proxy.admission import Door
from proxy.files import Files
from proxy.gateway import Gateway
from proxy.metrics import Metrics
from proxy.tracing import Tracing


@dataclass(frozen=True, slots=True)
class Service:
    """What the application serves from."""

    gateway: Gateway
    door: Door
    files: Files
    metrics: Metrics
    ready: Callable[[], bool]
    started: Callable[[], Awaitable[None]] | None
    tracing: Tracing
    admin: Admin | None
