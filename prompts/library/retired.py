"""Models whose makers have announced or carried out their end.

Dates as announced by November 2026; a model that is not here may have ended too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

_ENDS: Mapping[str, date] = {
    "gpt-4-0613": date(2026, 10, 23),
    "o1-2024-12-17": date(2026, 10, 23),
    "gpt-5-2025-08-07": date(2026, 12, 11),
}


def retirement(model: str) -> date | None:
    """Return the day on which a model ends or ended; None when nothing is known of it."""
    return _ENDS.get(model.rpartition("/")[2])
