"""What the screens need of the engine process; `assistant.engine.client` is the real one."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any, Protocol

from assistant.config import Settings


class Engine(Protocol):
    """The engine as seen from a screen: it can be started, asked, and may die."""

    @property
    def running(self) -> bool:
        """Whether it can be called."""

    @property
    def pid(self) -> int | None:
        """The process number."""

    async def start(self) -> None:
        """Start the process, if it does not run."""

    async def stop(self) -> None:
        """End the process."""

    async def gone(self) -> None:
        """Return when the process has ended."""

    def call(self, method: str, **params: object) -> AsyncGenerator[Any, None]:
        """Yield what a method yields; raises HygieError."""

    async def one(self, method: str, **params: object) -> Any:  # noqa: ANN401  (a pipe's end)
        """Return the only value that a method yields; raises HygieError."""


def real_engine(settings: Settings) -> Engine:
    """Return the engine process, not started yet; imported late, for the first frame's sake."""
    from assistant.engine.client import EngineClient

    return EngineClient(settings)
