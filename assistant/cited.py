"""Where a report sends its reader for a sentence: where the evidence of it opens, and what is quoted there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Document, Evidence, Span, Status, Verdict

_NOWHERE = (Status.NOT_FOUND, Status.UNSUPPORTED)
_CONFLICT = (Status.ALTERED, Status.CONTRADICTED)
# A blank line, or the mark that closes what stands at the head of a note.
_PARAGRAPH = re.compile(r"\n(?:[ \t]*|---[ \t]*)\n\s*")


def cited(verdict: Verdict, claims: Sequence[Verdict], sources: Sequence[Document]) -> Verdict:
    """Return a sentence's verdict with two pieces of evidence: the place to open, and the passage to quote.

    What stands in no source has neither: the nearest words would be taken for its evidence.
    A figure, name or quotation that was found tells the place better than the words around it.
    """
    if verdict.status in _NOWHERE or not verdict.evidence:
        return replace(verdict, evidence=())
    whole = verdict.evidence[0]
    inside = [e for claim in claims for e in claim.evidence[:1] if _holds(whole, e)]
    if verdict.status in _CONFLICT or not inside:
        return replace(verdict, evidence=(whole, whole))
    first = min(evidence.span.start for evidence in inside)
    start = _paragraph(sources[whole.source].text.reveal(), whole.span.start, first)
    quoted = replace(whole, span=Span(start, whole.span.end))
    return replace(verdict, evidence=(inside[0], quoted))


def _holds(whole: Evidence, part: Evidence) -> bool:
    begins = whole.span.start <= part.span.start
    return whole.source == part.source and begins and part.span.end <= whole.span.end


def _paragraph(text: str, start: int, place: int) -> int:
    """Return where the paragraph of a place begins, not before `start`."""
    return max((found.end() for found in _PARAGRAPH.finditer(text, start, place)), default=start)
