"""Counts what was done, in the store that is there already; never makes one, never stands in the way.

While another program writes there, nothing is counted.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing

from assistant import store_wiring
from assistant.config import Settings
from assistant.errors import StoreError
from assistant.store.records import Event
from assistant.types import Action, Redaction

_PATIENCE = 0.5  # seconds: a count may be left out


def count(
    settings: Settings,
    what: str,
    hidden: Mapping[str, int] | None = None,
    checked: Mapping[str, int] | None = None,
    destination: str = "",
) -> None:
    """Add one event; without a key at hand nothing is counted, and nobody is asked for one."""
    if not store_wiring.store_exists():
        return
    event = Event(
        time.time(), what, destination=destination, hidden=hidden or {}, checked=checked or {}
    )
    try:
        with closing(store_wiring.store(settings)) as store:
            store.database.wait_at_most(_PATIENCE)
            store.activity.add(event)
    except StoreError:
        return


def hidden_by_kind(redactions: Iterable[Redaction]) -> Counter[str]:
    """Return how many values of each kind are not let go as they stand."""
    return Counter(r.finding.kind.value for r in redactions if r.action is not Action.ALLOW)
