"""What an answer is checked against, and where a place in it is; pure functions over values."""

from __future__ import annotations

from bisect import bisect_right

from assistant.retrieval import citations, cited_sources
from assistant.types import Document, Draft, Private, Request, Role, Span

LONG = 200
"""Characters: a shorter text of the person's is a question, and no source."""


def checked_against(request: Request, answer: str) -> tuple[Document, ...]:
    """Return the sources of an answer, in the order that the evidence of its verdicts numbers them."""
    if request.passages:
        return cited_sources(request, citations(answer, len(request.passages)))
    return sources(request.draft)


def sources(draft: Draft) -> tuple[Document, ...]:
    """Return the documents of a conversation, or else the long texts that were pasted into it."""
    documents = (*draft.documents, *draft.background)
    if documents:
        return documents
    said = [draft.text, *(m.text for m in reversed(draft.history) if m.role is Role.USER)]
    return tuple(Document(Private(""), text) for text in said if len(text.reveal()) >= LONG)


def asked(draft: Draft) -> Private[str]:
    """Return the person's question; a long text is material and none."""
    return draft.text if len(draft.text.reveal()) < LONG else Private("")


def sentence(answer: Private[str], span: Span) -> str:
    """Return a sentence of an answer on one line."""
    return " ".join(answer.reveal()[span.start : span.end].split())


def page_of(document: Document, offset: int) -> int:
    """Return the page, from 1, that an offset stands on; 0 where there are no pages."""
    return bisect_right(document.pages, offset)


def line_of(document: Document, offset: int) -> int:
    """Return the line, from 1, that an offset stands on."""
    return document.text.reveal().count("\n", 0, offset) + 1
