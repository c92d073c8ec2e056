"""What one look-up found, before it is tied to a claim."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Evidence, Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """Status, reason and evidence; the reason may repeat the answer, so it is personal text."""

    status: Status
    reason: str
    evidence: tuple[Evidence, ...] = ()
