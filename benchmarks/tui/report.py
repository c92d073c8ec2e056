"""A 300-page report on the screen for summaries: the real guard and engine, a model on the loopback.

The worst freeze of each step, from the file to the checked summary; nothing but the model is ours.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import config
from benchmarks.tui.beats import Beats
from tests.tui.day import paged
from tests.tui.provider import provider

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = 300
_SECONDS = 1200
_LINES = (
    "Chapter {n}. The works at site {n} went on through the month, and {n} benches were mended.",
    "Harold Whitcombe signed for {n} loads of gravel; the invoice of {n}20 euros was paid in March.",
    "The committee asked for a second offer, compared both, and kept the one that was cheaper.",
    "Rain held the paving up for {n} hours; the contractor was told, and no penalty was claimed.",
    "Ines Valmont (ines.valmont@example.org) has the plans, the permits and the list of the trees.",
)


async def summary() -> dict[str, object]:
    """Return the worst freeze of each step, and the CPU seconds of the screen in all."""
    from tui.app import HygieApp
    from tui.screens.review import ReviewScreen
    from tui.screens.summaries import SummariesScreen
    from tui.widgets.checked_answer import CheckedAnswer

    with _model() as name, tempfile.TemporaryDirectory() as folder:
        path = _report(Path(folder))
        app = HygieApp(replace(config.load(), settings=replace(config.load().settings, model=name)))
        found: dict[str, object] = {}
        async with app.run_test(size=(120, 36)) as pilot:
            await _until(app.guard_ready.is_set)
            await pilot.press("f4")
            screen = app.screen
            assert isinstance(screen, SummariesScreen)
            spent = time.thread_time()

            async def step(
                name: str, act: Callable[[], object], done: Callable[[], object]
            ) -> None:
                async with Beats() as beats:
                    await asyncio.sleep(0)
                    act()
                    await _until(done)
                    await pilot.pause(0.2)
                found[name] = beats.found()

            def key(name: str) -> Callable[[], object]:
                return lambda: asyncio.ensure_future(pilot.press(name))

            await step("reading", lambda: screen._add(str(path)), lambda: screen._documents)
            await step("guarding", screen.action_run, lambda: isinstance(app.screen, ReviewScreen))
            review = app.screen
            assert isinstance(review, ReviewScreen)
            await step("showing the review", key("down"), lambda: review.is_attached)
            await step("changing a decision", key("space"), lambda: review._before)
            await step("undoing", key("u"), lambda: not review._before)
            await step("summarising", key("ctrl+s"), lambda: screen.query(CheckedAnswer))
            await pilot.pause()
            found["screen_cpu_s"] = round(time.thread_time() - spent, 1)
            words = len(screen._documents[0].text.reveal().split())
            found["words"] = words
        return found


@contextmanager
def _model() -> Iterator[str]:
    with provider() as server:
        os.environ["OPENAI_API_BASE"] = f"http://127.0.0.1:{server.server_port}/v1"
        os.environ["OPENAI_API_KEY"] = "sk-test"
        os.environ["HYGIE_PASSPHRASE"] = "four words without link"
        yield "openai/test"


def _report(folder: Path) -> Path:
    path = folder / "report.pdf"
    lines = [
        [line.format(n=9 * page + n) for n in range(9) for line in _LINES] for page in range(PAGES)
    ]
    path.write_bytes(paged([" ".join(page) for page in lines]))
    return path


async def _until(done: Callable[[], object]) -> None:
    end = time.monotonic() + _SECONDS
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the summary did not come")
        await asyncio.sleep(0.02)
