"""`hygie protect`: the text as it would be sent."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from assistant import wiring
from assistant.cli.counting import count
from assistant.cli.inputs import exact, field
from assistant.cli.output import note, print_json
from assistant.cli.passphrases import of_history
from assistant.cli.scan import finding_fields, stream
from assistant.config import Layered, Settings
from assistant.errors import Exit
from assistant.i18n import gettext as _
from assistant.protocols import Guard, StoredVault, Vault
from assistant.types import (
    Action,
    Destination,
    Message,
    Private,
    Redaction,
    Review,
    Role,
    SafeMessage,
)
from assistant.vault_key import vault_lock


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Protect one document or JSON lines; each line is a conversation of its own."""
    guard = wiring.guard(layered.settings, of_history)
    destination = Destination(options.to)
    if options.jsonl:
        return stream(lambda row: _fields(guard, field(row, "text"), destination))
    text = exact(options.file).text
    stored = open_vault(options.vault, layered.settings) if options.vault else None
    sealed, redactions = _protected(guard, text, destination, stored or wiring.new_vault())
    if stored is not None:
        stored.save()
    hidden = Counter(r.finding.kind.value for r in redactions if r.action is not Action.ALLOW)
    count(layered.settings, "protect", hidden=hidden, destination=destination.value)
    if options.json:
        print_json({"text": sealed.text, "findings": _rows(redactions)})
    else:
        sys.stdout.write(sealed.text)
    return Exit.OK


def open_vault(name: str, settings: Settings, *, must_exist: bool = False) -> StoredVault:
    """Open or make the vault file of a command; says so when its key lies in a plain file."""
    path = Path(name)
    lock = vault_lock(wiring.vault_label(path))
    if lock.origin == "file" and not path.exists():
        note(
            _(
                "no keyring here: the vault's key is kept in hygie's data folder, for your account "
                "alone; HYGIE_PASSPHRASE sets a passphrase instead"
            )
        )
    return wiring.stored_vault(path, lock, settings, must_exist=must_exist)


def _fields(guard: Guard, text: str, destination: Destination) -> dict[str, Any]:
    sealed, redactions = _protected(guard, Private(text), destination, wiring.new_vault())
    return {"text": sealed.text, "findings": _rows(redactions)}


def _protected(
    guard: Guard, text: Private[str], destination: Destination, vault: Vault
) -> tuple[SafeMessage, tuple[Redaction, ...]]:
    proposal = guard.propose((Message(Role.USER, text),), vault, destination)
    (sealed,) = guard.seal(proposal, Review(), vault)
    return sealed, proposal.redactions


def _rows(redactions: tuple[Redaction, ...]) -> list[dict[str, object]]:
    return [finding_fields(redaction.finding) for redaction in redactions]
