"""`hygie ask --knowledge`: the person's notes as material, and « not in your notes » as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import knowledge_wiring
from assistant.cli import passphrases
from assistant.cli.output import note, print_json
from assistant.errors import Exit, MissingError
from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.models.cards import ModelCard
from assistant.retrieval import kept_back
from assistant.types import Answer, Passage, Request

if TYPE_CHECKING:
    from knowledge.retriever import NotesRetriever


def retriever(card: ModelCard) -> NotesRetriever:
    """Return the notes for a model; raises MissingError when there are none."""
    found = knowledge_wiring.retriever(card.destination, passphrases.of_history)
    if not found.filled:
        raise MissingError(
            _("Your knowledge base is empty."),
            _("Nothing was sent."),
            _("Add your notes first: hygie knowledge add FOLDER"),
        )
    return found


def say_withheld(notes: NotesRetriever) -> None:
    """Say how many passages their folder's rule kept back."""
    if notes.withheld:
        message = ngettext(
            "{n} passage was held back: its folder's rule keeps it from this model.",
            "{n} passages were held back: their folder's rule keeps them from this model.",
            notes.withheld,
        )
        note(message.format(n=notes.withheld))


def not_there(request: Request) -> bool:
    """Whether there is nothing to answer from: no passage, and no document of one's own."""
    return not request.passages and not request.draft.documents


def show_not_there(notes: NotesRetriever, *, as_json: bool) -> int:
    """Answer that it is not in the notes; nothing was sent. Raises PolicyRefused where it is kept back."""
    if notes.withheld:
        raise kept_back()
    text = _("This is not in your notes.")
    nearest = [hit.document for hit in notes.last.hits[:3]] if notes.last else []
    if as_json:
        print_json({"answer": text, "in_notes": False, "citations": [], "nearest": nearest})
        return Exit.OK
    print(text)
    if nearest:
        note(_("Nearest: {names}").format(names=", ".join(dict.fromkeys(nearest))))
    return Exit.OK


def fields(answer: Answer) -> dict[str, object]:
    """Return the citations of an answer for JSON; offsets count code points of the document."""
    return {
        "in_notes": True,
        "citations": [
            {
                "n": number, "id": each.id, "doc": each.document.reveal(), "start": each.span.start,
                "end": each.span.end, "page": each.page or None, "heading": each.heading.reveal(),
                "cited": number in answer.cited,
            }
            for number, each in enumerate(answer.passages, 1)
        ],
    }  # fmt: skip


def show(answer: Answer) -> None:
    """List the passages that an answer cites, else those it was given."""
    numbers = answer.cited or range(1, len(answer.passages) + 1)
    if not answer.cited:
        note(_("The answer cites no passage; it was given these:"))
    for number in numbers:
        note(f"[{number}] {_place(answer.passages[number - 1])}")


def _place(each: Passage) -> str:
    page = _("page {page}").format(page=each.page) if each.page else ""
    parts = (each.document.reveal(), page, each.heading.reveal(), each.id)
    return " · ".join(part for part in parts if part)
