"""Deletion by age, for a person who chose one."""

from __future__ import annotations

from assistant.store.store import Store


def retire(store: Store, days: int, now: float, spared: str = "") -> int:
    """Delete the conversations not used for so many days; return how many went. Raises StoreError.

    Never the one that is `spared`, which is open; never all of them at once: that is what a clock
    far ahead would ask for.
    """
    old = store.conversations.older_than(days, now)
    if not old or len(old) == store.conversations.count():
        return 0
    return store.conversations.forget([key for key in old if key != spared])
