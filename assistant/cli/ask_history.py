"""`hygie ask` and the history: earlier turns brought along, the new one kept."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing
from dataclasses import replace

from assistant import store_wiring, wiring
from assistant.activity.rest import reminder
from assistant.cli import passphrases
from assistant.cli.output import note
from assistant.config import Settings
from assistant.errors import StoreError
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
        return replace(draft, conversation=new_key()), wiring.new_vault()
    with closing(store_wiring.store(settings, passphrases.of_history)) as store:
        key = store.conversations.find(name).key
        turns = store.conversations.turns(key)
        before = tuple(message for turn in turns for message in turn.messages())
        vault = store_wiring.conversation_vault(store, key)
    return replace(draft, conversation=key, history=before), vault


def recorder(
    settings: Settings, card: ModelCard, vault: Vault, conversation: str = ""
) -> History | None:
    """Return what keeps the exchange; says why when there is nothing to keep it with."""
    try:
        return store_wiring.history(settings, card, vault, passphrases.of_history, conversation)
    except StoreError as error:
        if sys.stderr.isatty():  # in a pipe nobody reads it, and `hygie history` says it too
            note(_("this exchange will not be kept: {reason}").format(reason=error.title))
        return None


def remind(settings: Settings, history: History | None) -> None:
    """Say that it is late, or time for a pause, to a person who chose to be told."""
    if history is None or (settings.quiet_hours, settings.pause_after) == ("none", "none"):
        return
    now = time.time()
    with closing(store_wiring.store(settings, passphrases.of_history)) as store:
        events = store.activity.between(now - _LATELY, now + 1)
    if line := reminder(settings, events, now):
        note(line)
