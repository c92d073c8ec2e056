"""The linear mode, for screen readers, pipes and tiny terminals: lines in, labelled lines out."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from difflib import get_close_matches
from uuid import uuid4

from assistant.config import Layered
from assistant.errors import HygieError, UserError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.types import Draft, Private, Task
from assistant.visible import clean
from tui import (
    lettering,
    plain_drafts,
    plain_lines,
    plain_modes,
    plain_reading,
    plain_second,
    plain_start,
)
from tui.autosave import KEY
from tui.engine import real_engine
from tui.plain_commands import COMMANDS, Command, Desk, say
from tui.plain_request import ask
from tui.state import Turn, cost


def run(layered: Layered) -> int:
    """Talk until the person leaves or the input ends; return the exit code."""
    lettering.install()
    plain_lines.install()
    say("hygie", _("plain mode; /help lists the commands"))
    with asyncio.Runner() as runner:
        desk = Desk(layered.settings, real_engine(layered.settings), runner, uuid4().hex)
        code = 0
        try:
            desk.wake()
            _begin(desk)
            while (line := plain_lines.message()) is not None:
                code = _take(desk, line, code)
        except EOFError:
            pass
        finally:
            runner.run(desk.engine.stop())
    return code


def _begin(desk: Desk) -> None:
    try:
        plain_start.begin(desk)
    except HygieError as error:
        show_error(error)


def _take(desk: Desk, line: str, code: int) -> int:
    name, _space, rest = line.strip().partition(" ")
    try:
        if name.startswith("/"):
            _command(desk, name, rest.strip())
        elif line.strip():
            _send(desk, _draft(desk, line))
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
        say("hygie", _unknown(name))
        return
    _ALL[name].run(desk, rest)


def _unknown(name: str) -> str:
    """Return what is said of a command that is none: the one it begins, or resembles most."""
    typed, known = name.casefold(), ("/help", *_ALL)
    begun = [each for each in known if len(typed) > 1 and each.startswith(typed)]
    if near := begun or get_close_matches(typed, known, 1):
        return _("there is no such command; did you mean {name}?").format(name=near[0])
    return _("No command {name}; /help lists them.").format(name=clean(name))


def _help() -> None:
    say("/help", _("lists the commands"))
    for name, command in _ALL.items():
        say(name, _(command.words))
    say(plain_lines.BLOCK, _("begins and ends a message of several lines"))


def _draft(desk: Desk, line: str) -> Draft:
    text = plain_lines.block() if line.strip() == plain_lines.BLOCK else line
    return Draft(
        desk.conversation.identifier,
        desk.task if desk.task else Task.CHAT,
        Private(clean(text).strip()),
        desk.documents,
    )


def _send(desk: Desk, draft: Draft) -> None:
    """Send a message of the conversation; until it is answered it is kept, if anything is."""
    desk.unsent = draft.text.reveal()
    with suppress(HygieError):  # a locked history
        desk.call("keep_draft", key=KEY, text=draft.text)
    answer = ask(desk, desk.conversation.follow(draft))
    with suppress(HygieError):
        desk.call("drop_draft", key=KEY)
    desk.unsent, desk.documents = "", ()
    turn = Turn(draft, answer.text.reveal(), answer.usage, cost(desk.card, answer.usage))
    desk.conversation = desk.conversation.with_turn(turn)


def _again(desk: Desk, rest: str) -> None:
    if not desk.unsent:
        raise UserError(_("Everything you wrote was answered."))
    _send(desk, _draft(desk, desk.unsent))


_ALL = {
    **COMMANDS,
    "/again": Command(_again, N_("sends again what got no answer")),
    **plain_drafts.COMMANDS,
    **plain_reading.COMMANDS,
    **plain_second.COMMANDS,
    **plain_modes.COMMANDS,
    **plain_start.COMMANDS,
}


def show_error(error: HygieError) -> None:
    """Say what happened, what was not sent and what to do."""
    for part in filter(None, (error.title, error.detail, error.action)):
        say(_("Error"), part)
