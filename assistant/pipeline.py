"""The way of a request, in one place; it sees protocols only.

    Draft -> knowledge.search -> prompts.render -> guard.propose -> review (a person) -> guard.seal
          -> model.stream -> restore -> check -> Answer -> history.add

The guard comes last before the wire, on the whole assembled text.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from datetime import date

from assistant import limits, log
from assistant.answer_faults import faults
from assistant.errors import GuardError, ModelInterrupted, StoreError
from assistant.exchange import Reply, Run
from assistant.i18n import _
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
from assistant.retrieval import (
    PASSAGES,
    check_reach,
    citations,
    only_not_there,
    supporting,
    with_passages,
)
from assistant.sources import asked, checked_against
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
    TextDelta,
    Usage,
    Verdict,
)


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
        self._checker, self._vault, self._clock = checker, vault, clock
        self._retriever, self._history, self._inspector = retriever, history, inspector
        self._cutoff = cutoff  # YYYY-MM: until when the model learnt, where its maker says so

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
            async for event in self._call(messages, reply):
                if isinstance(event, Retrying):
                    yield event
            yield PartDone(number, len(calls) - 1)
        last = self._last_call(request, [part.received for part in run.replies])
        run.sent += last if not run.replies else last[1:]
        async for event in self._call(last, self._awaited(request, run)):
            yield event
        answer = await self._finish(request, run)
        run.kept = True  # who has the answer may stop here: it is not kept twice
        yield await asyncio.to_thread(self._kept, request, answer)

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

    async def _call(
        self, messages: Sequence[SafeMessage], reply: Reply
    ) -> AsyncGenerator[TextDelta | Retrying, None]:
        try:
            async for event in self._model.stream(messages):
                if isinstance(event, Usage):
                    reply.usage = event
                elif isinstance(event, Retrying):
                    yield event
                elif text := reply.feed(event.text.reveal()):
                    yield TextDelta(Private(text))
        except ModelInterrupted as error:
            if not reply.received.strip():
                raise
            reply.broken = error.title  # what came is kept, and said to be incomplete
        if rest := reply.close():
            yield TextDelta(Private(rest))
        if not reply.restored.strip():
            raise ModelInterrupted(
                _("The model returned nothing."),
                _("The request was sent as reviewed; no answer came back."),
                _("Try again, or choose another model."),
            )

    async def _finish(self, request: Request, run: Run) -> Answer:
        answer = self._answer(request, run)
        sources = checked_against(request, answer.text.reveal())
        failed: tuple[str, ...] = ()
        try:
            verdicts = await asyncio.to_thread(
                self._checker.check, answer.text, sources, asked(request.draft)
            )
            caution = self._caution(request, verdicts)
        except Exception as error:  # noqa: BLE001  (an answer that was paid for is never lost)
            log.crash(error)
            verdicts, caution = (), ""
            failed = (_("The checks failed: nothing in this answer was verified."),)
        cited = answer.cited or supporting(verdicts, len(request.passages))
        seen = faults(answer.text.reveal(), request.draft, request.rendered)
        told = self._limits(request, answer, bool(sources))
        warnings = (*answer.warnings, *seen, *failed)
        advice = (*filter(None, [caution]), *told)
        return replace(answer, verdicts=verdicts, cited=cited, warnings=warnings, advice=advice)

    def _caution(self, request: Request, verdicts: Sequence[Verdict]) -> str:
        """Return what to do before use on a sensitive subject; there is none of « not in your notes »."""
        if request.passages and only_not_there(verdicts):
            return ""
        return self._checker.caution((request.typed or request.draft).text, verdicts)

    def _limits(self, request: Request, answer: Answer, has_sources: bool) -> tuple[str, ...]:
        """Return what this model is known to do badly of what was asked."""
        question = (request.typed or request.draft).text.reveal()
        today = date.fromtimestamp(self._clock.now())
        return limits.notices(
            limits.Asked(question, has_sources, self._cutoff, today), answer.text.reveal()
        )

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
        answer = self._answer(request, run)
        self._kept(request, replace(answer, complete=False))

    def _kept(self, request: Request, answer: Answer) -> Answer:
        """Keep the exchange; an answer that cannot be kept is still given, and says so."""
        if self._history is None:
            return answer
        try:
            self._history.add(request, answer)
        except StoreError as error:
            reason = error.title
        except Exception as error:  # noqa: BLE001  (an answer that was paid for is never lost)
            log.crash(error)
            reason = ""
        else:
            return answer
        said = (
            _("This exchange was not kept."),
            reason,
            _("Copy the answer if you want to keep it."),
        )
        return replace(answer, warnings=(*answer.warnings, " ".join(filter(None, said))))
