"""What is always or never hidden by one's own word: seen, and undone."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from assistant.errors import HygieError
from assistant.i18n import N_, ngettext
from assistant.i18n import gettext as _
from assistant.kinds import own_label
from assistant.store.records import Always, OwnRule
from tui.modes import Mode
from tui.screens.locked import LockedPart
from tui.widgets.activity import Activity
from tui.widgets.choices import Choices


class RulesScreen(LockedPart):
    """Rules are made at the review (key A), where their value is in sight."""

    MODE = Mode.SETTINGS
    CSS_PATH = "../styles/work.tcss"
    HELP = N_("Your lasting decisions of the review; A makes one there, Delete takes one back.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,u", "undo", N_("Take back"), id="rules.undo"),
        Binding("escape", "back", N_("Back"), id="rules.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._rules: tuple[OwnRule, ...] = ()

    def body(self) -> ComposeResult:
        """Lay out the rules."""
        yield Choices(_("Always and never hidden"))
        yield Static(id="style", markup=False)
        yield Activity()

    def on_mount(self) -> None:
        """List them."""
        super().on_mount()
        self.query_one("#choices").focus()
        self._look()

    @work(description="-", exclusive=True, group="looking", exit_on_error=False)
    async def _look(self, taken_back: int = 0) -> None:
        await self.hygie.engine_started.wait()
        engine = self.hygie.engine
        try:
            if taken_back:
                await engine.one("undo_rule", number=taken_back)
            self._rules = await engine.one("own_rules") or ()
        except HygieError as error:
            self.show_locked(error, lambda: self._look(taken_back))
            return
        self._show()

    def _show(self) -> None:
        self.query_one(Choices).show(map(_row, self._rules))
        count = len(self._rules)
        words = ngettext("{n} rule of yours", "{n} rules of yours", count).format(n=count)
        none = _("No rule so far: A at the review makes one.")
        self.query_one("#style", Static).update(words if count else none)

    def action_undo(self) -> None:
        """Take the highlighted rule back."""
        at = self.query_one("#choices", OptionList).highlighted
        if at is not None and at < len(self._rules):
            self._look(self._rules[at].number)

    async def action_back(self) -> None:
        """Go back to the settings."""
        self.dismiss(None)


def _row(rule: OwnRule) -> str:
    sign = _("always hidden") if rule.always is Always.HIDE else _("never hidden")
    made = datetime.fromtimestamp(rule.made).astimezone().strftime("%Y-%m-%d")
    box = "[x]" if rule.always is Always.HIDE else "[ ]"
    return f"{box} {rule.term.reveal()} · {own_label(rule.kind)} · {sign} · {made}"
