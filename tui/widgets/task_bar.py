"""Chooses what is asked for: chat, draft, summarise, analyse, ideate."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.types import Task
from tui.keys import SpokenKeys

TASKS = tuple(Task)
_NAMES = {
    Task.CHAT: N_("Chat"),
    Task.DRAFT: N_("Draft"),
    Task.SUMMARISE: N_("Summarise"),
    Task.ANALYSE: N_("Analyse"),
    Task.IDEATE: N_("Ideas"),
}


def task_name(task: Task) -> str:
    """Return a task's name in the person's language."""
    return _(_NAMES[task])


class TaskBar(SpokenKeys, Widget, can_focus=True):
    """One line of tasks; the chosen one stands in brackets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", N_("Task before"), id="task.before", show=False),
        Binding("right,space", "turn(1)", N_("Next task"), id="task.next", show=False),
    ]
    chosen = reactive(Task.CHAT)

    class Changed(Message):
        """Another task was chosen."""

    def render(self) -> Content:
        """Draw the tasks."""
        return Content.assemble(
            *(
                (_shown(task, self.chosen), "bold" if task is self.chosen else "dim")
                for task in TASKS
            )
        )

    def action_turn(self, step: int) -> None:
        """Choose the task beside."""
        self.chosen = TASKS[(TASKS.index(self.chosen) + step) % len(TASKS)]

    def on_click(self, event: events.Click) -> None:
        """Choose the task under the pointer."""
        at = event.x
        for task in TASKS:
            at -= len(_shown(task, self.chosen))
            if at < 0:
                self.chosen = task
                return

    def watch_chosen(self) -> None:
        """Tell the screen."""
        self.post_message(self.Changed())


def _shown(task: Task, chosen: Task) -> str:
    name = task_name(task)
    return f"[{name}] " if task is chosen else f" {name}  "
