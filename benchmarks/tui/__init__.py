"""What the screens cost: CPU to the first frame and to usable, the worst freeze, memory.

Run from the root: python -m benchmarks.tui [RUNS] [PART …], parts: starting, warming, streaming, texts, report.
HYGIE_PEERS names the programs to measure beside it, with paths, separated by colons.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.tui import report, screens
from benchmarks.tui.starting import Start, start
from tui import guided


def main(wanted: Sequence[str] = ()) -> None:
    """Measure and print one JSON object."""
    runs = next((int(word) for word in wanted if word.isdigit()), 5)
    parts: dict[str, Callable[[], object]] = {
        "starting": lambda: beside_peers(runs),
        "warming": lambda: asyncio.run(screens.warming()),
        "streaming": lambda: asyncio.run(screens.streaming()),
        "texts": lambda: asyncio.run(screens.long_texts()),
        "report": lambda: asyncio.run(report.summary()),
    }
    chosen = [word for word in wanted if word in parts] or list(parts)
    with tempfile.TemporaryDirectory() as home:
        os.environ["HYGIE_HOME"] = home
        guided.remember()
        found = {name: parts[name]() for name in chosen}
    print(json.dumps({"load_average": os.getloadavg()[0], **found}, indent=1))


def beside_peers(runs: int) -> dict[str, object]:
    """Return the medians of hygie and of its peers."""
    with tempfile.TemporaryDirectory() as bytecode:
        peers = filter(None, os.environ.get("HYGIE_PEERS", "").split(":"))
        return {
            "hygie": _medians(bytecode, (), runs),
            **{Path(name).name: _medians(bytecode, [name], max(3, runs // 2)) for name in peers},
        }


def _medians(bytecode: str, command: Sequence[str], runs: int) -> object:
    try:
        start(bytecode, command)  # fills the caches
        found = [start(bytecode, command) for _run in range(runs)]
    except (TimeoutError, OSError) as error:
        return type(error).__name__
    return {
        "first_frame_cpu_ms": _median(found, lambda one: one.first_frame),
        "first_frame_cpu_ms_all": [round(one.first_frame) for one in found],
        "typed_shows_cpu_ms": _median(found, lambda one: one.typed),
        "ready_to_send_cpu_ms": _median(found, lambda one: one.ready),
        "first_frame_wall_ms": _median(found, lambda one: one.wall_first_frame),
        "memory_mb": _median(found, lambda one: one.megabytes),
    }


def _median(found: Sequence[Start], value: Callable[[Start], float | None]) -> int | None:
    values = [each for each in map(value, found) if each is not None]
    return round(statistics.median(values)) if len(values) == len(found) else None
