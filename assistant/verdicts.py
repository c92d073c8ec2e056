"""What the outcome of a source check is called, and its sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.i18n import N_, gettext, ngettext
from assistant.i18n import gettext as _
from assistant.types import ClaimKind, Status, Verdict

SIGNS = {
    Status.SUPPORTED: "=", Status.DERIVED: "≈", Status.UNCHECKED: "·", Status.ALTERED: "!",
    Status.NOT_FOUND: "?", Status.CONTRADICTED: "!", Status.UNSUPPORTED: "?",
}  # fmt: skip
"""What stands beside a sentence; colours only double it."""

ADVICE = "→"
"""What stands beside advice on a whole answer: no doubt about a sentence, so none of their signs."""

DOUBTFUL = frozenset({Status.ALTERED, Status.NOT_FOUND, Status.CONTRADICTED, Status.UNSUPPORTED})
"""Outcomes that a person should look at."""

ASIDE = "aside/"
"""How the check is named of a sentence that says nothing to verify: a greeting, an offer, a refusal."""

ALONE = "alone/"
"""How the check is named of a sentence that was read without any source."""

UNSOURCED = "unsourced"
"""What is counted of a sentence that had no source, where others count by their status."""

_WORDS = {
    Status.SUPPORTED: N_("stands in the sources"),
    Status.DERIVED: N_("follows from the sources"),
    Status.UNCHECKED: N_("not checked"),
    Status.NOT_FOUND: N_("not found in the sources"),
    Status.UNSUPPORTED: N_("not found in the sources"),
    Status.ALTERED: N_("differs from the sources"),
    Status.CONTRADICTED: N_("differs from the sources"),
}


def word(verdict: Verdict) -> str:
    """Return the outcome in the person's language."""
    if verdict.status is Status.CONTRADICTED and not verdict.evidence:
        return _("cannot be right")  # by itself: no source was needed to tell
    return gettext(_WORDS[verdict.status])


def status_name(status: Status) -> str:
    """Return an outcome as a report names it: each by a word of its own."""
    return {
        Status.SUPPORTED: _("supported"),
        Status.ALTERED: _("altered"),
        Status.NOT_FOUND: _("not found"),
        Status.CONTRADICTED: _("contradicted"),
        Status.UNSUPPORTED: _("unsupported"),
        Status.DERIVED: _("derived"),
        Status.UNCHECKED: _("unchecked"),
    }[status]


def outcome_name(counted: str) -> str:
    """Return what is counted by `by_outcome` as a report names it."""
    return _("without a source") if counted == UNSOURCED else status_name(Status(counted))


def tally(verdicts: Sequence[Verdict]) -> list[str]:
    """Return how many sentences there are, and how many came out how: each is counted once.

    Doubtful and unchecked ones together are those that « have no sure evidence ».
    """
    own = [verdict for verdict in verdicts if verdict.claim.kind is ClaimKind.STATEMENT]
    asides = sum(is_aside(verdict) for verdict in own)
    count = ngettext("{n} sentence", "{n} sentences", len(own)).format(n=len(own))
    if states_nothing(verdicts):
        return [count, _("nothing to check")]
    doubtful = sum(verdict.status in DOUBTFUL for verdict in own)
    unchecked = sum(verdict.status is Status.UNCHECKED for verdict in own) - asides
    parts = [
        count,
        # What asks to be looked at comes first: a narrow pane may show one line only.
        _("doubtful: {n}").format(n=doubtful),
        _("unchecked: {n}").format(n=unchecked),
        _("verified: {n}").format(n=len(own) - asides - doubtful - unchecked),
    ]
    return [*parts, _("nothing to check: {n}").format(n=asides)] if asides else parts


def by_outcome(verdicts: Iterable[Verdict]) -> Counter[str]:
    """Return how many sentences came out how, for counts that are kept.

    Asides are left out, as in `tally`: nobody needs to verify a greeting. What had no source is no
    sentence that its sources left open: it is counted apart.
    """
    own = (v for v in verdicts if v.claim.kind is ClaimKind.STATEMENT and not is_aside(v))
    return Counter(map(_counted, own))


def _counted(verdict: Verdict) -> str:
    unsourced = verdict.status is Status.UNCHECKED and verdict.check.startswith(ALONE)
    return UNSOURCED if unsourced else verdict.status.value


def states_nothing(verdicts: Iterable[Verdict]) -> bool:
    """Whether no sentence says anything to verify: that none is doubtful then speaks for nothing."""
    own = [verdict for verdict in verdicts if verdict.claim.kind is ClaimKind.STATEMENT]
    return bool(own) and all(map(is_aside, own))


def is_aside(verdict: Verdict) -> bool:
    """Whether a sentence says nothing to verify."""
    return verdict.status is Status.UNCHECKED and verdict.check.startswith(ASIDE)
