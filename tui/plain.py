"""The linear mode, for screen readers, pipes and tiny terminals: lines in, labelled lines out."""

from __future__ import annotations

import asyncio
import sys
from uuid import uuid4

from assistant.config import Layered
from assistant.errors import HygieError
from assistant.i18n import gettext as _
from assistant.types import Draft, Private, Task
from assistant.visible import clean
from tui import lettering, plain_modes
from tui.engine import real_engine
from tui.plain_commands import COMMANDS, Desk, say
from tui.plain_request import ask

_BLOCK = '"""'
_ALL = {**COMMANDS, **plain_modes.COMMANDS}


def run(layered: Layered) -> int:
    """Talk until the person leaves or the input ends; return the exit code."""
    lettering.install()
    say("hygie", _("plain mode; /help lists the commands"))
    with asyncio.Runner() as runner:
        desk = Desk(layered.settings, real_engine(layered.settings), runner, uuid4().hex)
        code = 0
        try:
            desk.wake()
            while (line := _line()) is not None:
                code = _take(desk, line, code)
        except EOFError:
            pass
        finally:
            runner.run(desk.engine.stop())
    return code


def _take(desk: Desk, line: str, code: int) -> int:
    name, _space, rest = line.strip().partition(" ")
    try:
        if name.startswith("/"):
            _command(desk, name, rest.strip())
        elif line.strip():
            ask(desk, desk.conversation.follow(_draft(desk, line)))
            return 0
    except HygieError as error:
        show_error(error)
        return int(error.exit_code)
    except KeyboardInterrupt:
        say("hygie", _("Stopped."))
    return code


def _command(desk: Desk, name: str, rest: str) -> None:
    if name == "/help":
        _help()
        return
    if name not in _ALL:
        say("hygie", _("No command {name}; /help lists them.").format(name=clean(name)))
        return
    _ALL[name].run(desk, rest)


def _help() -> None:
    say("/help", _("lists the commands"))
    for name, command in _ALL.items():
        say(name, _(command.words))
    say(_BLOCK, _("begins and ends a message of several lines"))


def _draft(desk: Desk, line: str) -> Draft:
    text = _block() if line.strip() == _BLOCK else line
    return Draft(
        desk.conversation.identifier,
        desk.task if desk.task else Task.CHAT,
        Private(clean(text).strip()),
        desk.documents,
    )


def _line() -> str | None:
    if sys.stdin.isatty():
        try:
            return input(_("You") + "> ")
        except EOFError:
            return None
        except KeyboardInterrupt:
            print()  # noqa: T201
            return ""
    return sys.stdin.readline() or None


def _block() -> str:
    """Read lines until the closing mark."""
    lines = []
    while (line := sys.stdin.readline()) and line.strip() != _BLOCK:
        lines.append(line)
    return "".join(lines)


def show_error(error: HygieError) -> None:
    """Say what happened, what was not sent and what to do."""
    for part in filter(None, (error.title, error.detail, error.action)):
        say(_("Error"), part)
