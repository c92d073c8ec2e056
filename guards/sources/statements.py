"""The verdict on a whole sentence: copied from a source, or the worst of what it states.

A sentence whose figures and names are all found may still say something else than its sources:
the reason says so, and the closest place comes with it for the person to read.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.i18n import _, ngettext
from assistant.types import Evidence, Status

from .figures import without_numbering
from .lexical import Support
from .outcome import Outcome
from .passages import Passages
from .words import read

CHECK = "statement/1"
_WORST = (
    Status.ALTERED,
    Status.CONTRADICTED,
    Status.NOT_FOUND,
    Status.DERIVED,
    Status.SUPPORTED,
)
_COPIED = 4  # fewer words may stand anywhere by chance


def skipped(has_sources: bool) -> Outcome:
    """The outcome of a sentence that no check reads."""
    if has_sources:
        return Outcome(Status.UNCHECKED, _("Code is not checked."))
    return Outcome(Status.UNCHECKED, _("There are no sources to check against."))


def copied(sentence: str, passages: Passages) -> Outcome | None:
    """Say where a sentence stands word for word in a source, or None."""
    words = read(without_numbering(sentence))
    place = passages.find(words) if len(words) >= _COPIED else None
    if place is None:
        return None
    text = passages.texts[place.source][place.span.start : place.span.end]
    method = "exact" if text in sentence else "normalised"
    evidence = (passages.evidence(place.source, place.span, method, 1.0),)
    return Outcome(Status.SUPPORTED, _("Word for word in the source."), evidence)


def summary(found: Sequence[Outcome], support: Support, passages: Passages) -> Outcome:
    """Sum up a sentence: the worst of its claims, with the closest place as evidence.

    The score of that evidence is the share of the sentence's content found there.
    """
    statuses = [outcome.status for outcome in found]
    worst = next((status for status in _WORST if status in statuses), Status.UNCHECKED)
    evidence: tuple[Evidence, ...] = ()
    if place := support.place:
        evidence = (passages.evidence(place.source, place.span, "near", round(support.share, 3)),)
    return Outcome(worst, _reason(worst, statuses), evidence)


def _reason(worst: Status, statuses: Sequence[Status]) -> str:
    if worst is Status.UNCHECKED:
        return _("Nothing in this sentence can be checked without a model.")
    if worst is Status.SUPPORTED:
        return _("What can be looked up is in the sources; read the passage for the rest.")
    if worst is Status.DERIVED:
        return _("Some figures follow from the sources by arithmetic.")
    wrong = sum(status in (Status.ALTERED, Status.NOT_FOUND) for status in statuses)
    return ngettext(
        "{count} item of {total} differs from the sources or is not in them.",
        "{count} items of {total} differ from the sources or are not in them.",
        wrong,
    ).format(count=wrong, total=len(statuses))
