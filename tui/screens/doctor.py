"""What is wrong on this machine, and how to mend it; nothing is changed, nothing leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import aclosing
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from assistant.doctor.results import Level, Result
from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.visible import visible
from tui.modes import Mode
from tui.screens.locked import LockedPart
from tui.widgets.activity import Activity

_SIGNS = {Level.FAULT: "✗", Level.NOTICE: "·", Level.OK: "✓"}


class DoctorScreen(LockedPart):
    """Results come one by one, what has to be mended first."""

    MODE = Mode.SETTINGS
    CSS_PATH = "../styles/work.tcss"
    HELP = N_("✗ has to be mended, · is worth knowing, ✓ is well. Nothing is changed or sent.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "examine", N_("Again"), id="doctor.again"),
        Binding("escape", "back", N_("Back"), id="doctor.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._results: list[Result] = []

    def body(self) -> ComposeResult:
        """Lay out the results."""
        with VerticalScroll(id="detail"):
            yield Static(id="counts", markup=False)
        yield Static(id="style", markup=False)
        yield Activity()

    def on_mount(self) -> None:
        """Begin at once."""
        super().on_mount()
        self.query_one("#detail").border_title = _("Doctor")
        self.query_one("#detail").focus()
        self.action_examine()

    @work(description="-", exclusive=True, group="examining", exit_on_error=False)
    async def action_examine(self) -> None:
        """Make every check."""
        self._results = []
        self.activity.show(_("This machine is examined."))
        await self.hygie.engine_started.wait()
        try:
            async with aclosing(self.hygie.engine.call("doctor")) as results:
                async for result in results:
                    self._results.append(result)
                    self._show()
        except HygieError as error:
            self.show_error(error)
        finally:
            self.activity.hide()

    def _show(self) -> None:
        self.query_one("#counts", Static).update("\n".join(told(self._results)))
        counts = Counter(result.level for result in self._results)
        words = _("well: {ok}, notices: {notices}, faults: {faults}")
        self.query_one("#style", Static).update(
            words.format(
                ok=counts[Level.OK], notices=counts[Level.NOTICE], faults=counts[Level.FAULT]
            )
        )

    async def action_back(self) -> None:
        """Go back; an examination that is under way ends."""
        self.dismiss(None)


def told(results: Sequence[Result]) -> Iterator[str]:
    """Yield lines: the faults, the notices, what is well."""
    for level, sign in _SIGNS.items():
        for result in results:
            if result.level is level:
                yield visible(f"{sign} {result.title}")
                if result.mend:
                    yield visible(f"    → {result.mend}")
