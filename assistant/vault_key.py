"""The key of vault files: a passphrase's, else the OS keyring's, else a file only its owner reads.

A vault file carries a label, one letter and a salt, that says which of them it was made with: it is opened
with that one, whatever is there besides.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from assistant import paths
from assistant.errors import StoreError
from assistant.folders import private_folder
from assistant.i18n import _
from assistant.models.keys import trusted_keyrings
from assistant.new_passphrase import check_new
from assistant.os_reasons import reason
from assistant.sealed import create_file, from_passphrase
from assistant.types import Private

_BYTES, _SALT = 32, 16
_SERVICE, _NAME = "hygie", "vault-key"


@dataclass(frozen=True, slots=True)
class VaultLock:
    """The key of one vault file, with the label that finds it again; origin: one of ORIGINS."""

    key: Private[bytes]
    label: bytes
    origin: str


ORIGINS = {b"p": "passphrase", b"k": "keyring", b"f": "file"}


def vault_lock(label: bytes | None) -> VaultLock:
    """Return the lock of a vault file by its label, or of a new one; raises StoreError."""
    salt = label[1:] if label else secrets.token_bytes(_SALT)
    wanted = ORIGINS.get(label[:1], "") if label else ""
    found = _found(salt, wanted)
    if found is None:
        raise StoreError(
            _("The key of this vault is not here: it was made with another way of keeping it."),
            _("It was left as it is, and nothing is given out."),
            _("Set HYGIE_PASSPHRASE as when it was made, or unlock your keyring."),
        )
    letter, key = found
    return VaultLock(Private(key), letter + salt, ORIGINS[letter])


def _found(salt: bytes, wanted: str) -> tuple[bytes, bytes] | None:
    passphrase = os.environ.get("HYGIE_PASSPHRASE")
    if passphrase and wanted in ("", "passphrase"):
        given = Private(passphrase)
        chosen = given if wanted else check_new(given)
        return b"p", from_passphrase(chosen, salt).reveal()
    if wanted in ("", "keyring") and (stored := _from_keyring()):
        return b"k", stored
    return (b"f", _from_file()) if wanted in ("", "file") else None


def vault_key(folder: Path) -> Private[bytes]:
    """Return the key of a base in `folder`, from the same places; its salt lies beside it."""
    if passphrase := os.environ.get("HYGIE_PASSPHRASE"):
        return from_passphrase(Private(passphrase), _kept(folder / ".hygie-salt", _SALT))
    return vault_lock(None).key


def kept_in_keyring() -> Private[bytes] | None:
    """Return the key that a keyring has for vault files, without making one."""
    for backend in trusted_keyrings():
        try:
            if stored := backend.get_password(_SERVICE, _NAME):
                return Private(bytes.fromhex(stored))
        except Exception:  # noqa: BLE001, S112  (whatever a backend raises means "no keyring here")
            continue
    return None


def put_in_keyring(key: Private[bytes]) -> None:
    """Give the keyring a key that came from a backup, unless it has one."""
    if kept_in_keyring() is not None:
        return
    for backend in trusted_keyrings():
        try:
            backend.set_password(_SERVICE, _NAME, key.reveal().hex())
        except Exception:  # noqa: BLE001, S112  (whatever a backend raises means "no keyring here")
            continue
        return


def _from_keyring() -> bytes | None:
    """Return the key of the first keyring that keeps it; a fresh one is read back before it is used."""
    for backend in trusted_keyrings():
        try:
            if backend.get_password(_SERVICE, _NAME) is None:
                backend.set_password(_SERVICE, _NAME, secrets.token_bytes(_BYTES).hex())
            if stored := backend.get_password(_SERVICE, _NAME):
                return bytes.fromhex(stored)
        except Exception:  # noqa: BLE001, S112  (whatever a backend raises means "no keyring here")
            continue
    return None


def _from_file() -> bytes:
    return _kept(paths.data_dir() / "vault.key", _BYTES)


def _kept(path: Path, size: int) -> bytes:
    """Return the bytes of a private file, making it at first use."""
    if path.exists():
        value = path.read_bytes()
        if len(value) != size:
            raise StoreError(
                _("The key file {path} is damaged.").format(path=path),
                _("What it encrypted cannot be opened; nothing was changed."),
                _("Put it back from a copy, or move it away to begin with a new key."),
            )
        return value
    value = secrets.token_bytes(size)
    try:
        private_folder(path.parent)
        ours = create_file(path, value)
    except OSError as error:
        raise StoreError(
            _("The key file {path} cannot be written ({reason}).").format(
                path=path, reason=reason(error)
            ),
            _("Without a key nothing could be restored, so nothing is given out."),
            _("Set HYGIE_PASSPHRASE, or HYGIE_HOME to a folder that can be written to."),
        ) from None
    return value if ours else _kept(path, size)  # another program was quicker
