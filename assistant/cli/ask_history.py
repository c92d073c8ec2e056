"""`hygie ask` and the history: earlier turns brought along, the new one kept."""

from __future__ import annotations

import argparse
import time
from contextlib import closing
from dataclasses import replace

from assistant import paths, store_wiring, vault_wiring
from assistant.activity.rest import reminder
from assistant.cli import passphrases
from assistant.cli.output import note, say
from assistant.config import Settings
from assistant.errors import StoreError, StoreLocked
from assistant.folders import private_folder
from assistant.i18n import gettext as _
from assistant.models.cards import ModelCard
from assistant.protocols import History, Vault
from assistant.sealed import replace_file
from assistant.store.conversations import new_key
from assistant.types import Draft

_LATELY = 12 * 3600
_TOLD = "not-kept.txt"
"""Holds the reason that was told last, which has no word of the person's in it."""


def continued(options: argparse.Namespace, settings: Settings, draft: Draft) -> tuple[Draft, Vault]:
    """Return the draft with the turns and the pseudonyms of the conversation it goes on with."""
    name = getattr(options, "conversation", None)
    if name is None:
        return replace(draft, conversation=new_key()), vault_wiring.new_vault()
    with closing(store_wiring.store(settings, passphrases.of_history)) as store:
        key = store.conversations.find(name).key
        turns = store.conversations.turns(key)
        before = tuple(message for turn in turns for message in turn.messages())
        vault = store_wiring.conversation_vault(store, key)
    return replace(draft, conversation=key, history=before), vault


def recorder(
    settings: Settings, card: ModelCard, vault: Vault, conversation: str = ""
) -> History | None:
    """Return what keeps the exchange; says why, and what to do, when a history that is wanted cannot be kept."""
    try:
        return store_wiring.history(settings, card, vault, passphrases.of_history, conversation)
    except StoreError as error:
        if settings.history == "on":
            _say_not_kept(error)
        return None


def not_kept(settings: Settings, history: History | None) -> list[str]:
    """Return what a script is told of an exchange that a history was wanted for, in vain."""
    wanted = history is None and settings.history == "on"
    return [_("This exchange was not kept.")] if wanted else []


def _say_not_kept(error: StoreError) -> None:
    """Say why and what to do when it is news; who heard it is reminded in a line, or would no longer read any."""
    if not _is_news(error.title):
        note(_("this exchange will not be kept; why: hygie doctor"))
        return
    note(_("this exchange will not be kept: {reason}").format(reason=error.title))
    say(f"  {error.action}")
    if isinstance(error, StoreLocked):
        say("  " + _("If you want no history: hygie config set history off"))


def _is_news(reason: str) -> bool:
    """Whether this home was told another reason last, or none; where nothing can be noted, it stays news."""
    path = paths.cache_dir() / _TOLD
    try:
        if path.is_file() and path.read_text(encoding="utf-8") == reason:
            return False
        private_folder(path.parent)
        replace_file(path, reason.encode())
    except (OSError, UnicodeDecodeError):
        pass
    return True


def remind(settings: Settings, history: History | None) -> None:
    """Say that it is late, or time for a pause, to a person who chose to be told."""
    if history is None or (settings.quiet_hours, settings.pause_after) == ("none", "none"):
        return
    now = time.time()
    with closing(store_wiring.store(settings, passphrases.of_history)) as store:
        events = store.activity.between(now - _LATELY, now + 1)
    if line := reminder(settings, events, now):
        note(line)
