"""A terminal that vanishes, or an end asked for from outside: told once, so that nothing is lost.

A terminal that is gone reads as an endless empty file, on which Textual's reader spins; a write to
it ends Textual's writer, whose queue would then stop the application.
"""

from __future__ import annotations

import os
import select
import signal
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

_HANDLES = (0, 1, 2)


def watch(gone: Callable[[], object]) -> None:
    """Call `gone` in the running loop when the terminal is gone or the process is told to end."""
    loop = get_running_loop()

    def hung_up() -> None:
        _let_go()
        gone()

    with suppress(NotImplementedError, AttributeError):  # no signals on this system
        loop.add_signal_handler(signal.SIGHUP, hung_up)
        loop.add_signal_handler(signal.SIGTERM, gone)
    if hasattr(select, "poll"):
        Thread(target=_wait, args=(loop, gone), name="hang-up", daemon=True).start()


def _wait(loop: AbstractEventLoop, gone: Callable[[], object]) -> None:
    terminal = select.poll()
    terminal.register(_HANDLES[0], 0)  # no event is asked for: only the end is told
    for _handle, event in terminal.poll():
        if event & select.POLLNVAL:
            return  # a system whose terminals cannot be waited for
    _let_go()
    with suppress(RuntimeError):  # the loop has ended meanwhile
        loop.call_soon_threadsafe(gone)


def _let_go() -> None:
    """Have what is written go nowhere; the reader may find an end, for a moment only."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for handle in _HANDLES:
        os.dup2(nowhere, handle)
