"""What the screen costs: CPU to the first frame, the worst freeze while the engine warms, memory.

Run from the root: python -m benchmarks.tui [RUNS]
HYGIE_PEERS names the programs to measure beside it, with paths, separated by colons.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path

from assistant.config import Layered, Settings

_START = """
from assistant import config, i18n, log
log.install_crash_hook()
layered = config.load()
i18n.choose(layered.settings.language)
from tui.app import run
raise SystemExit(run(layered))
"""
_ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?]*[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[^\[\]])")
_SIGN = b"guard: starting"  # the status line: it is drawn last
_TICK = os.sysconf("SC_CLK_TCK")
_BEAT = 0.01
_SECONDS = 60


def first_frame(bytecode: str, command: Sequence[str] = ()) -> tuple[float, float]:
    """Return CPU and wall milliseconds until the first whole frame is in the terminal.

    For another program than hygie: until it has drawn a dozen words.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    environment = {
        **os.environ,
        "HYGIE_LANG": "en",
        "TERM": "xterm-256color",
        # Installed packages have their bytecode; so has what is measured here.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": bytecode,
    }
    began = time.monotonic()
    process = subprocess.Popen(
        list(command) or [sys.executable, "-c", _START],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        _read_until(ours, _drawn if command else _whole)
        return _cpu(process.pid) * 1000, (time.monotonic() - began) * 1000
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(ours)


def _whole(seen: bytes) -> bool:
    return _SIGN in seen


def _drawn(seen: bytes) -> bool:
    text = _ESCAPES.sub(b" ", seen).decode("utf-8", "ignore")
    return len(re.findall(r"[A-Za-z]{3,}", text)) >= 12


def _read_until(handle: int, enough: Callable[[bytes], bool]) -> None:
    seen, end = b"", time.monotonic() + _SECONDS
    while not enough(seen):
        if time.monotonic() > end:
            raise TimeoutError("no first frame")
        if select.select([handle], [], [], 0.05)[0]:
            seen += os.read(handle, 65536)
            # A terminal answers: some programs wait for where the cursor is.
            if b"\x1b[6n" in seen[-64:]:
                os.write(handle, b"\x1b[1;1R")


def _cpu(pid: int) -> float:
    """Return the CPU seconds of a process and of its children, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = sum(map(int, fields[11:15])) / _TICK
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(_cpu(int(child)) for child in children)


async def warming() -> dict[str, float]:
    """Return the worst freeze of the event loop while the engine warms up, and memory."""
    from assistant import config
    from tui.app import HygieApp

    app = HygieApp(config.load())
    late: list[float] = []
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        began, last = time.monotonic(), time.monotonic()
        while not app.guard_ready.is_set() and time.monotonic() - began < _SECONDS:
            await asyncio.sleep(_BEAT)
            now = time.monotonic()
            late.append((now - last - _BEAT) * 1000)
            last = now
        return {
            "guard_ready_s": round(time.monotonic() - began, 2),
            "worst_freeze_ms": round(max(late), 1),
            "freezes_over_50_ms": sum(value > 50 for value in late),
            "screen_rss_mb": _rss(os.getpid()),
            "engine_rss_mb": _rss(app.engine.pid or 0),
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


def _peers(bytecode: str) -> dict[str, float | str]:
    found: dict[str, float | str] = {}
    for name in filter(None, os.environ.get("HYGIE_PEERS", "").split(":")):
        try:
            first_frame(bytecode, [name])
            runs = [first_frame(bytecode, [name])[0] for _run in range(3)]
            found[Path(name).name] = round(statistics.median(runs))
        except (TimeoutError, OSError) as error:
            found[Path(name).name] = type(error).__name__
    return found


def _rss(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


def main() -> None:
    """Measure and print one JSON object."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as bytecode:
        first_frame(bytecode)  # fills the caches
        frames = [first_frame(bytecode) for _run in range(runs)]
        peers = _peers(bytecode)
    result = {
        "first_frame_cpu_ms": round(statistics.median(cpu for cpu, _wall in frames)),
        "first_frame_cpu_ms_all": [round(cpu) for cpu, _wall in frames],
        "first_frame_wall_ms": round(statistics.median(wall for _cpu, wall in frames)),
        "peers_first_frame_cpu_ms": peers,
        "load_average": os.getloadavg()[0],
        "warming": asyncio.run(warming()),
        "streaming_200_tokens_s": asyncio.run(streaming()),
        "long_texts": asyncio.run(long_texts()),
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
