"""The end of a process one of whose threads does not end: it is left where it is, and sends nothing any more."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

from assistant import log

_CLOSING = 8.0  # seconds after the cut: last words, a database that is slow, traces
_ENDING = 2.0  # seconds for the interpreter, which waits for threads of its own
_SAYING = 1.0  # seconds for what is still to be written, which may wait for a reader who is gone


def closing() -> None:
    """Have the process end soon, whatever else still closes."""
    _after(_CLOSING)


def ending() -> None:
    """Have the process end now, or in two seconds where a thread is stuck."""
    _after(_ENDING)


def _after(seconds: float) -> None:
    timer = threading.Timer(seconds, _leave)
    timer.daemon = True  # nothing waits for it where all ends well
    timer.start()


def _leave() -> None:
    saying = threading.Thread(target=_say, daemon=True)
    try:
        saying.start()
        saying.join(_SAYING)
    finally:
        os._exit(0)


def _say() -> None:
    with suppress(OSError, ValueError):  # a pipe or a file that is closed
        log.event("proxy.left_stuck")
        sys.stdout.flush()
        sys.stderr.flush()
