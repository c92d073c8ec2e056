"""What starting costs in a real terminal: CPU to the first frame, to an echo of what is typed, to usable."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_HYGIE = """
from assistant import config, i18n, log
log.install_crash_hook()
layered = config.load()
i18n.choose(layered.settings.language)
from tui.app import run
raise SystemExit(run(layered))
"""
_ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?<>=]*[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[^\[\]])")
_SIGN = "guard: starting"  # the status line: it is drawn last
_READY = "guard: ready"
_TYPED = "zyzzyva"
_TICK = os.sysconf("SC_CLK_TCK")
_SECONDS = 180  # by the clock, on a machine that may be busy
_PATIENCE = 10  # seconds for another program to show what was typed


@dataclass(frozen=True, slots=True)
class Start:
    """CPU milliseconds from the start, all processes together; None: it did not come."""

    first_frame: float
    typed: float | None
    """What was typed at the first frame is on the screen: keys are answered."""
    ready: float | None
    """It would leave at Ctrl+S: the guard reads, the model is known (hygie alone has that)."""
    wall_first_frame: float
    megabytes: float
    """Resident, all processes together, at the end."""


def start(bytecode: str, command: Sequence[str] = ()) -> Start:
    """Start hygie, or another program, in a terminal of 120×36, type a word, and measure."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    began = time.monotonic()
    process = subprocess.Popen(
        list(command) or [sys.executable, "-c", _HYGIE],
        stdin=theirs, stdout=theirs, stderr=theirs, env=_environment(bytecode), start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    screen = _Screen(ours)
    try:
        screen.until(_drawn if command else lambda text: _SIGN in text, _SECONDS)
        frame, wall = _cpu(process.pid), time.monotonic() - began
        os.write(ours, _TYPED.encode())
        typed = _spent(screen, process.pid, _TYPED, _PATIENCE)
        ready = None if command else _spent(screen, process.pid, _READY, _SECONDS)
        return Start(frame * 1000, typed, ready, wall * 1000, _megabytes(process.pid))
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(ours)


def _environment(bytecode: str) -> Mapping[str, str]:
    return {
        **os.environ,
        "HYGIE_LANG": "en",
        "TERM": "xterm-256color",
        # Installed packages have their bytecode; so has what is measured here.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": bytecode,
    }


def _spent(screen: _Screen, pid: int, sign: str, seconds: float) -> float | None:
    try:
        screen.until(lambda text: sign in text, seconds)
    except TimeoutError:
        return None
    return _cpu(pid) * 1000


def _drawn(text: str) -> bool:
    return len(re.findall(r"[A-Za-z]{3,}", text)) >= 12


class _Screen:
    """All that a program wrote so far, without the escape sequences."""

    def __init__(self, handle: int) -> None:
        self._handle, self._seen = handle, b""

    def until(self, enough: Callable[[str], bool], seconds: float) -> None:
        """Read until what was written is enough; raises TimeoutError."""
        end = time.monotonic() + seconds
        while not enough(_ESCAPES.sub(b" ", self._seen).decode("utf-8", "ignore")):
            if time.monotonic() > end:
                raise TimeoutError("nothing was drawn")
            if select.select([self._handle], [], [], 0.05)[0]:
                self._seen += os.read(self._handle, 65536)
                # A terminal answers: some programs wait for where the cursor is.
                if b"\x1b[6n" in self._seen[-64:]:
                    os.write(self._handle, b"\x1b[1;1R")


def _cpu(pid: int) -> float:
    """Return the CPU seconds of a process and of its children, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICK + sum(map(_cpu, _children(pid)))


def _megabytes(pid: int) -> float:
    return resident(pid) + sum(map(_megabytes, _children(pid)))


def _children(pid: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def resident(pid: int) -> float:
    """Return the megabytes of memory that a process has."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
