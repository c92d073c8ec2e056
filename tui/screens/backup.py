"""Safety copies: made, rehearsed, put back; where they lie and how old they are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant import figures
from assistant.engine.values import Copies, Copy
from assistant.errors import HygieError
from assistant.i18n import N_, ngettext
from assistant.i18n import gettext as _
from assistant.types import PartDone, Private
from assistant.visible import visible
from tui.modes import Mode
from tui.screens.copy_passphrase import CopyPassphrasePart
from tui.screens.menu import Item, Menu
from tui.widgets.activity import Activity
from tui.widgets.choices import Choices


class BackupScreen(CopyPassphrasePart):
    """The place is remembered; its passphrase is asked for where the store does not know the key."""

    MODE = Mode.SETTINGS
    CSS_PATH = "../styles/work.tcss"
    HELP = N_("Ctrl+S copies everything, encrypted. Enter on a copy rehearses it or puts it back.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,alt+enter", "make", N_("Back up now"), id="backup.make", priority=True),
        Binding("ctrl+o", "place", N_("Another folder"), id="backup.place"),
        Binding("escape", "back", N_("Back"), id="backup.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._place = Copies("", exists=False, opens=False)

    def body(self) -> ComposeResult:
        """Lay out the copies and where they lie."""
        yield Choices(_("Safety copies"))
        yield Static(id="style", markup=False)
        yield Activity()

    def on_mount(self) -> None:
        """Look at the place of the last copy."""
        super().on_mount()
        self.query_one("#choices").focus()
        self._look("")

    @work(description="-", exclusive=True, group="looking", exit_on_error=False)
    async def _look(self, folder: str, then: Callable[[], object] | None = None) -> None:
        await self.hygie.engine_started.wait()
        try:
            self._place = await self.hygie.engine.one("copies", folder=folder) or self._place
        except HygieError as error:
            self.show_locked(error, lambda: self._look(folder, then))
            return
        self._show()
        if then:
            then()

    def _show(self) -> None:
        choices, place = self.query_one(Choices), self._place
        choices.show_first(map(_row, place.found))
        for number in place.damaged:
            words = _("Copy {n} is damaged: it cannot be read.").format(n=number)
            choices.add_option(Option(words, disabled=True))
        if not place.found and not place.damaged:
            choices.add_option(Option(_("No copy so far: Ctrl+S makes one."), disabled=True))
        words = _("Place: {folder}").format(folder=place.folder) if place.folder else _(
            "No place was chosen: best a folder on another disk."
        )  # fmt: skip
        self.query_one("#style", Static).update(visible(words))

    # Making

    def action_place(self) -> None:
        """Ask for another folder, and copy there."""
        from tui.paths import PathSuggester
        from tui.screens.prompt import Prompt

        hint = _("A folder, best on another disk. The right arrow completes.")
        self.app.push_screen(Prompt(_("Where to?"), hint, PathSuggester()), self._go_to)

    def _go_to(self, folder: str | None) -> None:
        if folder and folder.strip():
            self._look(folder.strip(), self.action_make)

    def action_make(self) -> None:
        """Copy everything to the place."""
        if not self._place.folder:
            self.action_place()
        elif not self._place.exists:
            self.choose_passphrase(self._make)
        elif self._place.opens:
            self._make(None)
        else:
            self.ask_for(self._make)

    def _make(self, passphrase: Private[str] | None) -> None:
        self._run("make_copy", _("Saving: {done} of {total}."), passphrase)

    # Looking into a copy, and putting it back

    @on(OptionList.OptionSelected, "#choices")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        number = self._place.found[event.option_index].number
        items = [
            Item("r", _("Rehearse: restore it aside, compare, wipe"), "rehearse_copy"),
            Item("b", _("Put it back; what is here now is kept aside"), "restore_copy"),
        ]

        def do(method: str | None) -> None:
            if method == "restore_copy":
                self._confirm(number)
            elif method:
                self._run(method, _("Rehearsing: {done} of {total}."), None, number)

        self.app.push_screen(Menu(_("Copy {n}").format(n=number), items), do)

    def _confirm(self, number: int) -> None:
        from tui.screens.confirm import Confirm

        def decided(yes: bool | None) -> None:
            if yes:
                self._run("restore_copy", _("Putting back: {done} of {total}."), None, number)

        question = _("Put copy {n} in the place of everything that hygie keeps here?")
        self.app.push_screen(Confirm(question.format(n=number), _("Put back")), decided)

    @work(description="-", exclusive=True, group="copying", exit_on_error=False)
    async def _run(
        self, method: str, words: str, passphrase: Private[str] | None, number: int = 0
    ) -> None:
        params: dict[str, object] = {"folder": self._place.folder, "passphrase": passphrase}
        if number:
            params["number"] = number
        self.activity.show(words.format(done=0, total="…"))
        result: object = None
        try:
            async with aclosing(self.hygie.engine.call(method, **params)) as steps:
                async for step in steps:
                    if isinstance(step, PartDone):
                        shown = words.format(done=step.done, total=step.total)
                        self.activity.show(shown, parts=step)
                    else:
                        result = step
        except HygieError as error:
            self.show_error(error)
            return
        finally:
            self.activity.hide()
        if method == "restore_copy":
            await self._restored(str(result or ""))
        elif isinstance(result, Copy):
            self._told(method, result)

    def _told(self, method: str, copy: Copy) -> None:
        made = (
            _("Copy {n} is made.")
            if method == "make_copy"
            else _("Copy {n} gives everything back.")
        )
        self.notify(made.format(n=copy.number))
        self._look(self._place.folder)

    async def _restored(self, aside: str) -> None:
        """Start the engine again: what it held open is not there any more."""
        words = _("It is put back. What was here is now in {path}; delete it when all is well.")
        self.notify(visible(words.format(path=aside)), timeout=30, markup=False)
        await self.hygie.engine.stop()

    @property
    def occupied(self) -> bool:
        """Whether a copy is made, rehearsed or put back."""
        return any(worker.group == "copying" and worker.is_running for worker in self.workers)

    async def action_back(self) -> None:
        """Stop what is under way, else go back to the settings."""
        if self.occupied:
            self.workers.cancel_group(self, "copying")
        else:
            self.dismiss(None)


def _row(copy: Copy) -> str:
    at = datetime.fromtimestamp(copy.at).astimezone().strftime("%Y-%m-%d %H:%M")
    files = ngettext("{n} file", "{n} files", copy.files).format(n=copy.files)
    return f"{copy.number:>4} · {at} · {files} · {figures.size(copy.size)}"
