"""Values hidden earlier in a conversation stay hidden, also where their context is gone.

A file number was found beside « dossier n° »; the answer that quotes it comes back in the history
without those words, and no rule would see it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.protocols import Vault
from assistant.types import Action, Finding, Kind, Mention, Private, Span
from guards.absences import Absences
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.terms_adapter import longest
from guards.detection.view import normalise
from guards.proposing import Spot, blanked
from guards.sought import Sought

RULE = "known_value"
_MIN_LENGTH = 3
_absences = Absences()


def known_spots(texts: Sequence[str], spots: Iterable[Spot], vault: Vault) -> Iterator[Spot]:
    """Yield a spot for each known value that no other spot covers."""
    values: dict[str, Kind] = {
        normalise(mention.value.reveal()).text: mention.kind
        for mention in vault.known()
        if mention.kind is not Kind.LITERAL and len(mention.value.reveal()) >= _MIN_LENGTH
    }
    # What is an invented name to us may be a real one to the person: the answer must tell them apart.
    values |= {stand_in: Kind.LITERAL for stand_in in vault.surrogates() if stand_in not in values}
    if not values:
        return
    sought = Sought(values, RULE, 0.9, _absences)
    taken: dict[int, list[Span]] = {}
    for spot in spots:
        taken.setdefault(spot.message, []).append(spot.finding.span)
    for index, text in enumerate(texts):
        view = normalise(blanked(text, taken.get(index, ())))
        if sought.absent(view.text):
            continue
        hits = list(longest(sought.terms.find(view.text)))
        if not hits:
            sought.note(view.text)
        for hit in hits:
            span = view.original(hit.start, hit.end)
            written = text[span.start : span.end]
            if _is_value(written):
                finding = Finding(span, hit.kind, hit.score, RULE)
                yield Spot(index, finding, Mention(hit.kind, Private(written)), Action.PLACEHOLDER)


def _is_value(written: str) -> bool:
    """Whether what is written is the value and not the ordinary word that it is without a capital."""
    return not written.islower() or not written.isalpha() or is_first_name(fold(written))
