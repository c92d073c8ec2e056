"""The chat: turns above, the composer below, and what goes on between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from assistant.errors import HygieError, StoreError, StoreLocked
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.types import Answer, Document, Draft, Private, Request, Review
from tui import attached
from tui.autosave import KEY, Kept, orphaned
from tui.modes import Mode
from tui.screens.documents import DocumentsPart
from tui.state import Conversation, Turn, cost
from tui.widgets.activity import Activity
from tui.widgets.attachments import Attachments
from tui.widgets.checked_answer import CheckedAnswer
from tui.widgets.composer import Composer
from tui.widgets.conversation_view import ConversationView
from tui.widgets.error_card import ErrorCard
from tui.widgets.status_line import StatusLine
from tui.widgets.task_bar import TaskBar

if TYPE_CHECKING:
    from assistant.store.records import Turn as Record
    from tui.widgets.answer_view import AnswerView


class ChatScreen(DocumentsPart):
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

    def __init__(self) -> None:
        super().__init__()
        self._conversation = Conversation(uuid4().hex)
        self._view: AnswerView | None = None

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
        self.watch(self.attachments, "documents", self._attached, init=False)
        self._restore()

    @property
    def composer(self) -> Composer:
        """Where the draft is."""
        return self.query_one(Composer)

    @property
    def turns(self) -> ConversationView:
        """Where the turns are."""
        return self.query_one(ConversationView)

    @property
    def unsent(self) -> bool:
        """Whether leaving would lose something written or attached."""
        return not self._empty and not self.query_one(Kept).safe

    @property
    def _empty(self) -> bool:
        return not (self.composer.text.strip() or self.attachments.documents)

    # Keeping

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self.query_one(Kept).keep(self.hygie.engine, KEY, self.composer.text)

    def _attached(self, documents: tuple[Document, ...]) -> None:
        kept = attached.dumped(documents)
        self.query_one(Kept).keep(self.hygie.engine, attached.beside(KEY), kept)

    @work(description="-", group="restoring", exit_on_error=False)
    async def _restore(self) -> None:
        """Take up what was being written when hygie ended without being asked to."""
        await self.hygie.engine_started.wait()
        try:
            if await self.hygie.engine.one("passphrase_wanted"):
                if self.app.screen is self:
                    hint = _("With it your history and your drafts are here again, and are kept.")
                    self.ask_passphrase(hint, self._restore)
                return
            saved = await self.hygie.engine.one("drafts") or ()
            keys = (attached.composer(each.key) for each in saved)
            last = next(filter(orphaned, keys), None)
            if last and self._empty:
                await self._take_up(last, {each.key: each.text.reveal() for each in saved})
        except StoreError as error:
            # No key is a choice, and told when something is written.
            if not isinstance(error, StoreLocked):
                self.query_one(Kept).tell(error)
        except HygieError:
            return  # told by whoever keeps the engine up

    async def _take_up(self, key: str, saved: dict[str, str]) -> None:
        """Show what was written and attached under a key, which is kept under our own from now on."""
        self.composer.take_up(saved.get(key, ""))
        self.attachments.documents = attached.loaded(saved.get(attached.beside(key), ""))
        self.notify(_("What you were writing is back."))
        await self.hygie.engine.one("drop_draft", key=key)
        await self.hygie.engine.one("drop_draft", key=attached.beside(key))

    # Sending

    @on(Composer.Submitted)
    def action_send(self) -> None:
        """Have the guard look at the draft, then review and send it."""
        if self.busy:
            self.notify(_("An answer is under way; Esc stops it."))
        elif self._empty:
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
        self._set(self._conversation.with_turn(turn))
        if view is not None:
            await view.finish(answer)
            self.turns.say_next(len(view.query_one(CheckedAnswer).doubts))
            self.refresh_bindings()

    async def show_stopped(self, request: Request | None) -> None:
        """Keep what came; a turn that the person stopped is one they may build on."""
        view, self._view = self._view, None
        if view is None:
            return
        await view.stop()
        if request is not None:
            self._set(self._conversation.with_turn(Turn(request.draft, view.text)))

    def show_failed(self, error: HygieError, draft: Draft) -> None:
        """Say why, and give the draft back."""
        self.turns.add(ErrorCard(error, draft=draft))
        if self._empty:
            self.composer.take_up(draft.text.reveal())
            self.attachments.documents = draft.documents

    def show_error(self, error: HygieError) -> None:
        """Show an error in the conversation."""
        self.turns.add(ErrorCard(error))

    def show_failure(self, error: HygieError) -> None:
        """Show that the engine does not come up."""
        self.turns.add(ErrorCard(error, engine=True))

    # Going back and starting anew

    async def action_back(self) -> None:
        """Stop what is under way, else go back to the composer; never leave."""
        await self.stop()
        self.composer.focus()

    def _set(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self.query_one(StatusLine).conversation = conversation

    def resume(self, key: str, turns: Sequence[Record]) -> None:
        """Go on with a conversation that was kept."""
        if self.busy:
            self.notify(_("An answer is under way; Esc stops it."))
            return
        self.turns.clear()
        conversation = Conversation(key)
        for turn in turns:
            draft = Draft(key, turn.task, turn.question)
            conversation = conversation.with_turn(Turn(draft, turn.answer.reveal()))
        self._set(conversation)
        self.turns.show_kept(conversation.turns)
        self.composer.focus()

    def action_next_task(self) -> None:
        """Choose the next task."""
        self.query_one(TaskBar).action_turn(1)

    def action_new(self) -> None:
        """Start a new conversation; the draft stays."""
        if not self._conversation.turns and not self.busy:
            return
        from tui.screens.confirm import Confirm

        question = _("Leave this conversation for a new one?")
        self.app.push_screen(Confirm(question, _("New conversation")), self._renew)

    def _renew(self, yes: bool | None) -> None:
        if not yes:
            return
        self.workers.cancel_group(self, "request")
        self.over()
        self._view = None
        self.forget_conversation(self._conversation.identifier)
        self._set(Conversation(uuid4().hex))
        self.turns.clear()
        self.composer.focus()
