"""What was asked and answered before: search, read, go on, export, forget."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, OptionList, Static

from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.store.records import Conversation, Found, Turn
from assistant.visible import visible
from tui import told_turns
from tui.messages import CopyWanted
from tui.modes import Mode
from tui.screens.locked import LockedPart
from tui.widgets.activity import Activity
from tui.widgets.choices import Choices
from tui.widgets.span_text import SpanText


class HistoryScreen(LockedPart):
    """Everything comes from the encrypted store; nothing is read before it is opened."""

    MODE = Mode.HISTORY
    CSS_PATH = "../styles/work.tcss"
    HELP = N_("Type to search every conversation; Enter opens one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "resume", N_("Go on with it"), id="history.resume", priority=True),
        Binding("ctrl+e", "export", N_("Export"), id="history.export", priority=True),
        Binding("ctrl+y", "copy", N_("Copy"), id="history.copy", priority=True),
        Binding("delete", "forget", N_("Delete"), id="history.forget"),
        Binding("escape", "back", N_("Back"), id="history.back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Conversation | Found, ...] = ()
        self._shown: tuple[str, tuple[Turn, ...]] | None = None

    def body(self) -> ComposeResult:
        """Lay out search, list and conversation."""
        yield Input(placeholder=_("Search all conversations"), id="ask")
        with Horizontal(id="sides"):
            yield Choices(_("Conversations"))
            with VerticalScroll(id="detail"):
                yield SpanText()
        yield Static(id="style", markup=False)
        yield Activity()

    def on_mount(self) -> None:
        """List the conversations."""
        super().on_mount()
        self.query_one("#ask").focus()

    def on_screen_resume(self) -> None:
        """List again: conversations may have been added."""
        self._look(self.query_one("#ask", Input).value)

    @on(Input.Changed, "#ask")
    def _search(self, event: Input.Changed) -> None:
        self._look(event.value)

    @work(description="-", exclusive=True, group="looking", exit_on_error=False)
    async def _look(self, words: str) -> None:
        from assistant.types import Private

        await self.hygie.engine_started.wait()
        engine = self.hygie.engine
        try:
            if words.strip():
                self._rows = await engine.one("history_search", words=Private(words)) or ()
            else:
                self._rows = await engine.one("history_list") or ()
        except HygieError as error:
            self.show_locked(error, lambda: self._look(words))
            return
        choices = self.query_one(Choices)
        choices.show(map(told_turns.row_of, self._rows))
        choices.highlighted = None  # nothing is read until it is chosen
        count = len(self._rows)
        self.query_one("#style", Static).update(
            told_turns.counted(count, found=bool(words.strip()))
        )

    @on(Input.Submitted, "#ask")
    def _to_list(self) -> None:
        choices = self.query_one("#choices", OptionList)
        choices.focus()
        choices.highlighted = 0 if self._rows else None

    @on(OptionList.OptionHighlighted, "#choices")
    def _open(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index < len(self._rows):
            self._read_turns(self._rows[event.option_index])

    @on(OptionList.OptionSelected, "#choices")
    def _go_in(self) -> None:
        self.query_one("#detail").focus()

    @work(description="-", exclusive=True, group="reading", exit_on_error=False)
    async def _read_turns(self, row: Conversation | Found) -> None:
        key = row.conversation if isinstance(row, Found) else row.key
        try:
            turns = await self.hygie.engine.one("history_turns", key=key) or ()
        except HygieError as error:
            self.show_error(error)
            return
        self._shown = key, turns
        self.query_one("#detail").border_title = visible(row.title.reveal())
        text, marks, starts = told_turns.laid_out(turns)
        view = self.query_one(SpanText)
        view.set_text(text, marks)
        if isinstance(row, Found) and row.turn in starts:
            self.call_after_refresh(view.bring, starts[row.turn])
        else:
            self.query_one("#detail").scroll_home(animate=False)

    def action_copy(self) -> None:
        """Copy the last answer of the conversation that is shown."""
        if self._shown and self._shown[1]:
            self.post_message(CopyWanted(self._shown[1][-1].answer.reveal()))

    @work(description="-", exclusive=True, group="resuming", exit_on_error=False)
    async def action_resume(self) -> None:
        """Go on with the conversation in the chat."""
        if self._shown is None:
            self.notify(_("Choose a conversation first."))
            return
        key, turns = self._shown
        try:
            await self.hygie.engine.one("resume", conversation=key)
        except HygieError as error:
            self.show_error(error)
            return
        await self.app.switch_mode(Mode.CHAT.value)
        self.hygie.chat.resume(key, turns)

    def action_export(self) -> None:
        """Write the conversation that is shown to a file."""
        if self._shown is None:
            self.notify(_("Choose a conversation first."))
            return
        title = str(self.query_one("#detail").border_title or "")
        text = "\n\n".join(told_turns.markdown(turn) for turn in self._shown[1])
        self.ask_export(title, text, _("conversation"))

    def action_forget(self) -> None:
        """Delete the conversation, after asking."""
        from tui.screens.confirm import Confirm

        if self._shown is not None and self.query_one("#choices").has_focus:
            question = _("Delete this conversation and its pseudonyms for good?")
            self.app.push_screen(Confirm(question, _("Delete")), self._forget)

    @work(description="-", exclusive=True, group="forgetting", exit_on_error=False)
    async def _forget_kept(self, key: str) -> None:
        try:
            await self.hygie.engine.one("history_forget", key=key)
        except HygieError as error:
            self.show_error(error)
        self._look(self.query_one("#ask", Input).value)

    def _forget(self, yes: bool | None) -> None:
        if yes and self._shown is not None:
            key, self._shown = self._shown[0], None
            self.query_one(SpanText).set_text("")
            self._forget_kept(key)

    async def action_back(self) -> None:
        """Go back to the search, from there to all conversations, then to the chat."""
        ask = self.query_one("#ask", Input)
        if not ask.has_focus:
            ask.focus()
        elif ask.value:
            ask.value = ""
        else:
            await self.action_to_chat()
