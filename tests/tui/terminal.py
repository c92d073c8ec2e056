"""A real terminal for tests: hygie in tmux, driven by keys alone, read as a person reads it."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from assistant.i18n import gettext as _

ROOT = Path(__file__).parent.parent.parent
_PAUSE = 0.1


class Waited(AssertionError):
    """What was expected did not come; the message shows the screen."""


class Terminal:
    """One tmux session with a server of its own, so that no other session is touched."""

    def __init__(self, name: str, size: tuple[int, int], environment: Mapping[str, str]) -> None:
        self._socket, self._size, self._environment = (
            f"hygie-{name}-{os.getpid()}",
            size,
            environment,
        )
        self._starts = 0

    def start(self, command: str) -> None:
        """Run a shell command in a fresh session."""
        width, height = map(str, self._size)
        own = " ".join(f"{key}={shlex.quote(value)}" for key, value in self._environment.items())
        line = f"cd {shlex.quote(str(ROOT))} && env {own} {command}; echo EXIT $?; sleep 1000"
        self._tmux("new-session", "-d", "-s", "h", "-x", width, "-y", height, line)
        self._tmux("set-option", "-g", "escape-time", "0")
        self._tmux("set-option", "-g", "status", "off")
        self._tmux("resize-window", "-t", "h", "-x", width, "-y", height)

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size."""
        self._tmux("resize-window", "-t", "h", "-x", str(size[0]), "-y", str(size[1]))

    def end(self) -> None:
        """End the session and what runs in it."""
        subprocess.run(
            ["tmux", "-L", f"{self._socket}-{self._starts}", "kill-server"],
            capture_output=True,
            check=False,
        )
        self._starts += 1  # a server that is still ending would take the next session with it

    def keys(self, *names: str) -> None:
        """Press keys, by tmux's names."""
        for name in names:
            self._tmux("send-keys", "-t", "h", name)
            time.sleep(_PAUSE)

    def write(self, text: str) -> None:
        """Type a text, line breaks as Enter."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.keys("Enter")
            if line:
                self._tmux("send-keys", "-t", "h", "-l", line)
        time.sleep(_PAUSE)

    def paste(self, text: str) -> None:
        """Paste a text as terminals do, in brackets."""
        subprocess.run(
            ["tmux", "-L", f"{self._socket}-{self._starts}", "load-buffer", "-"],
            input=text.encode(),
            check=True,
        )
        self._tmux("paste-buffer", "-p", "-t", "h")
        time.sleep(_PAUSE)

    def screen(self, *, colours: bool = False) -> str:
        """Return what is on the screen."""
        return self._tmux("capture-pane", "-p", *(["-e"] if colours else []), "-t", "h")

    def until(self, *words: str, seconds: float = 60, gone: bool = False) -> str:
        """Wait until one of the words is on the screen, or none of them any more; return the screen."""
        end = time.monotonic() + seconds
        while True:
            shown = self.screen()
            flat = " ".join(re.sub(r"[│▌▎┃]", " ", shown).split())
            if any(" ".join(word.split()) in flat for word in words) is not gone:
                return shown
            if time.monotonic() > end:
                raise Waited(f"waited {seconds} s in vain for {words}; the screen shows:\n{shown}")
            time.sleep(_PAUSE)

    def says(self, message: str, **values: object) -> str:
        """Wait for a message of the catalogue, in the language chosen in this process."""
        words = _(message).format(**values)
        # Only its beginning: behind a window the rest of a line may show.
        return self.until(words[:30].rpartition(" ")[0] if len(words) > 30 else words, seconds=40)

    def transcript(self) -> str:
        """Return all that was ever printed, lines that the width broke joined again."""
        return self._tmux("capture-pane", "-p", "-J", "-S", "-", "-t", "h")

    def kill(self) -> None:
        """Kill hygie's processes, as an accident does, and end the session."""
        for number in self.processes():
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self.until("EXIT", seconds=20)
        self.end()

    def processes(self) -> list[int]:
        """Return the numbers of hygie's processes in this terminal, the screen first."""
        shell = int(self._tmux("list-panes", "-t", "h", "-F", "#{pane_pid}"))
        found, waiting = [], [shell]
        while waiting:
            number = waiting.pop(0)
            children = Path(f"/proc/{number}/task/{number}/children")
            own = (
                [int(child) for child in children.read_text().split()] if children.exists() else []
            )
            found += own
            waiting += own
        return [n for n in found if b"python" in Path(f"/proc/{n}/cmdline").read_bytes()]

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", f"{self._socket}-{self._starts}", "-f", "/dev/null", "-u", *arguments],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout
