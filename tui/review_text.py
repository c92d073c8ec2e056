"""The texts of the review: as written, as it leaves, and both in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from assistant.decisions import Decisions, Entity, Term, places
from assistant.i18n import gettext as _
from assistant.types import Private, Proposal, Redaction, Request, Role, Span
from assistant.uncovered import uncovered
from tui.marks import Mark


class View(StrEnum):
    """Which text is shown."""

    ORIGINAL = "original"
    LEAVING = "leaving"
    BOTH = "both"


class _Place(NamedTuple):
    span: Span
    label: str
    replacement: str | None
    key: str


class ReviewText:
    """Lays a request out for review, newest message first, instructions to the model last."""

    def __init__(self, request: Request, found: Sequence[Entity]) -> None:
        assert request.proposal is not None
        self._proposal: Proposal = request.proposal
        self._sections = list(_sections(request))
        self._marks: Mapping[Private[str], str] = {e.value: e.mark for e in found}

    def page(self, view: View, decisions: Decisions) -> tuple[str, list[Mark]]:
        """Return a text to show and its marks; the keys of marks are those of entities."""
        return _joined(self._pieces(view, decisions))

    def leaving(self, decisions: Decisions) -> tuple[str, list[Mark]]:
        """Return what leaves without the labels of the review, and its marks."""
        pieces = self._pieces(View.LEAVING, decisions)
        return _joined(piece for piece in pieces if piece[1] != "label")

    def adds(self, term: Term, decisions: Decisions) -> bool:
        """Whether a term would hide anything that is not hidden already."""
        more = decisions.with_term(term)
        mark = f"+{len(more.added)}"
        indexes = range(len(self._proposal.messages))
        return any(place.key == mark for i in indexes for place in self._places(i, more))

    def leaving_characters(self, decisions: Decisions) -> int:
        """Return how long the text is that would leave."""
        total = 0
        for index, message in enumerate(self._proposal.messages):
            total += len(message.text.reveal())
            for place in self._places(index, decisions):
                if place.replacement is not None:
                    total += len(place.replacement) - len(place.span)
        return total

    def _pieces(self, view: View, decisions: Decisions) -> Iterator[tuple[str, str, str]]:
        for title, indexes in self._sections:
            yield title, "title", ""
            yield "\n", "", ""
            for index in indexes:
                yield from self._message(index, view, decisions)
                yield "\n\n", "", ""

    def _message(
        self, index: int, view: View, decisions: Decisions
    ) -> Iterator[tuple[str, str, str]]:
        text = self._proposal.messages[index].text.reveal()
        at = 0
        for place in self._places(index, decisions):
            yield text[at : place.span.start], "", ""
            value = text[place.span.start : place.span.end]
            yield from _place(place, value, view)
            at = place.span.end
        yield text[at:], "", ""

    def _places(self, index: int, decisions: Decisions) -> list[_Place]:
        text = self._proposal.messages[index].text.reveal()
        own = [r for r in self._proposal.redactions if r.message == index]
        added: list[_Place] = []
        for number, term in enumerate(decisions.added, 1):
            hidden = [r for r in own if decisions.hides(r)]
            for span in _grown(term, places(text, term.text.reveal()), hidden):
                if not any(span.overlaps(place.span) for place in added):
                    added.append(_Place(span, f"+{number}", term.placeholder, f"+{number}"))
        kept = [r for r in own if not any(r.finding.span.overlaps(p.span) for p in added)]
        rest = _left(text, own, [place.span for place in added], decisions)
        found = [*added, *rest, *(self._place(r, decisions) for r in kept)]
        return sorted(found, key=lambda place: place.span.start)

    def _place(self, redaction: Redaction, decisions: Decisions) -> _Place:
        mark = self._marks.get(redaction.original, "#")
        hidden = decisions.hides(redaction)
        replacement = placeholder(redaction) if hidden else None
        return _Place(redaction.finding.span, mark, replacement, mark)


def _left(
    text: str, own: Sequence[Redaction], spans: Sequence[Span], decisions: Decisions
) -> Iterator[_Place]:
    """Yield what added terms leave of the values that they stand instead of, hidden as the guard hides it."""
    instead = {term.instead for term in decisions.added}
    for redaction in own:
        if redaction.original in instead and any(map(redaction.finding.span.overlaps, spans)):
            for span in uncovered(text, redaction.finding, spans):
                yield _Place(span, "#", f"{{{{{redaction.finding.kind}}}}}", "#")


def _joined(pieces: Iterable[tuple[str, str, str]]) -> tuple[str, list[Mark]]:
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for piece, style, key in pieces:
        if style:
            marks.append(Mark(at, at + len(piece), style, key))
        texts.append(piece)
        at += len(piece)
    return "".join(texts).rstrip("\n"), marks


def placeholder(redaction: Redaction) -> str:
    """Return what stands for a value; one that was left in clear so far has none yet."""
    return redaction.placeholder or f"{{{{{redaction.finding.kind}}}}}"


def _grown(term: Term, spans: Sequence[Span], hidden: Sequence[Redaction]) -> Iterator[Span]:
    """Yield the places of a term as the guard hides them: grown over what they cut into."""
    others = [r.finding.span for r in hidden if r.original != term.instead]
    for span in spans:
        if any(other.start <= span.start and span.end <= other.end for other in others):
            continue
        for other in others:
            if span.overlaps(other):
                span = Span(min(span.start, other.start), max(span.end, other.end))
        yield span


def _place(place: _Place, value: str, view: View) -> Iterator[tuple[str, str, str]]:
    hidden = place.replacement is not None
    style = "hidden" if hidden else "shown"
    yield (f"[{place.label}]" if hidden else f"({place.label})"), "label", place.key
    if view is View.ORIGINAL or not hidden:
        yield value, style, place.key
    elif view is View.LEAVING:
        yield place.replacement or "", style, place.key
    else:
        yield f"{value} → ", "muted", place.key
        yield place.replacement or "", style, place.key


def _sections(request: Request) -> Iterator[tuple[str, list[int]]]:
    messages = request.rendered.messages
    users = [i for i, m in enumerate(messages) if m.role is not Role.SYSTEM]
    in_parts = len(request.rendered.calls) > 1
    new = users if in_parts else users[-1:]
    yield _("Your request"), new
    if earlier := users[: len(users) - len(new)]:
        yield _("Earlier in this conversation"), earlier
    if system := [i for i, m in enumerate(messages) if m.role is Role.SYSTEM]:
        yield _("Instructions to the model"), system
