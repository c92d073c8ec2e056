"""Where something stands in a document, in the person's words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.i18n import gettext as _
from assistant.sources import line_of, page_of
from assistant.types import Answer, ClaimKind, Document
from assistant.visible import visible


def where(document: Document, offset: int) -> str:
    """Return the page of an offset, or its line where there are no pages."""
    if page := page_of(document, offset):
        return _("page {page}").format(page=page)
    return _("line {line}").format(line=line_of(document, offset))


def citations(answer: Answer, sources: Sequence[Document]) -> list[str]:
    """Return, for each sentence that stands in a source, its number, the source and the place."""
    lines = []
    statements = [v for v in answer.verdicts if v.claim.kind is ClaimKind.STATEMENT]
    for number, verdict in enumerate(statements, 1):
        for evidence in verdict.evidence[:1]:
            source = sources[evidence.source]
            name = visible(source.name.reveal()) or _("pasted text")
            lines.append(f"{number}. {name}, {where(source, evidence.span.start)}")
    return lines
