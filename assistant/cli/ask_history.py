"""`hygie ask` and the history: earlier turns brought along, the new one kept."""

from __future__ import annotations

import argparse
import time
from contextlib import closing
from dataclasses import replace

from assistant import store_wiring, vault_wiring
from assistant.activity.rest import reminder
from assistant.cli import passphrases
from assistant.cli.output import note, say
from assistant.config import Settings
from assistant.errors import StoreError, StoreLocked
from assistant.i18n import gettext as _
from assistant.models.cards import ModelCard
from assistant.protocols import History, Vault
from assistant.store.conversations import new_key
from assistant.types import Draft

_LATELY = 12 * 3600


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


def _say_not_kept(error: StoreError) -> None:
    note(_("this exchange will not be kept: {reason}").format(reason=error.title))
    say(f"  {error.action}")
    if isinstance(error, StoreLocked):
        say("  " + _("If you want no history: hygie config set history off"))


def remind(settings: Settings, history: History | None) -> None:
    """Say that it is late, or time for a pause, to a person who chose to be told."""
    if history is None or (settings.quiet_hours, settings.pause_after) == ("none", "none"):
        return
    now = time.time()
    with closing(store_wiring.store(settings, passphrases.of_history)) as store:
        events = store.activity.between(now - _LATELY, now + 1)
    if line := reminder(settings, events, now):
        note(line)
