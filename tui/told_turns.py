"""Conversations of before, as lines and as text."""

from __future__ import annotations

from datetime import datetime

from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.store.records import Conversation, Found, Turn
from tui.marks import Mark


def _when(at: float) -> str:
    return datetime.fromtimestamp(at).astimezone().strftime("%Y-%m-%d %H:%M")


def row_of(row: Conversation | Found) -> str:
    """Return two lines: a title, then when it was and how long or where it has the words."""
    if isinstance(row, Found):
        line = f"{row.title.reveal()}\n  {_when(row.at)} · {row.extract.reveal()}"
    else:
        turns = ngettext("{n} question", "{n} questions", row.turns).format(n=row.turns)
        line = f"{row.title.reveal()}\n  {_when(row.updated)} · {turns}"
    return line


def counted(count: int, *, found: bool) -> str:
    """Return how many there are."""
    if found:
        return ngettext("{n} place found", "{n} places found", count).format(n=count)
    if not count:
        return _("No conversation was kept so far.")
    return ngettext("{n} conversation", "{n} conversations", count).format(n=count)


def laid_out(turns: tuple[Turn, ...]) -> tuple[str, list[Mark], dict[int, int]]:
    """Return a conversation as text, its marks, and where each turn starts."""
    text, marks, starts = "", [], {}
    for turn in turns:
        starts[turn.number] = len(text)
        head = f"{turn.number} · {_when(turn.at)} · {turn.model}"
        marks.append(Mark(len(text), len(text) + len(head), "title"))
        names = "".join(f"\n+ {name.reveal()}" for name in turn.documents)
        text += (
            f"{head}\n{turn.question.reveal().strip()}{names}\n\n{turn.answer.reveal().strip()}\n\n"
        )
    return text.rstrip("\n"), marks, starts


def markdown(turn: Turn) -> str:
    """Return a turn as it is written to a file."""
    asked = "\n".join(f"> {line}" for line in turn.question.reveal().strip().split("\n"))
    return f"{asked}\n\n{turn.answer.reveal().strip()}"
