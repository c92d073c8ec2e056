"""`hygie protect`: the text as it would be sent."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from assistant import wiring
from assistant.cli.inputs import exact, field
from assistant.cli.output import note, print_json
from assistant.cli.scan import finding_fields, stream
from assistant.config import Layered
from assistant.errors import Exit
from assistant.i18n import gettext as _
from assistant.protocols import Guard, StoredVault, Vault
from assistant.types import Destination, Message, Private, Review, Role, SafeMessage
from assistant.vault_key import vault_lock


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Protect one document or JSON lines; each line is a conversation of its own."""
    guard = wiring.guard(layered.settings)
    destination = Destination(options.to)
    if options.jsonl:
        return stream(lambda row: _fields(guard, field(row, "text"), destination))
    text = exact(options.file).text
    stored = open_vault(options.vault) if options.vault else None
    sealed, findings = _protected(guard, text, destination, stored or wiring.new_vault())
    if stored is not None:
        stored.save()
    if options.json:
        print_json({"text": sealed.text, "findings": findings})
    else:
        sys.stdout.write(sealed.text)
    return Exit.OK


def open_vault(name: str, *, must_exist: bool = False) -> StoredVault:
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
    return wiring.stored_vault(path, lock, must_exist=must_exist)


def _fields(guard: Guard, text: str, destination: Destination) -> dict[str, Any]:
    sealed, findings = _protected(guard, Private(text), destination, wiring.new_vault())
    return {"text": sealed.text, "findings": findings}


def _protected(
    guard: Guard, text: Private[str], destination: Destination, vault: Vault
) -> tuple[SafeMessage, list[dict[str, object]]]:
    proposal = guard.propose((Message(Role.USER, text),), vault, destination)
    (sealed,) = guard.seal(proposal, Review(), vault)
    return sealed, [finding_fields(redaction.finding) for redaction in proposal.redactions]
