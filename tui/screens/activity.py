"""What was done, in counts that stay here: protected, checked, left unchecked, hours, cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from assistant.activity.summary import summarised
from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.kinds import label
from assistant.store.records import Event
from assistant.types import Destination, Kind
from tui.destinations import place
from tui.modes import Mode
from tui.screens.locked import LockedPart
from tui.widgets.activity import Activity
from tui.widgets.review_summary import money

_SPANS = (7, 30, 365)
_BAR = 30


class ActivityScreen(LockedPart):
    """Plots of plain characters: they say the same without colours and in a screen reader."""

    MODE = Mode.ACTIVITY
    CSS_PATH = "../styles/work.tcss"
    HELP = N_("Your own counts; they never leave this machine. Ctrl+T changes the span.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "span", N_("Span"), id="activity.span", priority=True),
        Binding("l,f10", "app.window('lessons')", N_("Review and lessons"), id="activity.lessons"),
        Binding("escape", "to_chat", N_("Back"), id="activity.back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._days = _SPANS[0]

    def body(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(id="detail"):
            yield Static(id="counts", markup=False)
        yield Activity()

    def on_screen_resume(self) -> None:
        """Count again."""
        self.query_one("#detail").focus()
        self._count()

    def action_span(self) -> None:
        """Look farther back, or at the week again."""
        self._days = _SPANS[(_SPANS.index(self._days) + 1) % len(_SPANS)]
        self._count()

    @work(exclusive=True, group="counting", exit_on_error=False)
    async def _count(self) -> None:
        await self.hygie.engine_started.wait()
        try:
            events = await self.hygie.engine.one("activity", days=self._days) or ()
        except HygieError as error:
            self.show_locked(error, self._count)
            return
        title = _("The last {n} days").format(n=self._days)
        self.query_one("#detail").border_title = title
        self.query_one("#counts", Static).update("\n".join(page(events)))


def page(events: Sequence[Event]) -> Iterator[str]:
    """Yield the lines of the page."""
    if not events:
        yield _("Nothing was asked in this time.")
        return
    done = summarised(date.today(), events)  # one period: its day is not shown
    yield _("Answers: {n}").format(n=done.asked)
    yield _("Tokens: {n}").format(n=done.prompt_tokens + done.completion_tokens)
    yield _("Cost: {money}").format(money=money(done.cost))
    yield ""
    yield _("Values hidden: {n}").format(n=done.protected)
    yield from _bars({label(Kind(kind)): n for kind, n in [*done.hidden.items()][:8]})
    yield ""
    sound = done.sentences - done.doubtful - done.unchecked
    yield _("Sentences checked: {n}").format(n=done.sentences)
    yield from _bars(
        {
            _("stands in the sources"): sound,
            _("doubtful"): done.doubtful,
            _("not checked"): done.unchecked,
        }
    )
    yield ""
    yield _("Where it went")
    yield from _bars({place(Destination(name)): n for name, n in done.destinations.items() if name})
    yield ""
    yield _("Days")
    days = Counter(datetime.fromtimestamp(event.at).strftime("%Y-%m-%d") for event in events)
    yield from _bars(dict(sorted(days.items())[-14:]))


def _bars(counts: dict[str, int]) -> Iterator[str]:
    most = max(counts.values(), default=0)
    width = max(map(len, counts), default=0)
    for name, n in counts.items():
        yield f"  {name:<{width}}  {'█' * round(_BAR * n / most) if most else ''} {n}"
