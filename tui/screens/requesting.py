"""The way of one request on any screen: guard, review, answer; the screen says what is shown of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from textual import on, work
from textual.worker import Worker, WorkerState

from assistant.decisions import Decisions, review_wanted
from assistant.errors import HygieError
from assistant.i18n import gettext as _
from assistant.left_decisions import holds_any
from assistant.types import Answer, Draft, PartDone, Request, Review
from assistant.visible import visible
from tui import asking
from tui.asking import Wish
from tui.faults import fault
from tui.messages import Answered, Arrived, Failed, Held, Prepared, Reviewed
from tui.screens.mode import ModeScreen
from tui.state import Guard


class RequestPart(ModeScreen):
    """At most one request is under way on a screen; Esc stops it."""

    busy = False
    request: Request | None = None
    draft: Draft | None = None
    _left = Decisions()
    """What was decided at a review that was left; it holds until something is sent."""

    # What a screen shows of it

    async def show_leaving(self, request: Request, review: Review) -> None:
        """Show that a request leaves as reviewed."""

    def show_text(self, text: str) -> None:
        """Show a piece of the answer."""

    async def show_answer(self, request: Request, answer: Answer) -> None:
        """Show the whole answer with its checks."""

    async def show_stopped(self, request: Request | None) -> None:
        """Show that the answer was stopped by the person or broke off."""

    def show_failed(self, error: HygieError, draft: Draft) -> None:
        """Show why there is no answer; the draft is the person's again."""
        self.show_error(error)

    def back_from_review(self) -> None:
        """Go on after the person left the review without sending."""

    # Guard and review

    def ask(self, draft: Draft, wish: Wish | None = None) -> None:
        """Have the guard look at a draft, then review and send it; not while one is under way."""
        self.busy, self.draft = True, draft
        self._prepare(draft, wish or Wish())

    @work(description="-", exclusive=True, group="request", exit_on_error=False)
    async def _prepare(self, draft: Draft, wish: Wish) -> None:
        if self.hygie.health.guard is Guard.FAILED:
            self.hygie.start_engine()
        if not self.hygie.guard_ready.is_set():
            self.activity.show(_("Waiting for the guard; nothing is sent without it."))
        await self.hygie.guard_ready.wait()
        self.activity.show(_("The guard reads your text."))
        await asking.prepare(self.hygie.engine, draft, wish, self.post_message)

    @on(Prepared)
    async def _prepared(self, event: Prepared) -> None:
        self.activity.hide()
        proposal = event.request.proposal
        if proposal is not None and (
            review_wanted(self.settings.review, proposal) or holds_any(self._left, proposal)
        ):
            await self.come_forward()
            self._review(event.request)
        else:
            for notice in event.request.rendered.notices:  # a review shows them itself
                self.notify(visible(notice), severity="warning", markup=False)
            self.post_message(Reviewed(event.request, Review()))

    def _review(self, request: Request) -> None:
        from tui.screens.review import ReviewScreen

        def decided(review: Review | None) -> None:
            if review is None:
                self.busy, self._left = False, screen.left
                self.back_from_review()
            else:
                self.post_message(Reviewed(request, review))

        assert self.hygie.health.card is not None
        screen = ReviewScreen(request, self.hygie.health.card, self._left)
        self.app.push_screen(screen, decided)

    @on(Reviewed)
    async def _send(self, event: Reviewed) -> None:
        self._left = Decisions()
        # A judge of the answer obeys what was decided here.
        decided = event.request.review.merged(event.review)
        self.request = replace(event.request, review=decided)
        await self.show_leaving(self.request, event.review)
        self.activity.show(_("Waiting for the model."))
        self._answer(event.request, event.review)

    @work(description="-", exclusive=True, group="request", exit_on_error=False)
    async def _answer(self, request: Request, review: Review) -> None:
        await asking.answer(self.hygie.engine, request, review, self.post_message)

    # Receiving

    @on(Arrived)
    def _arrived(self, event: Arrived) -> None:
        if self.busy:
            self.activity.show(_("The model answers."))
            self.show_text(event.text)

    @on(Held)
    def _held(self, event: Held) -> None:
        step = event.event
        if isinstance(step, PartDone):
            words = _("Part {done} of {total} is read.")
            self.activity.show(words.format(done=step.done, total=step.total), parts=step)
        else:
            words = _("{reason} Trying again (attempt {n}).")
            shown = words.format(reason=step.reason, n=step.attempt + 1)
            self.activity.show(shown, wait=step.wait)

    @on(Answered)
    async def _answered(self, event: Answered) -> None:
        request = self.request
        if request is not None and self.busy:
            self.over()
            await self.show_answer(request, event.answer)

    @on(Failed)
    async def _failed(self, event: Failed) -> None:
        request = self.request
        self.over()
        if request is not None:
            await self.show_stopped(None)
        self.show_failed(event.error, event.draft)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell of a fault in a worker."""
        if event.state is not WorkerState.ERROR:
            return
        error = fault(event.worker.error)
        if event.worker.group == "request" and self.draft is not None:
            self.post_message(Failed(error, self.draft))
        else:
            self.show_error(error)

    # The end

    def over(self) -> None:
        """Nothing is under way any more."""
        self.busy, self.request = False, None
        self.activity.hide()

    async def stop(self) -> bool:
        """Stop what is under way; return whether anything was."""
        if not self.busy:
            return False
        request = self.request
        self.workers.cancel_group(self, "request")
        self.over()
        if request is not None:
            await self.show_stopped(request)
        return True

    @work(description="-", group="forgetting", exit_on_error=False)
    async def forget_conversation(self, identifier: str) -> None:
        """Have the engine wipe the pseudonyms of a conversation that does not go on."""
        with suppress(HygieError):  # an engine that is gone has forgotten already
            await self.hygie.engine.one("forget", conversation=identifier)

    def give_up_waiting(self) -> None:
        """Give up a request that waits for an engine that does not come up."""
        if self.busy and self.request is None:
            self.workers.cancel_group(self, "request")
            self.over()
