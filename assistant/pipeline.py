"""The way of a request, in one place; it sees protocols only.

    Draft -> knowledge.search -> prompts.render -> guard.propose -> review (a person) -> guard.seal
          -> model.stream -> restore -> check -> Answer -> history.add

The guard comes last before the wire, on the whole assembled text.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace

from assistant.errors import GuardError, ModelInterrupted, StoreError
from assistant.i18n import _
from assistant.protocols import (
    Checker,
    Clock,
    Guard,
    History,
    ModelClient,
    Progress,
    PromptSource,
    Restorer,
    Retriever,
    Vault,
)
from assistant.retrieval import (
    PASSAGES,
    check_reach,
    citations,
    supporting,
    with_passages,
)
from assistant.sources import checked_against
from assistant.types import (
    Answer,
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
)


@dataclass(slots=True)
class _Reply:
    """One model call as it comes in."""

    restorer: Restorer
    received: str = ""
    restored: str = ""
    broken: str = ""
    usage: Usage = field(default_factory=Usage)


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
    ) -> None:
        self._prompts, self._guard, self._model = prompts, guard, model
        self._checker, self._vault, self._clock = checker, vault, clock
        self._retriever, self._history = retriever, history

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
        sealed = self._guard.seal(request.proposal, review, self._vault)
        return replace(request, review=request.review.merged(review), sealed=sealed)

    async def answer(self, request: Request) -> AsyncGenerator[PipelineEvent, None]:
        """Send a sealed request; yield the restored text as it comes, then the checked Answer."""
        began = self._clock.monotonic()
        sent: list[SafeMessage] = []
        usage = Usage()
        partials: list[str] = []
        calls = request.rendered.calls
        for number, call in enumerate(calls[:-1], 1):
            reply = _Reply(self._guard.restorer(self._vault))
            messages = [request.sealed[index] for index in call]
            sent += messages if number == 1 else messages[1:]
            async for event in self._call(messages, reply):
                if isinstance(event, Retrying):
                    yield event
            usage = _sum(usage, reply.usage)
            partials.append(reply.received)
            yield PartDone(number, len(calls) - 1)
        last = self._last_call(request, partials)
        sent += last if not partials else last[1:]
        reply = _Reply(self._guard.restorer(self._vault))
        async for event in self._call(last, reply):
            yield event
        answer = await self._finish(request, reply, sent, _sum(usage, reply.usage), began)
        yield await asyncio.to_thread(self._kept, request, answer)

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
        self, messages: Sequence[SafeMessage], reply: _Reply
    ) -> AsyncGenerator[TextDelta | Retrying, None]:
        try:
            async for event in self._model.stream(messages):
                if isinstance(event, Usage):
                    reply.usage = event
                elif isinstance(event, Retrying):
                    yield event
                else:
                    reply.received += event.text.reveal()
                    if text := reply.restorer.feed(event.text.reveal()):
                        reply.restored += text
                        yield TextDelta(Private(text))
        except ModelInterrupted as error:
            if not reply.received.strip():
                raise
            reply.broken = error.title  # what came is kept, and said to be incomplete
        if rest := reply.restorer.close():
            reply.restored += rest
            yield TextDelta(Private(rest))
        if not reply.restored.strip():
            raise ModelInterrupted(
                _("The model returned nothing."),
                _("The request was sent as reviewed; no answer came back."),
                _("Try again, or choose another model."),
            )

    async def _finish(
        self,
        request: Request,
        reply: _Reply,
        sent: Sequence[SafeMessage],
        usage: Usage,
        began: float,
    ) -> Answer:
        text = Private(reply.restored)
        cited = citations(reply.restored, len(request.passages))
        sources = checked_against(request, reply.restored)
        verdicts = await asyncio.to_thread(self._checker.check, text, sources)
        caution = self._checker.caution(request.draft.text, verdicts)
        cited = cited or supporting(verdicts, len(request.passages))
        return Answer(
            text=text,
            received=Private(reply.received),
            verdicts=verdicts,
            sent=tuple(sent),
            model=self._model.name,
            usage=usage,
            seconds=self._clock.monotonic() - began,
            warnings=(*_warnings(reply.restorer.unknown), *filter(None, [reply.broken, caution])),
            complete=not reply.broken,
            passages=request.passages,
            cited=cited,
        )

    def _kept(self, request: Request, answer: Answer) -> Answer:
        """Keep the exchange; an answer that cannot be kept is still given, and says so."""
        if self._history is None:
            return answer
        try:
            self._history.add(request, answer)
        except StoreError as error:
            said = _("This exchange was not kept. {reason}").format(reason=error.title)
            return replace(answer, warnings=(*answer.warnings, said))
        return answer


def _warnings(unknown: Sequence[str]) -> tuple[str, ...]:
    if not unknown:
        return ()
    return (
        _("The model made up markers that stand for nothing: {markers}.").format(
            markers=", ".join(unknown)
        ),
    )


def _sum(first: Usage, second: Usage) -> Usage:
    return Usage(
        first.prompt_tokens + second.prompt_tokens,
        first.completion_tokens + second.completion_tokens,
    )
