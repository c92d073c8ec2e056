"""What an answer tells of itself, without any source: forms, arithmetic, dates, repetitions.

Nothing here is ever *supported*: what holds stays unchecked, since it was not looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.i18n import _, ngettext
from assistant.types import ClaimKind, Language, Span, Status

from . import forms, own_dates, own_figures, own_spans, own_sums, own_totals
from .figures import Figure
from .masking import masked
from .outcome import Outcome
from .own_sums import Finding

CHECK = "alone/1"


def findings(
    text: str, language: Language, figures: Sequence[Figure], sentences: Sequence[Span]
) -> tuple[Finding, ...]:
    """Return what can be told without sources; of what overlaps, the wrong one or the first."""
    found = [*_references(text)]
    readable = masked(text, [one.span for one in found])
    found += own_sums.findings(readable, figures, sentences)
    found += own_totals.findings(readable, language, sentences)
    found += own_dates.findings(readable, language, sentences)
    found += own_spans.findings(readable, language, sentences)
    found += own_figures.findings(readable, figures, sentences)
    return tuple(_apart(found))


def _references(text: str) -> Iterator[Finding]:
    for reference in forms.references(text):
        written = text[reference.span.start : reference.span.end]
        outcome = reference.outcome(written)
        yield Finding(reference.span, ClaimKind.IDENTIFIER, forms.CHECK, outcome)


def _apart(found: Sequence[Finding]) -> list[Finding]:
    """Return findings in order, none over another; a wrong one comes before one that holds."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda f: f.span.start):
        if kept and one.span.overlaps(kept[-1].span):
            if kept[-1].outcome.status is not Status.UNCHECKED:
                continue
            if one.outcome.status is Status.UNCHECKED:
                continue
            kept.pop()
        kept.append(one)
    return kept


def summary(found: Sequence[Outcome]) -> Outcome:
    """Return the outcome of a sentence by what was found in it."""
    wrong = [outcome for outcome in found if outcome.status is Status.CONTRADICTED]
    if not wrong:
        return Outcome(Status.UNCHECKED, _("There are no sources to check against."))
    if len(wrong) == 1:
        return wrong[0]
    return Outcome(
        Status.CONTRADICTED,
        ngettext(
            "{count} item cannot be right by itself.",
            "{count} items cannot be right by themselves.",
            len(wrong),
        ).format(count=len(wrong)),
    )
