"""The chat: turns above, the composer below, and what goes on between them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer
from textual.worker import Worker, WorkerState

from assistant.config import Settings
from assistant.errors import HygieError
from assistant.i18n import gettext as _
from assistant.types import Action, Draft, PartDone, Private, Request, Review
from tui import asking
from tui.faults import fault
from tui.messages import Answered, Arrived, Failed, Held, Prepared, Reviewed
from tui.screens.documents import DocumentsPart
from tui.state import Conversation, Guard, Health, Turn, cost
from tui.widgets.activity import Activity
from tui.widgets.attachments import Attachments
from tui.widgets.composer import Composer
from tui.widgets.conversation_view import ConversationView
from tui.widgets.error_card import ErrorCard
from tui.widgets.status_line import StatusLine
from tui.widgets.task_bar import TaskBar
from tui.words import N_

if TYPE_CHECKING:
    from tui.widgets.answer_view import AnswerView


class ChatScreen(DocumentsPart):
    """Owns the conversation and the one request that may be under way."""

    HELP = N_("Write, send, read the answer. Nothing leaves before the guard has seen it.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,alt+enter", "send", N_("Send"), id="chat.send", priority=True),
        Binding("escape", "back", N_("Back or stop"), id="chat.back", show=False),
        Binding("ctrl+t", "next_task", N_("Task"), id="chat.task"),
        Binding("ctrl+o", "attach", N_("Attach"), id="chat.attach"),
        Binding("ctrl+l", "models", N_("Model"), id="chat.models"),
        Binding("ctrl+g", "answers", N_("To the answer"), id="chat.answers", show=False),
        Binding("ctrl+b", "paste", N_("Attach the clipboard"), id="chat.paste", show=False),
        Binding("ctrl+r", "detach", N_("Remove a document"), id="chat.detach", show=False),
        Binding("ctrl+n", "new", N_("New conversation"), id="chat.new", show=False),
    ]

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._conversation = Conversation(uuid4().hex)
        self._request: Request | None = None
        self._view: AnswerView | None = None
        self._draft: Draft | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out conversation, composer and status."""
        yield ConversationView(id="conversation")
        yield Activity()
        yield TaskBar(id="tasks")
        yield Attachments()
        yield Composer(enter_sends=self._settings.enter == "send")
        yield StatusLine(id="status")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Start in the composer; follow how the engine does."""
        self.composer.focus()
        self.watch(self.hygie, "health", self._follow)

    def _follow(self, health: Health) -> None:
        self.query_one(StatusLine).health = health

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
        """Whether leaving would lose something written."""
        return bool(self.composer.text.strip() or self.attachments.documents)

    # Sending

    @on(Composer.Submitted)
    def action_send(self) -> None:
        """Have the guard look at the draft, then review and send it."""
        if self._busy:
            self.notify(_("An answer is under way; Esc stops it."))
        elif not self.unsent:
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
        elif not self._busy:
            self._begin(replace(event.draft, conversation=self._conversation.identifier))

    def _begin(self, draft: Draft) -> None:
        self._busy, self._draft = True, draft
        self._prepare(replace(draft, history=self._conversation.history()))

    @work(exclusive=True, group="request", exit_on_error=False)
    async def _prepare(self, draft: Draft) -> None:
        if self.hygie.health.guard is Guard.FAILED:
            self.hygie.start_engine()
        if not self.hygie.guard_ready.is_set():
            self.activity.show(_("Waiting for the guard; nothing is sent without it."))
        await self.hygie.guard_ready.wait()
        self.activity.show(_("The guard reads your text."))
        await asking.prepare(self.hygie.engine, draft, self.post_message)

    @on(Prepared)
    def _prepared(self, event: Prepared) -> None:
        self.activity.hide()
        proposal, setting = event.request.proposal, self._settings.review
        found = proposal and any(r.action is not Action.ALLOW for r in proposal.redactions)
        if setting == "always" or (setting == "found" and found):
            self._review(event.request)
        else:
            self.post_message(Reviewed(event.request, Review()))

    def _review(self, request: Request) -> None:
        from tui.screens.review import ReviewScreen

        def decided(review: Review | None) -> None:
            if review is None:
                self._busy = False
                self.composer.focus()
            else:
                self.post_message(Reviewed(request, review))

        assert self.hygie.health.card is not None
        self.app.push_screen(ReviewScreen(request, self.hygie.health.card), decided)

    @on(Reviewed)
    async def _send(self, event: Reviewed) -> None:
        request, review = event.request, event.review
        self._clear(request.draft)
        card = self.hygie.health.card
        self._request = request
        self._view = await self.turns.add_turn(request, review, card.title if card else "")
        self.activity.show(_("Waiting for the model."))
        self._answer(request, review)

    def _clear(self, draft: Draft) -> None:
        """Empty the composer, unless something else was written meanwhile."""
        if self.composer.text == draft.text.reveal():
            self.composer.clear()
        if self.attachments.documents == draft.documents:
            self.attachments.documents = ()

    @work(exclusive=True, group="request", exit_on_error=False)
    async def _answer(self, request: Request, review: Review) -> None:
        await asking.answer(self.hygie.engine, request, review, self.post_message)

    # Receiving

    @on(Arrived)
    def _arrived(self, event: Arrived) -> None:
        if self._view is not None:
            self.activity.show(_("The model answers."))
            self._view.write(event.text)

    @on(Held)
    def _held(self, event: Held) -> None:
        step = event.event
        if isinstance(step, PartDone):
            words = _("Part {done} of {total} is read.")
            self.activity.show(words.format(done=step.done, total=step.total))
        else:
            words = _("{reason} Trying again (attempt {n}).")
            shown = words.format(reason=step.reason, n=step.attempt + 1)
            self.activity.show(shown, wait=step.wait)

    @on(Answered)
    async def _answered(self, event: Answered) -> None:
        answer, view, request = event.answer, self._view, self._request
        if view is None or request is None:
            return
        self._over()
        spent = cost(self.hygie.health.card, answer.usage)
        turn = Turn(request.draft, answer.text.reveal(), answer.usage, spent)
        self._set(self._conversation.with_turn(turn))
        await view.finish(answer)

    @on(Failed)
    async def _failed(self, event: Failed) -> None:
        view = self._view
        self._over()
        if view is not None:
            await view.stop()
        self.turns.add(ErrorCard(event.error, draft=event.draft))
        if not self.unsent:
            self.composer.text = event.draft.text.reveal()
            self.attachments.documents = event.draft.documents

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell of a fault in a worker."""
        if event.state is not WorkerState.ERROR:
            return
        error = fault(event.worker.error)
        if event.worker.group == "request" and self._draft is not None:
            self.post_message(Failed(error, self._draft))
        else:
            self.turns.add(ErrorCard(error))

    def _over(self) -> None:
        self._busy, self._view, self._request = False, None, None
        self.activity.hide()

    def show_failure(self, error: HygieError) -> None:
        """Show that the engine does not come up; a request that waits for it is given up."""
        if self._busy and self._view is None:
            self.workers.cancel_group(self, "request")
            self._over()
        self.turns.add(ErrorCard(error, engine=True))

    # Going back and starting anew

    async def action_back(self) -> None:
        """Stop what is under way, else go back to the composer; never leave."""
        view, request = self._view, self._request
        if self._busy:
            self.workers.cancel_group(self, "request")
            self._over()
            if view is not None and request is not None:
                await view.stop()
                self._set(self._conversation.with_turn(Turn(request.draft, view.text)))
        self.composer.focus()

    def _set(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self.query_one(StatusLine).conversation = conversation

    def action_next_task(self) -> None:
        """Choose the next task."""
        self.query_one(TaskBar).action_turn(1)

    def action_new(self) -> None:
        """Start a new conversation; the draft stays."""
        if not self._conversation.turns and not self._busy:
            return
        from tui.screens.confirm import Confirm

        question = _("Conversations are not kept. Leave this one for a new one?")
        self.app.push_screen(Confirm(question, _("New conversation")), self._renew)

    def _renew(self, yes: bool | None) -> None:
        if not yes:
            return
        self.workers.cancel_group(self, "request")
        self._over()
        self._forget(self._conversation.identifier)
        self._set(Conversation(uuid4().hex))
        self.turns.clear()
        self.composer.focus()

    @work(group="forgetting", exit_on_error=False)
    async def _forget(self, identifier: str) -> None:
        with suppress(HygieError):  # an engine that is gone has forgotten already
            await self.hygie.engine.one("forget", conversation=identifier)
