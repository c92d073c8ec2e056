"""What the person asked, as it stood in the composer."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.types import Draft, Task
from assistant.visible import visible
from tui.widgets.task_bar import task_name

_MOST_LINES = 12
_MOST_CHARACTERS = 1_200


class PersonMessage(Static):
    """The request, its documents, and how much was hidden."""

    def __init__(self, draft: Draft, hidden: int) -> None:
        super().__init__(_content(draft, hidden), markup=False)


def _content(draft: Draft, hidden: int) -> Content:
    head = _("You") if draft.task is Task.CHAT else _("You") + f" · {task_name(draft.task)}"
    lines = [f"+ {visible(document.name.reveal())}" for document in draft.documents]
    foot = ngettext("{n} value hidden", "{n} values hidden", hidden).format(n=hidden)
    body = "\n".join(filter(None, [_shortened(visible(draft.text.reveal().strip())), *lines]))
    return Content.assemble((f"{head}\n", "bold"), body, (f"\n{foot}", "dim"))


def _shortened(text: str) -> str:
    lines = text[:_MOST_CHARACTERS].split("\n")[:_MOST_LINES]
    shown = "\n".join(lines)
    return shown if len(shown) == len(text) else f"{shown} …"
