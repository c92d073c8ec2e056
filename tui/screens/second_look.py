"""What the screens share that ask about an answer after its checks: told beforehand, asked, stopped, kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from assistant.errors import HygieError
from assistant.i18n import N_, gettext
from assistant.i18n import gettext as _
from assistant.second_look import SecondLook
from assistant.visible import visible
from tui.engine import Engine
from tui.faults import fault
from tui.keys import SpokenKeys
from tui.widgets.activity import Activity
from tui.widgets.key_line import KeyLine


class SecondLookScreen(SpokenKeys, Screen[SecondLook]):
    """Gives back what is known besides the verdicts; nothing leaves before Enter is pressed."""

    CSS_PATH = "../styles/reading.tcss"
    HEADING: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "send", N_("Ask"), id="second.send", priority=True),
        Binding("escape,q", "back", N_("Back or stop"), id="second.back"),
    ]

    def __init__(self, engine: Engine, second: SecondLook) -> None:
        super().__init__()
        self.engine, self.second = engine, second
        self.may_send = False

    def compose(self) -> ComposeResult:
        """Lay out what is told beforehand, and what comes."""
        yield Static(gettext(self.HEADING), id="heading", markup=False)
        yield Static(id="claims", markup=False)
        with VerticalScroll(classes="pane"):
            yield Static(id="found", markup=False)
        yield Activity()
        yield KeyLine()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    @property
    def activity(self) -> Activity:
        """The line of progress."""
        return self.query_one(Activity)

    def tell(self, lines: Sequence[str]) -> None:
        """Show what is to know above."""
        self.query_one("#claims", Static).update("\n".join(lines))

    def show(self, lines: Sequence[str]) -> None:
        """Show what there is so far."""
        self.query_one("#found", Static).update("\n".join(visible(line) for line in lines))

    def ready(self, *, to_send: bool) -> None:
        """Offer to ask, or no longer."""
        self.may_send = to_send
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        return self.may_send if action == "send" else True

    # What is asked

    async def ask(self) -> None:
        """Ask, and show what comes; raises HygieError."""
        raise NotImplementedError

    def stopped(self) -> None:
        """Show that the person stopped it."""

    @work(description="-", exclusive=True, group="second", exit_on_error=False)
    async def action_send(self) -> None:
        """Ask; an error is told in place of what was told beforehand."""
        self.ready(to_send=False)
        try:
            await self.ask()
        except HygieError as error:
            self.show_error(error)
        finally:
            if self.is_attached:  # not so when hygie is left meanwhile
                self.activity.hide()

    def show_error(self, error: HygieError) -> None:
        """Tell what happened, what was not sent, what to do."""
        told = filter(None, (error.title, error.detail, error.action))
        first, *rest = (visible(part) for part in told)
        self.tell([f"! {first}", *(f"  {part}" for part in rest)])

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell of a fault of our own."""
        if event.state is WorkerState.ERROR:
            self.show_error(fault(event.worker.error))

    @property
    def asking(self) -> bool:
        """Whether something is under way."""
        return any(worker.is_running for worker in self.workers if worker.node is self)

    def action_back(self) -> None:
        """Stop what is under way, and then go back with what came."""
        if not self.asking:
            self.dismiss(self.second)
            return
        self.workers.cancel_node(self)
        self.activity.hide()
        self.notify(_("Stopped."))
        self.stopped()
