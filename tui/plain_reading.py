"""Reading as lines: summaries with their places, and the evidence of a doubtful sentence."""

from __future__ import annotations

from contextlib import aclosing
from uuid import uuid4

from assistant.engine.values import Unread
from assistant.errors import UserError
from assistant.i18n import N_, language
from assistant.i18n import gettext as _
from assistant.language import detect
from assistant.sources import checked_against
from assistant.summarising import Size, order
from assistant.types import Document, Draft, Evidence, Private, Task, Verdict
from tui.places import citations, where
from tui.plain_commands import Command, Desk, chosen, last, say
from tui.plain_request import ask, doubtful

_AROUND = 200
"""Characters shown on each side of a place."""
_SIZES = tuple(Size)


def _summarise(desk: Desk, rest: str) -> None:
    """Summarise a file, a folder or a mailbox; where each sentence stands comes after it."""
    first, _space, path = rest.partition(" ")
    size = Size(first) if first in _SIZES and path else Size.SHORT
    documents = desk.runner.run(_gathered(desk, (path if first in _SIZES else rest).strip()))
    spoken = detect(documents[0].text.reveal()[:20_000], language())
    asked = Private(order(size, "", spoken))
    ask(desk, Draft(uuid4().hex, Task.SUMMARISE, asked, documents, language=spoken))
    sources = checked_against(desk.request, last(desk).text.reveal()) if desk.request else ()
    for line in citations(last(desk), sources):
        say(_("Where it stands"), line)


async def _gathered(desk: Desk, path: str) -> tuple[Document, ...]:
    await desk.ready()
    found: list[Document] = []
    async with aclosing(desk.engine.call("gather", path=path)) as steps:
        async for step in steps:
            if isinstance(step, Document):
                found.append(step)
                say(_("Document"), step.name.reveal())
            elif isinstance(step, Unread):
                say(_("Cannot be read"), f"{step.name.reveal()}, {step.title} {step.detail}")
    if not found:
        raise UserError(_("Nothing there can be read."), _("Nothing was sent."))
    return tuple(found)


def _evidence(desk: Desk, rest: str) -> None:
    """Say why a sentence is doubtful, and what stands in the source."""
    answer, request = last(desk), desk.request
    verdict: Verdict = chosen(rest, doubtful(answer))
    say(_("Why"), verdict.reason)
    sources = checked_against(request, answer.text.reveal()) if request else ()
    places = [place for place in verdict.evidence if place.source < len(sources)]
    for place in places:
        _place(sources[place.source], place)
    if not places:
        say(_("Evidence"), _("No place in the sources"))


def _place(source: Document, place: Evidence) -> None:
    text, span = source.text.reveal(), place.span
    around = text[max(0, span.start - _AROUND) : span.end + _AROUND]
    name = source.name.reveal() or _("pasted text")
    say(f"{name}, {where(source, span.start)}", " ".join(text[span.start : span.end].split()))
    say("  " + _("around it"), " ".join(around.split()))


COMMANDS = {
    "/summarise": Command(
        _summarise, N_("summarises a file or folder: /summarise [sentence|short|page|points] PATH")
    ),
    "/evidence": Command(_evidence, N_("why a sentence is doubtful: /evidence NUMBER")),
}
