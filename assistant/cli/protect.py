"""`hygie protect`: the text as it would be sent."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from assistant import guard_wiring, vault_wiring
from assistant.cli.inputs import exact, field
from assistant.cli.output import note, print_json, show_exactly
from assistant.cli.passphrases import of_history
from assistant.cli.scan import finding_fields, stream
from assistant.config import Layered, Settings
from assistant.counting import count, hidden_by_kind
from assistant.errors import Exit, StoreError
from assistant.file_lock import alone
from assistant.i18n import gettext as _
from assistant.os_reasons import reason
from assistant.protocols import Guard, StoredVault, Vault
from assistant.types import (
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
    guard = guard_wiring.guard(layered.settings, of_history)
    destination = Destination(options.to)
    if options.jsonl:
        return _lines(guard, destination, layered.settings)
    text = exact(options.file, "hygie protect -").text
    if options.vault:
        sealed, redactions = _into(options.vault, guard, text, destination, layered.settings)
    else:
        sealed, redactions = _protected(guard, text, destination, vault_wiring.new_vault())
    hidden = hidden_by_kind(redactions)
    count(layered.settings, "protect", hidden=hidden, destination=destination.value)
    if options.json:
        print_json({"text": sealed.text, "findings": _rows(redactions)})
    else:
        show_exactly(sealed.text)
    return Exit.OK


def _into(
    name: str, guard: Guard, text: Private[str], destination: Destination, settings: Settings
) -> tuple[SafeMessage, tuple[Redaction, ...]]:
    """Protect with a kept vault; two programs at once would give one placeholder to two people."""
    vault_wiring.refuse_other_file(Path(name))  # before the lock, which stays beside the file
    try:
        with alone(Path(name)):
            stored = open_vault(name, settings)
            found = _protected(guard, text, destination, stored)
            stored.save()
            return found
    except OSError as error:
        raise StoreError(
            _("The vault cannot be written ({reason}).").format(reason=reason(error)),
            _("Without it nothing could be restored, so nothing is given out."),
            _("Free some space or choose another place."),
        ) from None


def open_vault(name: str, settings: Settings, *, must_exist: bool = False) -> StoredVault:
    """Open or make the vault file of a command; says so when the key of a new one lies in a plain file."""
    path = Path(name)
    lock = vault_lock(vault_wiring.vault_label(path))
    if lock.origin == "file" and not must_exist and not path.exists():
        note(
            _(
                "no keyring here: the vault's key is kept in hygie's data folder, for your account "
                "alone; HYGIE_PASSPHRASE sets a passphrase instead"
            )
        )
    return vault_wiring.stored_vault(path, lock, settings, must_exist=must_exist)


def _lines(guard: Guard, destination: Destination, settings: Settings) -> int:
    hidden = Counter[str]()

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        text = Private(field(row, "text"))
        sealed, redactions = _protected(guard, text, destination, vault_wiring.new_vault())
        hidden.update(hidden_by_kind(redactions))
        return {"text": sealed.text, "findings": _rows(redactions)}

    try:
        return stream(answer)
    finally:
        count(settings, "protect", hidden=hidden, destination=destination.value)


def _protected(
    guard: Guard, text: Private[str], destination: Destination, vault: Vault
) -> tuple[SafeMessage, tuple[Redaction, ...]]:
    proposal = guard.propose((Message(Role.USER, text),), vault, destination)
    (sealed,) = guard.seal(proposal, Review(), vault)
    return sealed, proposal.redactions


def _rows(redactions: tuple[Redaction, ...]) -> list[dict[str, object]]:
    return [finding_fields(redaction.finding) for redaction in redactions]
