"""What finds people, organisations and places: the protocol, and the choice between what fulfils it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Progress = Callable[[int, int], None]

SCORE = 0.75
"""The score of a finder that has no probability of its own."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: offsets in its text, kind, score."""

    start_char: int
    end_char: int
    label_: str
    score: float = SCORE
    kinds: Mapping[str, float] = field(default_factory=dict)
    """The chance of each kind, from a finder that says it."""


class Names(Protocol):
    """Finds names in a text of one or several languages."""

    def load(self) -> None:
        """Load what it needs; raises GuardNotReady."""

    def entities(self, text: str, progress: Progress | None = None) -> list[Entity]:
        """Return the entities of a text; unchanged parts cost a hash."""


class Both:
    """What several finders find, together."""

    def __init__(self, finders: Sequence[Names]) -> None:
        self._finders = finders

    def load(self) -> None:
        """Load every finder; raises GuardNotReady if one cannot be."""
        for finder in self._finders:
            finder.load()

    def entities(self, text: str, progress: Progress | None = None) -> list[Entity]:
        """Return the entities of all finders; overlaps are resolved with those of the rules."""
        return [entity for finder in self._finders for entity in finder.entities(text, progress)]


def finder(engine: str) -> Names:
    """Return what an engine's name stands for: `model`, `spacy` or `both`."""
    from guards.detection.name_model_adapter import NameModel
    from guards.detection.ner_adapter import NamedEntities

    makers: dict[str, tuple[Callable[[], Names], ...]] = {
        "model": (NameModel,),
        "spacy": (NamedEntities,),
        "both": (NameModel, NamedEntities),
    }
    own = [maker() for maker in makers[engine]]
    return own[0] if len(own) == 1 else Both(own)
