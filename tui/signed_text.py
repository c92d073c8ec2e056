"""The text of a checked answer: a sign for each sentence, and the place of each."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.types import Status, Verdict
from assistant.verdicts import DOUBTFUL, SIGNS
from tui import light_markdown
from tui.marks import Mark, Sign

_STYLES = {
    Status.SUPPORTED: "supported",
    Status.DERIVED: "derived",
    Status.UNCHECKED: "unchecked",
    Status.ALTERED: "altered",
    Status.CONTRADICTED: "altered",
    Status.NOT_FOUND: "doubtful",
    Status.UNSUPPORTED: "doubtful",
}


def signed(text: str, sentences: Sequence[Verdict]) -> tuple[str, list[Mark], dict[int, Sign]]:
    """Return an answer without its Markdown, its marks, keyed by sentence, and its signs by place."""
    shown = light_markdown.read(text)
    marks = list(shown.marks)
    signs: dict[int, Sign] = {}
    for number, verdict in enumerate(sentences):
        start, end = (shown.place(at) for at in span_of(verdict))
        style = _STYLES[verdict.status]
        signs.setdefault(start, Sign(SIGNS[verdict.status], style))
        doubtful = verdict.status in DOUBTFUL
        marks.append(Mark(start, end, style if doubtful else "plain", str(number)))
    return shown.text, marks, signs


def span_of(verdict: Verdict) -> tuple[int, int]:
    """Return where a sentence starts and ends in the answer as it was written."""
    return verdict.claim.span.start, verdict.claim.span.end


def paragraph(text: str, span: tuple[int, int]) -> str:
    """Return the paragraph, list or code that a span stands in."""
    start, end = span
    before = text.rfind("\n\n", 0, start) + 1
    after = text.find("\n\n", end)
    return text[before : after if after >= 0 else None].strip("\n")
