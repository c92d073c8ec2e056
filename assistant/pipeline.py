"""The way of a request, in one place; it sees protocols only.

    Draft -> knowledge.search -> prompts.render -> guard.propose -> review (a person) -> guard.seal
          -> model.stream -> restore -> check -> Answer -> history.add

The guard comes last before the wire, on the whole assembled text.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace

from assistant.calling import called
from assistant.errors import GuardError, ModelInterrupted
from assistant.exchange import Reply, Run
from assistant.i18n import _
from assistant.keeping import kept
from assistant.protocols import (
    Checker,
    Clock,
    Guard,
    History,
    Inspector,
    ModelClient,
    Progress,
    PromptSource,
    Retriever,
    Vault,
)
from assistant.retrieval import PASSAGES, check_reach, citations, with_passages
from assistant.types import (
    Answer,
    Destination,
    Draft,
    Message,
    PartDone,
    Passage,
    PipelineEvent,
    Private,
    Proposal,
    Request,
    Retrying,
    Review,
    SafeMessage,
)
from assistant.verifying import Verifier


class Pipeline:
    """Carries requests of one conversation through the stages."""

    def __init__(
        self,
        prompts: PromptSource,
        guard: Guard,
        model: ModelClient,
        checker: Checker,
        vault: Vault,
        clock: Clock,
        retriever: Retriever | None = None,
        history: History | None = None,
        inspector: Inspector | None = None,
        cutoff: str | None = None,
    ) -> None:
        self._prompts, self._guard, self._model = prompts, guard, model
        self._vault, self._clock = vault, clock
        self._retriever, self._history, self._inspector = retriever, history, inspector
        self._verifier = Verifier(checker, clock, cutoff)

    @property
    def destination(self) -> Destination:
        """Where the model runs."""
        return self._model.destination

    def prepare(
        self, draft: Draft, progress: Progress | None = None, decided: Review | None = None
    ) -> Request:
        """Add passages of the notes, render, propose redactions; CPU-bound. Nothing leaves here.

        `decided` holds what the person decided earlier in this conversation. Raises PolicyRefused
        when a passage may not go where the model is.
        """
        passages: tuple[Passage, ...] = ()
        typed = draft
        if self._retriever is not None:
            passages = self._retriever.search(draft.text, PASSAGES)
            check_reach(passages, self._model.destination)
            draft = with_passages(draft, passages)
        rendered = self._prompts.render(draft, self._model.context_tokens)
        if self._inspector is not None:
            notices = (*rendered.notices, *self._inspector.notices(draft))
            rendered = replace(rendered, notices=notices)
        proposal = self._guard.propose(
            rendered.messages, self._vault, self._model.destination, progress, decided
        )
        return Request(
            draft, rendered, proposal, decided or Review(), passages=passages, typed=typed
        )

    def seal(self, request: Request, review: Review) -> Request:
        """Apply the reviewed redactions; raises GuardError or PolicyRefused."""
        if request.proposal is None:
            raise GuardError(_("The request did not pass the guard."), _("Nothing was sent."))
        if request.proposal.destination is not self.destination:
            raise GuardError(_("The request was made for another model."), _("Nothing was sent."))
        sealed = self._guard.seal(request.proposal, review, self._vault)
        return replace(request, review=request.review.merged(review), sealed=sealed)

    async def answer(self, request: Request) -> AsyncGenerator[PipelineEvent, None]:
        """Send a sealed request; yield the restored text as it comes, then the checked Answer."""
        run = Run(self._clock.monotonic())
        try:
            async for event in self._exchange(request, run):
                yield event
        except (ModelInterrupted, GeneratorExit, asyncio.CancelledError):
            # It may have left: history says so, whatever came back.
            if run.sent and not run.kept:
                await asyncio.shield(asyncio.to_thread(self._stopped, request, run))
            raise

    async def _exchange(self, request: Request, run: Run) -> AsyncGenerator[PipelineEvent, None]:
        calls = request.rendered.calls
        for number, call in enumerate(calls[:-1], 1):
            messages = [request.sealed[index] for index in call]
            run.sent += messages if number == 1 else messages[1:]
            reply = self._awaited(request, run)
            async for event in called(self._model, messages, reply):
                if isinstance(event, Retrying):
                    yield event
            yield PartDone(number, len(calls) - 1)
        last = self._last_call(request, [part.received for part in run.replies])
        run.sent += last if not run.replies else last[1:]
        async for event in called(self._model, last, self._awaited(request, run)):
            yield event
        answer = await self._verifier.checked(request, self._answer(request, run))
        run.kept = True  # who has the answer may stop here: it is not kept twice
        yield await asyncio.to_thread(kept, self._history, request, answer)

    def _awaited(self, request: Request, run: Run) -> Reply:
        return run.awaited(self._guard.restorer(self._vault), request.rendered.fence)

    def _last_call(self, request: Request, partials: Sequence[str]) -> list[SafeMessage]:
        """Return the messages of the last call, partial answers in the place of the parts.

        They are joined as the model sent them, over the sealed instruction: nothing in them was ever
        restored, so that no value comes back without the words it was found by.
        """
        if not partials:
            return [request.sealed[index] for index in request.rendered.calls[-1]]
        sealed = tuple(Message(m.role, Private(str(m.text))) for m in request.sealed)
        rendered = replace(request.rendered, messages=sealed)
        joined = self._prompts.join(rendered, [Private(partial) for partial in partials])
        proposal = Proposal(self._model.destination, joined, ())
        return list(self._guard.seal(proposal, Review(), self._vault))

    def _answer(self, request: Request, run: Run) -> Answer:
        """Return what came, unchecked; made of a part that broke off, it is no whole answer."""
        reply = run.replies[-1]
        return Answer(
            text=Private(reply.restored),
            received=Private(reply.received),
            verdicts=(),
            sent=tuple(run.sent),
            model=self._model.name,
            usage=run.usage,
            seconds=self._clock.monotonic() - run.began,
            warnings=run.warnings(request.rendered.messages),
            complete=not run.broken,
            passages=request.passages,
            cited=citations(reply.restored, len(request.passages)),
        )

    def _stopped(self, request: Request, run: Run) -> None:
        """Keep an exchange that was stopped, or whose answer broke off, as such."""
        run.replies[-1].stop()
        answer = self._answer(request, run)
        kept(self._history, request, replace(answer, complete=False))
