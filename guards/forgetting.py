"""What is remembered of texts to read them faster, and forgotten at once when a vault is wiped."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, TypeVar
from weakref import WeakSet

F = TypeVar("F", bound=Callable[..., object])


class Forgetful(Protocol):
    """Something that lives long and remembers texts."""

    def forget(self) -> None:
        """Forget every text."""


_caches: list[Callable[[], None]] = []
_living: WeakSet[Forgetful] = WeakSet()


def remembered(most: int) -> Callable[[F], F]:
    """Remember what a function of texts returned for so many of them."""

    def wrapped(function: F) -> F:
        made = lru_cache(maxsize=most)(function)
        _caches.append(made.cache_clear)
        return made  # type: ignore[return-value]

    return wrapped


def remembers(one: Forgetful) -> None:
    """Have something told when texts are to be forgotten, for as long as it lives."""
    _living.add(one)


def forget() -> None:
    """Forget every text of every conversation: those that go on are read anew."""
    for clear in _caches:
        clear()
    for one in list(_living):
        one.forget()
