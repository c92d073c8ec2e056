"""The chat: turns above, the composer below, and what goes on between them."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.types import Answer, Draft, Private, Request, Review
from tui.autosave import Kept
from tui.modes import Mode
from tui.screens.conversing import ConversingPart
from tui.state import Turn, cost
from tui.widgets.activity import Activity
from tui.widgets.attachments import Attachments
from tui.widgets.checked_answer import CheckedAnswer
from tui.widgets.composer import Composer
from tui.widgets.conversation_view import ConversationView
from tui.widgets.error_card import ErrorCard
from tui.widgets.task_bar import TaskBar

_LITTLE = 200
"""Characters of a stopped answer below which its question is more likely to be mended than followed."""


class ChatScreen(ConversingPart):
    """Owns the conversation and the one request that may be under way."""

    HELP = N_("Write, send, read the answer. Nothing leaves before the guard has seen it.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,alt+enter", "send", N_("Send"), id="chat.send", priority=True),
        Binding("escape", "back", N_("Back or stop"), id="chat.back", show=False),
        Binding("ctrl+g", "answers", N_("To the answer"), id="chat.answers"),
        Binding("ctrl+t", "next_task", N_("Task"), id="chat.task"),
        Binding("ctrl+o", "attach", N_("Attach"), id="chat.attach"),
        Binding("ctrl+b", "paste", N_("Attach the clipboard"), id="chat.paste", show=False),
        Binding("ctrl+r", "detach", N_("Remove a document"), id="chat.detach", show=False),
        Binding("ctrl+n", "new", N_("New conversation"), id="chat.new", show=False),
    ]

    MODE = Mode.CHAT
    AUTO_FOCUS = "#composer"  # also where the window had lost the focus while another one was above

    def body(self) -> ComposeResult:
        """Lay out conversation and composer."""
        yield ConversationView(id="conversation")
        yield Activity()
        yield TaskBar(id="tasks")
        yield Attachments()
        yield Composer()
        yield Kept()

    def on_mount(self) -> None:
        """Start in the composer."""
        super().on_mount()
        self.composer.focus()
        self.keep_what_is_written()

    # Sending

    @on(Composer.Submitted)
    def action_send(self) -> None:
        """Send the draft, once the composer has taken all that was typed before the key."""
        self.composer.call_later(self._send_draft)

    def _send_draft(self) -> None:
        """Have the guard look at the draft, then review and send it."""
        if self.busy:
            self.notify(_("An answer is under way; Esc stops it."))
        elif self.empty:
            self.notify(_("Write something first, or attach a document."))
        else:
            self._begin(
                Draft(
                    self._conversation.identifier,
                    self.query_one(TaskBar).chosen,
                    Private(self.composer.text),
                    self.attachments.documents,
                )
            )

    @on(ErrorCard.Retry)
    def _retry(self, event: ErrorCard.Retry) -> None:
        if event.draft is None:
            self.hygie.start_engine()
        elif not self.busy:
            self._begin(event.draft)

    def _begin(self, draft: Draft) -> None:
        self.ask(self._conversation.follow(draft))

    def back_from_review(self) -> None:
        """Go back to the draft."""
        self.composer.focus()

    async def show_leaving(self, request: Request, review: Review) -> None:
        """Make a turn of the draft."""
        self._clear(request.draft)
        card = self.hygie.health.card
        self._view = await self.turns.add_turn(request, review, card.title if card else "")

    def _clear(self, draft: Draft) -> None:
        """Empty the composer, unless something else was written meanwhile."""
        if self.composer.text == draft.text.reveal():
            self.composer.clear()
        if self.attachments.documents == draft.documents:
            self.attachments.documents = ()

    # Receiving

    def show_text(self, text: str) -> None:
        """Let the answer grow."""
        if self._view is not None:
            self._view.write(text)

    async def show_answer(self, request: Request, answer: Answer) -> None:
        """Keep the turn, and show the checks."""
        view, self._view = self._view, None
        spent = cost(self.hygie.health.card, answer.usage)
        turn = Turn(request.draft, answer.text.reveal(), answer.usage, spent)
        self.set_conversation(self._conversation.with_turn(turn))
        if view is not None:
            await view.finish(answer)
            self.turns.say_next(view.query_one(CheckedAnswer))
            self.refresh_bindings()

    async def show_stopped(self, request: Request | None) -> None:
        """Keep what came; a turn that the person stopped is one they may build on."""
        view, self._view = self._view, None
        if view is None:
            return
        await view.stop()
        if request is not None:
            self.set_conversation(self._conversation.with_turn(Turn(request.draft, view.text)))
            if len(view.text) < _LITTLE:
                self._give_back(request.draft)

    def _give_back(self, draft: Draft) -> None:
        """Put a draft into the composer again, unless something else was written meanwhile."""
        if self.empty:
            self.composer.take_up(draft.text.reveal())
            self.attachments.documents = draft.documents

    def show_failed(self, error: HygieError, draft: Draft) -> None:
        """Say why, and give the draft back."""
        self.turns.add(ErrorCard(error, draft=draft))
        self._give_back(draft)

    def show_error(self, error: HygieError) -> None:
        """Show an error in the conversation."""
        self.turns.add(ErrorCard(error))

    def show_failure(self, error: HygieError) -> None:
        """Show that the engine does not come up."""
        self.turns.add(ErrorCard(error, engine=True))

    # Going back

    async def action_back(self) -> None:
        """Stop what is under way, else go back to the composer; never leave."""
        await self.stop()
        self.composer.focus()

    def action_next_task(self) -> None:
        """Choose the next task."""
        self.query_one(TaskBar).action_turn(1)
