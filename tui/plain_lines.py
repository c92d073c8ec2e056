"""Reading what a person writes as lines: a paste of several lines is one message, and answers no question."""

from __future__ import annotations

import select
import sys
from contextlib import suppress

from assistant.i18n import gettext as _

BLOCK = '"""'
_AT_ONCE = 0.05
"""Seconds within which a terminal hands over the lines of one paste."""


def install() -> None:
    """Let the line be edited, and a paste come whole, where the system can."""
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline

            readline.parse_and_bind("set enable-bracketed-paste on")
            readline.set_auto_history(False)  # what is written is kept nowhere else


def message() -> str | None:
    """Return what was written, without the last line break; None at the end of the input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline() or None
    try:
        line = input(_("You") + "> ")
    except EOFError:
        return None
    except KeyboardInterrupt:
        print()  # noqa: T201
        return ""
    return line if line.startswith("/") or line.strip() == BLOCK else line + _rest()


def answer(question: str) -> str | None:
    """Return the answer to a question; what was typed before it was asked is no answer."""
    print(question, end="", flush=True)  # noqa: T201
    if sys.stdin.isatty():
        with suppress(ImportError, OSError):
            import termios

            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
    return sys.stdin.readline() or None


def block() -> str:
    """Return the lines until the closing mark, or the end of the input."""
    lines = []
    while (line := sys.stdin.readline()) and line.strip() != BLOCK:
        lines.append(line)
    return "".join(lines)


def _rest() -> str:
    """Return the lines that came with the first one: without brackets a paste is just lines."""
    lines = ""
    while select.select([sys.stdin], [], [], _AT_ONCE)[0] and (line := sys.stdin.readline()):
        lines += "\n" + line.rstrip("\n")
    return lines
