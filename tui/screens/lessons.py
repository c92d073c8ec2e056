"""The week in sentences, and short lessons: those that fit what the week held, and all of them."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.activity.lessons import Lesson, lessons
from assistant.errors import HygieError
from assistant.i18n import N_, gettext
from assistant.i18n import gettext as _
from tui.modes import Mode
from tui.screens.locked import LockedPart
from tui.widgets.activity import Activity

_WEEKS = (N_("This week"), N_("Last week"))
_TOPICS = {
    "prompts": N_("Prompts"),
    "verification": N_("Checking"),
    "limits": N_("Limits of models"),
    "confidentiality": N_("Confidentiality"),
}


class LessonsScreen(LockedPart):
    """The weeks stand above the lessons on one list."""

    MODE = Mode.ACTIVITY
    CSS_PATH = "../styles/work.tcss"
    HELP = N_(
        "Your week in sentences, the lessons that fit it, then every lesson. All of it stays here."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back"), id="lessons.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._lessons: tuple[Lesson, ...] = ()

    def body(self) -> ComposeResult:
        """Lay out the list and the text."""
        with Horizontal(id="sides"):
            yield OptionList(id="choices")
            with VerticalScroll(id="detail"):
                yield Static(id="counts", markup=False)
        yield Activity()

    def on_mount(self) -> None:
        """Begin with this week."""
        super().on_mount()
        self._lessons = lessons()
        choices = self.query_one("#choices", OptionList)
        choices.border_title = _("Review and lessons")
        choices.add_options([Option(gettext(week)) for week in _WEEKS])
        choices.add_options([Option(_row(lesson)) for lesson in self._lessons])
        choices.highlighted = 0
        choices.focus()

    @on(OptionList.OptionHighlighted, "#choices")
    def _open(self, event: OptionList.OptionHighlighted) -> None:
        at = event.option_index - len(_WEEKS)
        if at < 0:
            self._week(event.option_index)
        else:
            self.workers.cancel_group(self, "week")
            lesson = self._lessons[at]
            self._tell(lesson.title, f"{lesson.text}\n\n→ {lesson.practice}")

    @on(OptionList.OptionSelected, "#choices")
    def _go_in(self) -> None:
        self.query_one("#detail").focus()

    @work(description="-", exclusive=True, group="week", exit_on_error=False)
    async def _week(self, back: int) -> None:
        await self.hygie.engine_started.wait()
        try:
            said = await self.hygie.engine.one("weekly_review", back=back) or ()
        except HygieError as error:
            self.show_locked(error, lambda: self._week(back))
            return
        self._tell(gettext(_WEEKS[back]), "\n\n".join(f"• {line}" for line in said))

    def tell(self, words: str) -> None:
        """Show why there is nothing to be seen."""
        self.query_one("#counts", Static).update(words)

    def _tell(self, title: str, text: str) -> None:
        self.query_one("#detail").border_title = title
        self.query_one("#counts", Static).update(text)

    async def action_back(self) -> None:
        """Go back to the counts."""
        self.dismiss(None)


def _row(lesson: Lesson) -> str:
    topic = gettext(_TOPICS[lesson.topic])
    return f"{topic} · {lesson.title}".replace("[", "\\[")
