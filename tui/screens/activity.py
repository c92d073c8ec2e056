"""What was done, in counts that stay here: protected, checked, left unchecked, hours, cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from assistant import figures
from assistant.activity.plots import bars
from assistant.activity.summary import summarised
from assistant.destinations import place
from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.kinds import label
from assistant.store.records import Event
from assistant.types import Destination, Kind
from tui.modes import Mode
from tui.screens.locked import LockedPart
from tui.widgets.activity import Activity

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

    def tell(self, words: str) -> None:
        """Show why there is nothing to be seen."""
        self.query_one("#counts", Static).update(words)

    @work(description="-", exclusive=True, group="counting", exit_on_error=False)
    async def _count(self) -> None:
        await self.hygie.engine_started.wait()
        try:
            events = await self.hygie.engine.one("activity", days=self._days) or ()
        except HygieError as error:
            self.show_locked(error, self._count)
            return
        title = _("The last {n} days").format(n=self._days)
        detail = self.query_one("#detail")
        detail.border_title = title
        # A page that is longer than the screen gets a scrollbar, which takes its cells from the bars.
        room = detail.content_size.width - detail.styles.scrollbar_size_vertical
        self.query_one("#counts", Static).update("\n".join(page(events, room)))


def page(events: Sequence[Event], width: int) -> Iterator[str]:
    """Yield the lines of the page, at most `width` wide."""
    if not events:
        yield _("Nothing was asked in this time.")
        return
    found = summarised(date.today(), events)
    hours, minutes = divmod(round(found.hours * 60), 60)
    yield _("Answers: {n}").format(n=found.asked)
    if found.opinions:
        yield _("Requests for a judge’s opinion: {n}").format(n=found.opinions)
    yield _("Time: {time}").format(time=f"{hours} h {minutes:02}")
    yield _("Tokens: {n}").format(n=figures.number(found.prompt_tokens + found.completion_tokens))
    yield _("Cost: {money}").format(money=figures.money(found.cost))
    yield ""
    yield _("Values hidden: {n}").format(n=found.protected)
    yield from _bars({label(Kind(kind)): n for kind, n in list(found.hidden.items())[:8]}, width)
    yield ""
    yield _("Sentences of answers: {n}").format(n=found.sentences)
    sound = found.sentences - found.doubtful - found.unchecked
    checked = {
        _("borne out"): sound,
        _("doubtful"): found.doubtful,
        _("without a check"): found.unchecked,
    }
    yield from _bars(checked, width)
    yield ""
    yield _("Where it went")
    places = found.destinations.items()
    yield from _bars({place(Destination(name)): n for name, n in places if name}, width)
    yield ""
    yield _("Questions a day")
    asked = (event.at for event in events if event.what == "ask")
    days = Counter(datetime.fromtimestamp(at).strftime("%Y-%m-%d") for at in asked)
    yield from _bars(dict(sorted(days.items())[-14:]), width)


def _bars(counts: Mapping[str, int], width: int) -> list[str]:
    rows = [(f"  {name}", float(n), str(n)) for name, n in counts.items()]
    longest = max((len(name) for name, _n, _number in rows), default=0)
    taken = longest + max((len(number) for _name, _n, number in rows), default=0) + 4
    return bars(rows, max(1, min(_BAR, width - taken)))
