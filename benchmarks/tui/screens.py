"""The worst freeze while the engine warms, while an answer streams, and when much is shown at once."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncGenerator

from assistant.config import Layered, Settings
from benchmarks.tui.beats import Beats
from benchmarks.tui.starting import resident

_SECONDS = 60


async def warming() -> dict[str, float]:
    """Return the worst freeze of the event loop while the engine warms up, and memory."""
    from assistant import config
    from tui.app import HygieApp

    app = HygieApp(config.load())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        async with Beats() as beats:
            await asyncio.wait_for(app.guard_ready.wait(), _SECONDS)
        return {
            **beats.found(),
            "screen_rss_mb": round(resident(os.getpid()), 1),
            "engine_rss_mb": round(resident(app.engine.pid or 0), 1),
        }


async def streaming(tokens: int = 1000, rate: int = 200) -> dict[str, float]:
    """Return the worst freeze while an answer streams in at `rate` tokens a second."""
    from textual.app import App

    from assistant.types import Destination, Draft, Language, Private, Proposal, Rendered, Request
    from assistant.types import Task as Asked
    from tui import memory
    from tui.widgets.answer_view import AnswerView
    from tui.widgets.conversation_view import ConversationView

    rendered, proposal = Rendered(Language.EN, (), ()), Proposal(Destination.LOCAL, (), ())
    request = Request(Draft("", Asked.CHAT, Private("")), rendered, proposal)
    app: App[None] = App()
    late: list[float] = []
    async with app.run_test(size=(120, 36)) as pilot:
        busy: list[float] = []
        turns, view = ConversationView(), AnswerView(request, "model")
        await app.mount(turns)
        await turns.mount(view)
        turns.anchor()
        memory.set_aside()
        began = last = time.monotonic()
        spent = time.thread_time()
        for number in range(tokens):
            view.write("\n\n- item " if number % 40 == 39 else "word ")
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            now = time.monotonic()
            late.append((now - last - 1 / rate) * 1000)
            last = now
            spent, before = time.thread_time(), spent
            busy.append((spent - before) * 1000)
        await pilot.pause()
    late.sort()
    return {
        "worst_freeze_cpu_ms": round(max(busy), 1),
        "worst_freeze_ms": round(late[-1], 1),
        "p99_ms": round(late[int(len(late) * 0.99)], 1),
        "freezes_over_50_ms": sum(value > 50 for value in late),
    }


async def long_texts() -> dict[str, float]:
    """Return the CPU milliseconds of the longest step when much is shown at once."""
    from assistant.types import Draft, Private, Usage
    from assistant.types import Task as Asked
    from tui.app import HygieApp
    from tui.state import Turn
    from tui.widgets.span_text import SpanText

    turn = Turn(Draft("c", Asked.CHAT, Private("A question? " * 12)), "An answer. " * 60, Usage())
    page = "A line of a long report, as they are written every day.\n" * 45
    app = HygieApp(Layered(Settings(), {}), _Still())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        began = time.thread_time()
        app.chat.turns.show_kept([turn] * 1_000)
        await pilot.pause()
        history = (time.thread_time() - began) * 1000
        text = SpanText()
        await app.chat.turns.mount(text)
        began = time.thread_time()
        text.set_text(page * 300)
        await pilot.pause()
        report = (time.thread_time() - began) * 1000
    return {
        "open_2000_messages_cpu_ms": round(history, 1),
        "show_300_pages_cpu_ms": round(report, 1),
    }


class _Still:
    """An engine that never comes up: only the screen is measured."""

    running, pid = False, None

    async def start(self) -> None:
        await asyncio.Event().wait()

    async def stop(self) -> None:
        return

    async def gone(self) -> None:
        return

    async def call(self, method: str, **params: object) -> AsyncGenerator[object, None]:
        return
        yield method, params

    async def one(self, method: str, **params: object) -> object:
        return method, params
