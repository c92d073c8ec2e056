"""The key of vault files: the OS keyring's, else a passphrase's, else a file only its owner reads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from assistant import paths
from assistant.errors import StoreError
from assistant.i18n import _
from assistant.models.keys import trusted_keyrings
from assistant.types import Private

_BYTES = 32
_SERVICE, _NAME = "hygie", "vault-key"


def vault_key(folder: Path) -> tuple[Private[bytes], str]:
    """Return the key and where it came from: passphrase, keyring or file."""
    if passphrase := os.environ.get("HYGIE_PASSPHRASE"):
        return Private(_derived(passphrase, folder)), "passphrase"
    if stored := _from_keyring():
        return Private(stored), "keyring"
    return Private(_from_file()), "file"


def _derived(passphrase: str, folder: Path) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # RFC 9106, second recommended option: 64 MiB, three passes. The salt lies beside the vault.
    salt = _kept(folder / ".hygie-salt", 16)
    kdf = Argon2id(salt=salt, length=_BYTES, iterations=3, lanes=4, memory_cost=64 * 1024)
    return kdf.derive(passphrase.encode())


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
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    value = secrets.token_bytes(size)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(value)
    return value
