"""A value that must not be seen by accident: the wrapper of all personal text."""

from __future__ import annotations

from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")


class Private(Generic[T]):
    """A value that must not be seen by accident.

    Not a dataclass on purpose: `dataclasses.asdict` walks into those. `repr` is masked because
    crash reports call it; `format`, pickle and copy refuse. `reveal()` is the one way in.
    """

    __slots__ = ("_value",)

    def __init__(self, value: T) -> None:
        self._value = value

    def reveal(self) -> T:
        """Return the value itself; keep the result local."""
        return self._value

    def __repr__(self) -> str:
        return "Private(…)"

    __str__ = __repr__

    def __format__(self, spec: str) -> NoReturn:
        raise TypeError("a private value is not formatted; call reveal() where it may be seen")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a private value is neither pickled nor copied")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Private) and bool(self._value == other._value)

    def __hash__(self) -> int:
        return hash(self._value)
