"""Values hidden earlier in a conversation stay hidden, also where their context is gone.

A file number was found beside « dossier n° »; the answer that quotes it comes back in the history
without those words, and no rule would see it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.protocols import Vault
from assistant.types import Action, Finding, Kind, Mention, Private
from guards.absences import Absences
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.terms_adapter import longest
from guards.detection.view import normalise
from guards.recall import recall_of
from guards.sought import Sought
from guards.spots import Spot, blanked

RULE = "known_value"
_MIN_LENGTH = 3


def known_values(vault: Vault) -> Mapping[str, Kind]:
    """Return the values that a conversation knows, as they are sought."""
    recall, known = recall_of(vault), vault.known()
    count, values = recall.values if recall.values[0] <= len(known) else (0, {})
    if count < len(known):  # what a vault knows it keeps, in the order in which it came to know it
        values = {**values, **_as_sought(known[count:])}
        recall.values = len(known), values
    # What is an invented name to us may be a real one to the person: the answer must tell them apart.
    stand_ins = {one: Kind.LITERAL for one in vault.surrogates() if one not in values}
    return {**values, **stand_ins} if stand_ins else values


def _as_sought(known: Sequence[Mention]) -> dict[str, Kind]:
    return {
        normalise(mention.value.reveal()).text: mention.kind
        for mention in known
        if mention.kind is not Kind.LITERAL and len(mention.value.reveal()) >= _MIN_LENGTH
    }


class KnownValues:
    """Finds known values in texts; `absences` remembers where they do not stand."""

    def __init__(self, values: Mapping[str, Kind], absences: Absences) -> None:
        self._sought = Sought(values, RULE, 0.9, absences) if values else None

    def spots(self, message: int, text: str, covered: Iterable[Spot]) -> Iterator[Spot]:
        """Yield a spot for each known value in a text that none of its own spots covers."""
        if self._sought is None:
            return
        view = normalise(blanked(text, [spot.finding.span for spot in covered]))
        if self._sought.absent(view.text):
            return
        hits = list(longest(self._sought.terms.find(view.text)))
        if not hits:
            self._sought.note(view.text)
        for hit in hits:
            span = view.original(hit.start, hit.end)
            written = text[span.start : span.end]
            if _is_value(written):
                finding = Finding(span, hit.kind, hit.score, RULE)
                yield Spot(
                    message, finding, Mention(hit.kind, Private(written)), Action.PLACEHOLDER
                )


def _is_value(written: str) -> bool:
    """Whether what is written is the value and not the ordinary word that it is without a capital."""
    return not written.islower() or not written.isalpha() or is_first_name(fold(written))
