"""What of an answer may be looked up online, and who is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.types import Finding, Private

if TYPE_CHECKING:
    from assistant.lookup.registry_adapter import Registry
    from guards.engine import ConfidentialityGuard
    from guards.sources.look_ups import Wanted


def look_ups(
    answer: Private[str],
    own: Sequence[Private[str]],
    guarded: ConfidentialityGuard,
    hidden: Sequence[Finding] = (),
) -> tuple[Wanted, ...]:
    """Return the references of an answer that may be looked up online, and those withheld.

    `hidden` is what a person had hidden there besides what the guard finds.
    """
    from guards.sources.look_ups import wanted

    found = (*guarded.scan(answer), *hidden)
    return wanted(answer.reveal(), [text.reveal() for text in own], found)


def look_up_registry() -> Registry:
    """Return who is asked whether a reference exists."""
    from assistant.lookup.registry_adapter import Registry
    from guards.sources.look_ups import is_public

    return Registry(is_public)
