"""What the linear mode says before the first line: the first steps, a locked history, a text that is back."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from getpass import getpass

from assistant import i18n, settings_file
from assistant.cli import passphrases
from assistant.errors import HygieError, StoreError, UserError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.new_passphrase import is_long_enough, too_short
from assistant.sentences import quoted
from assistant.types import Language, Private
from tui import guided, key_place
from tui.autosave import orphaned
from tui.engine import real_engine
from tui.plain_commands import Command, Desk, say

_ATTEMPTS = 3


def begin(desk: Desk) -> None:
    """Say what a person needs to know before they write."""
    if not guided.seen():
        _first_steps(desk)
        guided.remember()
    elif desk.call("passphrase_wanted"):
        _open_at_start(desk)
    else:
        take_up(desk)


def take_up(desk: Desk) -> None:
    """Say what was written last, if hygie ended before it was answered."""
    try:
        saved = [kept for kept in desk.call("drafts") or () if orphaned(kept.key)]
    except HygieError:
        return  # told when something has to be kept
    if saved and not desk.unsent:
        desk.unsent = saved[0].text.reveal()
        desk.call("drop_draft", key=saved[0].key)
        say("hygie", _("What you were writing is back."))
        say(_("You"), quoted(desk.unsent))
        say("hygie", _("/again sends it."))


def _first_steps(desk: Desk) -> None:
    say("hygie", _("Nothing confidential leaves unseen."))
    say("hygie", _("Before a text leaves, names, numbers and secrets in it are replaced by markers. You see"
                   " what would leave, change it, then send. In the answer the names are back."))  # fmt: skip
    say("hygie", _("/language fr or /language en: the language of this program."))
    try:
        guarded = desk.call("store_open")
    except HygieError:
        say("hygie", _("Your conversations and drafts can be kept here, encrypted."))
        say("hygie", _("/unlock asks for a passphrase for them; without one nothing is kept."))
        return
    say("hygie", key_place.told(guarded))


def _language(desk: Desk, rest: str) -> None:
    """Speak another language, from now on."""
    if rest not in [code.value for code in Language]:
        raise UserError(_("The languages are: {names}").format(names="fr, en"))
    settings_file.change("language", rest)
    i18n.choose(rest)
    desk.runner.run(desk.engine.stop())
    desk.settings = replace(desk.settings, language=rest)
    desk.engine, desk.card = real_engine(desk.settings), None  # it speaks, too
    desk.wake()
    say("hygie", _("plain mode; /help lists the commands"))


def _open_at_start(desk: Desk) -> None:
    """Ask for the passphrase where someone can be asked; without it nothing is kept or found again."""
    with suppress(KeyboardInterrupt):
        for _attempt in range(_ATTEMPTS):
            given = passphrases.asked(_("Passphrase of your history (Enter: without it): "))
            if given is None:
                break
            try:
                _opened(desk, given)
            except StoreError as error:
                say(_("Error"), error.title)
            else:
                return
    say("hygie", _("Your history is locked; /unlock opens it with its passphrase."))


def _opened(desk: Desk, passphrase: Private[str]) -> None:
    desk.call("unlock", passphrase=passphrase)
    say("hygie", _("The history is open."))
    take_up(desk)


def _unlock(desk: Desk, rest: str) -> None:
    """Open the history with its passphrase, which is not shown; a new one is written twice."""
    given = _hidden(_("Passphrase of your history: "))
    if not desk.call("passphrase_wanted"):
        if not is_long_enough(given):
            raise UserError(too_short())
        if _hidden(_("Write it once more: ")) != given:
            raise UserError(_("The two passphrases differ."))
    _opened(desk, Private(given))


def _hidden(question: str) -> str:
    return getpass(question) if sys.stdin.isatty() else sys.stdin.readline().strip()


COMMANDS = {
    "/language": Command(_language, N_("the language of this program: /language fr")),
    "/unlock": Command(_unlock, N_("opens your history with its passphrase")),
}
