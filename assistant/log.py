"""Events, not sentences: names, counts, kinds and milliseconds; never a string of the person's."""

from __future__ import annotations

import json
import logging
import os
import resource
import sys
import time
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TextIO

from assistant.folders import private_folder

Field = int | float | bool | StrEnum | None
_THIRD_PARTIES = (
    "litellm",
    "LiteLLM",
    "httpx",
    "httpcore",
    "openai",
    "presidio-analyzer",
    "presidio-anonymizer",
    "asyncio",
    "spacy",
    "urllib3",
    "opentelemetry",
    "psycopg",
    "pypdfium2",
    "chromadb",
    "uvicorn",
    "aiohttp",
    "mcp",
)


def event(name: str, **fields: Field) -> None:
    """Record an event on standard error when HYGIE_LOG is set; the types admit no free text."""
    if not os.environ.get("HYGIE_LOG"):
        return
    record = {"t": round(time.time(), 3), "event": name, **fields}
    print(json.dumps(record), file=sys.stderr)  # noqa: T201


def silence_third_parties() -> None:
    """Keep libraries from printing what passes through them: their records hold payloads."""
    for name in _THIRD_PARTIES:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
        logger.setLevel(logging.CRITICAL)


def crash_report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Describe a crash by type and places alone: messages and local variables hold user text."""
    lines = [f"{kind.__module__}.{kind.__qualname__}"]
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join(lines)


def crash(error: BaseException) -> None:
    """Print where a fault happened when HYGIE_LOG is set; never its message."""
    if os.environ.get("HYGIE_LOG"):
        print(crash_report(type(error), error.__traceback__), file=sys.stderr)  # noqa: T201


def child_stream(folder: Path) -> int | None:
    """Open where a child without a terminal prints its events, None unless HYGIE_LOG is set.

    Beside the screens nothing can be printed: the file `engine.log` of the folder takes it.
    """
    if not os.environ.get("HYGIE_LOG"):
        return None
    private_folder(folder)
    return os.open(folder / "engine.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def forbid_core_dumps() -> None:
    """Have the system keep no picture of the memory where native code crashes: it holds every text and key."""
    limit = resource.RLIMIT_CORE
    resource.setrlimit(limit, (0, resource.getrlimit(limit)[1]))  # children inherit it


def install_crash_hook(stream: TextIO | None = None) -> None:
    """Replace Python's traceback, which prints values, by `crash_report`."""

    def hook(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
        print(crash_report(kind, trace), file=stream or sys.stderr)

    sys.excepthook = hook
