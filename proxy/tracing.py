"""What is measured along one request, for whoever collects traces: times, counts and codes, never content."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import Protocol

Fact = str | int | float | bool


class Trace(Protocol):
    """One request as it is traced."""

    def note(self, facts: Mapping[str, Fact]) -> None:
        """Add facts: counts, codes and names that stand in the settings."""

    def step(self, name: str) -> contextlib.AbstractContextManager[None]:
        """Time one step of the request."""

    def end(self, status: int) -> None:
        """End it with the status that the client got."""


class Tracing(Protocol):
    """Begins traces."""

    def begun(self, method: str, route: str, parent: str) -> Trace:
        """Begin the trace of a request; `parent` is the client's `traceparent`, or empty."""

    def close(self) -> None:
        """Send what was not sent yet, and let go."""


class _Untraced:
    def note(self, facts: Mapping[str, Fact]) -> None:
        """Note nothing."""

    def step(self, name: str) -> contextlib.AbstractContextManager[None]:
        """Time nothing."""
        return contextlib.nullcontext()

    def end(self, status: int) -> None:
        """End nothing."""


class Off:
    """Traces nothing: the default."""

    def begun(self, method: str, route: str, parent: str) -> Trace:
        """Begin nothing."""
        return _UNTRACED

    def close(self) -> None:
        """Let go of nothing."""


_UNTRACED = _Untraced()
_CURRENT: ContextVar[Trace] = ContextVar("trace", default=_UNTRACED)


@contextlib.contextmanager
def within(trace: Trace) -> Iterator[None]:
    """Make a trace the current one of this task."""
    token = _CURRENT.set(trace)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def note(**facts: Fact) -> None:
    """Add facts to the current trace."""
    _CURRENT.get().note(facts)


def step(name: str) -> contextlib.AbstractContextManager[None]:
    """Time a step of the current trace."""
    return _CURRENT.get().step(name)
