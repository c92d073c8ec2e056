"""An engine that does as it is told, and ways to wait for what a screen shows."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from time import monotonic
from typing import Any

from textual.pilot import Pilot

from assistant.config import Layered, Settings
from assistant.errors import HygieError, ModelInterrupted
from assistant.judging.question import Manner
from assistant.models.cards import ModelCard
from assistant.sources import sentence
from assistant.store.records import Saved
from assistant.types import (
    Action,
    Answer,
    Claim,
    ClaimKind,
    Destination,
    Document,
    Draft,
    Evidence,
    Finding,
    Kind,
    Language,
    Message,
    Private,
    Proposal,
    Redaction,
    Rendered,
    Request,
    Review,
    Role,
    Safe,
    SafeMessage,
    Span,
    Status,
    Task,
    TextDelta,
    Usage,
    Verdict,
)
from tui.app import HygieApp
from tui.screens.chat import ChatScreen

SIZES = [(120, 36), (80, 24), (60, 20)]
CARD = ModelCard(
    "world/big", "Big", "world", "world/big", Destination.WORLD, 8_000, "2025-01", 2.0, 6.0,
    ("Invents references.",),
)  # fmt: skip
OTHER = ModelCard("hygie/small", "Small", "hygie", "hygie/small", Destination.LOCAL, 4_000)
VALUES = {
    "Marie Durand": Kind.PERSON,
    "Paul Martin": Kind.PERSON,
    "FR7630006000011234567890189": Kind.IBAN,
    "marie@acme.fr": Kind.EMAIL,
    "12 March": Kind.DATE,
    "Project Owl": Kind.COMPANY_TERM,
}


class FakeEngine:
    """Honours the interface of `EngineClient`; gates hold it where a test wants to look."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.events: list[Any] = [TextDelta(Private("Hello Marie Durand."))]
        self.verdicts: tuple[Verdict, ...] | None = None
        self.error: HygieError | None = None
        self.warm_error: HygieError | None = None
        self.warmed, self.answering = asyncio.Event(), asyncio.Event()
        self.warmed.set()
        self.answering.set()
        self.ended = asyncio.Event()
        self.starts = 0
        self.cancelled = 0
        self.request: Request | None = None
        self.running = False
        self.kept: dict[str, str] = {}
        self.locked: HygieError | None = None
        self.pid: int | None = 1

    async def start(self) -> None:
        self.starts += not self.running
        self.running = True
        self.ended.clear()

    async def stop(self) -> None:
        self.running = False

    async def gone(self) -> None:
        await self.ended.wait()

    def die(self) -> None:
        self.running = False
        self.error = ModelInterrupted(
            "The engine stopped.", "Nothing more was sent.", "Send again."
        )
        self.ended.set()
        self.answering.set()

    def names(self) -> list[str]:
        return [name for name, _params in self.calls]

    async def call(self, method: str, **params: Any) -> AsyncIterator[Any]:
        self.calls.append((method, params))
        try:
            async for value in getattr(self, f"_{method}")(**params):
                yield value
        except asyncio.CancelledError:
            self.cancelled += 1
            raise

    async def one(self, method: str, **params: Any) -> Any:
        result = None
        async for value in self.call(method, **params):
            result = value
        return result

    async def _warm(self) -> AsyncIterator[ModelCard]:
        await self.warmed.wait()
        if self.warm_error:
            raise self.warm_error
        yield CARD

    async def _warm_model(self, name: str = "") -> AsyncIterator[Any]:
        return
        yield

    async def _models(self) -> AsyncIterator[Any]:
        yield (CARD, OTHER)

    async def _choose(self, name: str) -> AsyncIterator[ModelCard]:
        yield OTHER if name == OTHER.name else CARD

    async def _read(self, path: str) -> AsyncIterator[Document]:
        if self.error:
            raise self.error
        yield Document(Private(path), Private("Marie Durand came on 12 March."))

    async def _passphrase_wanted(self) -> AsyncIterator[bool]:
        yield False

    async def _drafts(self) -> AsyncIterator[Any]:
        if self.locked:
            raise self.locked
        yield tuple(Saved(k, Private(t), 0.0) for k, t in reversed(self.kept.items()))

    async def _keep_draft(self, key: str, text: Private[str]) -> AsyncIterator[None]:
        if self.locked:
            raise self.locked
        self.kept[key] = text.reveal()
        yield None

    async def _drop_draft(self, key: str) -> AsyncIterator[None]:
        self.kept.pop(key, None)
        yield None

    async def _forget(self, conversation: str) -> AsyncIterator[None]:
        return
        yield

    async def _prepare(self, draft: Draft) -> AsyncIterator[Request]:
        self.request = request_of(draft)
        yield self.request

    async def _prepare_judge(self, conversation, about, name, case, verdicts):
        text = Private(
            Manner.REASONED.question([sentence(case.answer, v.claim.span) for v in verdicts])
        )
        async for request in self._prepare(Draft(conversation, Task.CHAT, text, case.sources)):
            yield request

    async def _answer(self, conversation: str, review: Review) -> AsyncIterator[Any]:
        for event in self.events:
            yield event
        await self.answering.wait()
        if self.error:
            error, self.error = self.error, None
            raise error
        text = "".join(e.text.reveal() for e in self.events if isinstance(e, TextDelta))
        yield answer_of(text, self.verdicts)


def request_of(draft: Draft) -> Request:
    text = "\n".join([draft.text.reveal(), *(d.text.reveal() for d in draft.documents)])
    system = Message(Role.SYSTEM, Private("Be brief."))
    messages = (system, *draft.history, Message(Role.USER, Private(text)))
    last = len(messages) - 1
    redactions = sorted(
        (
            _redaction(last, match, kind)
            for value, kind in VALUES.items()
            for match in re.finditer(re.escape(value), text)
        ),
        key=lambda r: r.finding.span.start,
    )
    proposal = Proposal(Destination.WORLD, messages, tuple(redactions))
    return Request(draft, Rendered(Language.EN, messages, (tuple(range(last + 1)),)), proposal)


def _redaction(index: int, match: re.Match[str], kind: Kind) -> Redaction:
    finding = Finding(Span(*match.span()), kind, 0.9, "test")
    shown = kind is Kind.DATE
    asked = kind is Kind.COMPANY_TERM  # as a policy may have it
    number = list(VALUES).index(match[0]) + 1
    placeholder = "" if shown else f"{{{{{kind.value}_{number}}}}}"
    action = Action.ASK if asked else Action.ALLOW if shown else Action.PLACEHOLDER
    return Redaction(index, finding, Private(match[0]), placeholder, action)


def answer_of(text: str, verdicts: tuple[Verdict, ...] | None = None) -> Answer:
    sent = (SafeMessage(Role.USER, Safe("Greet {{PERSON_1}}")),)
    received = text.replace("Marie Durand", "{{PERSON_1}}")
    if verdicts is None:
        verdicts = (statement(text, text, Status.UNCHECKED, 0),)
    return Answer(
        Private(text), Private(received), verdicts, sent, "world/big", Usage(100, 50), 1.2
    )


def statement(
    text: str, sentence: str, status: Status, number: int, at: Span | None = None
) -> Verdict:
    start = text.index(sentence)
    claim = Claim(
        Span(start, start + len(sentence)), ClaimKind.STATEMENT, number, Private(sentence)
    )
    places = (Evidence(0, "", at, "exact", 1.0),) if at else ()
    return Verdict(claim, status, f"reason {number}", "test", places)


def app(engine: FakeEngine, **settings: str) -> HygieApp:
    chosen = replace(Settings(), **settings)
    return HygieApp(Layered(chosen, {}), engine)


async def until(pilot: Pilot[Any], condition: Callable[[], object], seconds: float = 10) -> None:
    """Let the application run until a condition holds."""
    end = monotonic() + seconds
    while not condition():
        assert monotonic() < end, f"waited in vain; the screen shows:\n{shown(pilot)}"
        await pilot.pause(0.01)
    await pilot.pause()


def shown(pilot: Pilot[Any]) -> str:
    """Return what the screen shows, as text."""
    size = pilot.app.size
    strips = pilot.app.screen._compositor.render_strips(size)
    return "\n".join(strip.text for strip in strips)


def chat(pilot: Pilot[Any]) -> ChatScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, ChatScreen)
    return screen


async def send(pilot: Pilot[Any], text: str) -> None:
    """Write a text into the composer and press the key that sends."""
    chat(pilot).composer.text = text
    await pilot.press("ctrl+s")
    await pilot.pause()


def on_review(pilot: Pilot[Any]) -> bool:
    return type(pilot.app.screen).__name__ == "ReviewScreen"
