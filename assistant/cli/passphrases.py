"""Passphrases from the environment, else asked for at the terminal, never shown."""

from __future__ import annotations

import getpass
import os
import sys
from functools import cache

from assistant.errors import UserError
from assistant.i18n import gettext as _
from assistant.new_passphrase import advice, is_long_enough, too_short
from assistant.store.key import from_environment
from assistant.types import Private


def of_history() -> Private[str] | None:
    """Return the passphrase of the history, None when there is no one to ask."""
    return from_environment() or _typed()


@cache
def _typed() -> Private[str] | None:
    """Ask once a command, however often the store is opened."""
    return asked(_("Passphrase of your history: "))


def asked(prompt: str) -> Private[str] | None:
    """Ask at the terminal, also where a file is read as input; None when there is none, or no answer."""
    if not (sys.stderr.isatty() and (sys.stdin.isatty() or _terminal_elsewhere())):
        return None
    try:
        value = getpass.getpass(prompt)  # from the terminal itself, never from the input
    except EOFError:
        return None
    return Private(value) if value else None


def _terminal_elsewhere() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def chosen(variable: str, prompt: str) -> Private[str]:
    """Return a new passphrase from a variable, or typed twice; raises UserError."""
    value = Private(os.environ[variable]) if os.environ.get(variable) else asked(prompt)
    if value is None:
        raise UserError(
            _("A passphrase is needed, and there is no terminal to ask for it."),
            _("Nothing was changed."),
            _("Set {variable}.").format(variable=variable),
        )
    if not is_long_enough(value.reveal()):
        raise UserError(too_short(), _("Nothing was changed."), advice())
    if not os.environ.get(variable) and asked(_("Once more: ")) != value:
        raise UserError(_("The two passphrases differ."), _("Nothing was changed."))
    return value
