"""What the guard keeps in memory of a conversation's requests: a chat resends its history at every turn.

It belongs to the conversation's vault: no other conversation sees it, it is never written, and it ends
when the vault is wiped or let go of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from guards.absences import Absences

if TYPE_CHECKING:
    from assistant.protocols import Vault
    from assistant.types import Kind, Private, Redaction
    from guards.settled import Settled


class Recall:
    """What was sought in vain, by each step that seeks; which values were known; what was decided; what came back.

    `rows` are what `pseudonyms.rows` made of the vault so far.
    """

    def __init__(self) -> None:
        self.known, self.again, self.gate, self.body = (Absences() for _ in range(4))
        self.values: tuple[int, Mapping[str, Kind]] = (0, {})
        self.settled: Settled | None = None
        self.came_back: Mapping[str, Sequence[Redaction]] = {}
        self.rows: dict[str, Private[str]] = {}

    @property
    def size(self) -> int:
        """How many characters of texts are kept, at most."""
        kept = self.settled.texts if self.settled else ()
        sought = sum(one.size for one in (self.known, self.again, self.gate, self.body))
        rest = len(self.settled.rest) if self.settled else 0
        return sum(len(text) for text, _ in kept) + rest + sought


def recall_of(vault: Vault) -> Recall:
    """Return what is kept with a vault; nothing is, with one of another make."""
    found = getattr(vault, "recall", None)
    return found if isinstance(found, Recall) else Recall()
