"""The store's key: 32 random bytes, wrapped by the keyring, a passphrase, or a chosen plain file.

`store.key` holds the wrapped key, how it is wrapped and its salt, all authenticated together. Changing
the passphrase wraps the same key anew: nothing else is rewritten.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.folders import private_folder
from assistant.models.keys import SERVICE, trusted_keyrings
from assistant.new_passphrase import check_new
from assistant.sealed import (
    KEY_BYTES,
    SealBroken,
    create_file,
    from_passphrase,
    replace_file,
    seal,
    unseal,
)
from assistant.store import failures
from assistant.types import Private

FILE = "store.key"
_FORMAT = 1
_SALT = 16

Passphrase = Callable[[], Private[str] | None]
"""Asked for a passphrase when one is needed; None when there is none to be had."""


class WrappedBy(StrEnum):
    """What guards the key."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105  (a way, not a secret)
    FILE = "file"


def from_environment() -> Private[str] | None:
    """Return HYGIE_PASSPHRASE, or None."""
    value = os.environ.get("HYGIE_PASSPHRASE")
    return Private(value) if value else None


@dataclass(frozen=True, slots=True)
class KeySource:
    """Where a key may come from: a passphrase, and the place of a plain key file if it is allowed."""

    passphrase: Passphrase
    plain_file: Path
    plain_allowed: bool = False
    choosing: Passphrase = from_environment
    """The passphrase to wrap a new key by, None for another way; it never asks at the terminal."""


def open_key(folder: Path, source: KeySource) -> Private[bytes]:
    """Return the key of the store in `folder`, unwrapped; raises StoreError."""
    header = _read(folder / FILE)
    by, salt = WrappedBy(header["by"]), bytes.fromhex(header["salt"])
    outer = _existing(by, salt, source)
    try:
        key = unseal(bytes.fromhex(header["sealed"]), outer, _bound(by, salt))
    except SealBroken:
        raise _unfit(by) from None
    return Private(key)


def make_key(folder: Path, source: KeySource) -> Private[bytes]:
    """Wrap a fresh key and keep it; raises StoreError.

    If another program was faster, its key is returned.
    """
    made = Private(secrets.token_bytes(KEY_BYTES))
    by = choose(source)
    if not create_file(folder / FILE, _wrapped(made, by, source)):
        return open_key(folder, source)
    return made


def rewrap(folder: Path, key: Private[bytes], by: WrappedBy, source: KeySource) -> None:
    """Wrap the same key in another way, or with another passphrase; raises StoreError.

    What wrapped it before is dropped: with an old copy of the key file it would still open the store.
    """
    before = _read(folder / FILE)
    replace_file(folder / FILE, _wrapped(key, by, source))
    if before["by"] == WrappedBy.FILE != by:
        source.plain_file.unlink(missing_ok=True)
    elif before["by"] == WrappedBy.KEYRING:
        _drop(bytes.fromhex(before["salt"]))


def wrapped_by(folder: Path) -> WrappedBy | None:
    """Return what guards the key in `folder`, None when there is no key; raises StoreError."""
    if not (folder / FILE).exists():
        return None
    return WrappedBy(_read(folder / FILE)["by"])


def choose(source: KeySource) -> WrappedBy:
    """Return what a new key is to be wrapped by; raises StoreError when there is nothing, or too little."""
    if (chosen := source.choosing()) is not None:
        check_new(chosen)
        return WrappedBy.PASSPHRASE
    if trusted_keyrings():
        return WrappedBy.KEYRING
    if source.plain_allowed:
        return WrappedBy.FILE
    raise failures.no_key()


def _wrapped(key: Private[bytes], by: WrappedBy, source: KeySource) -> bytes:
    salt = secrets.token_bytes(_SALT)
    sealed = seal(key.reveal(), _fresh(by, salt, source), _bound(by, salt))
    header = {"format": _FORMAT, "by": by.value, "salt": salt.hex(), "sealed": sealed.hex()}
    return json.dumps(header).encode()


def _bound(by: WrappedBy, salt: bytes) -> bytes:
    return f"hygie store key {_FORMAT} {by} {salt.hex()}".encode()


def _read(path: Path) -> dict[str, str]:
    try:
        header = json.loads(path.read_bytes())
        if header["format"] != _FORMAT or header["by"] not in list(WrappedBy):
            raise ValueError
        bytes.fromhex(header["salt"] + header["sealed"])
        return dict(header)
    except FileNotFoundError:
        raise failures.key_missing() from None
    except (OSError, ValueError, KeyError, TypeError):
        raise failures.key_damaged() from None


def _existing(by: WrappedBy, salt: bytes, source: KeySource) -> Private[bytes]:
    if by is WrappedBy.PASSPHRASE:
        if (passphrase := source.passphrase()) is None:
            raise failures.passphrase_needed()
        return from_passphrase(passphrase, salt)
    if by is WrappedBy.KEYRING:
        for backend in trusted_keyrings():
            if stored := _asked(backend, salt):
                return Private(stored)
        raise failures.keyring_locked()
    try:
        return Private(_sized(source.plain_file.read_bytes()))
    except (OSError, ValueError):
        raise failures.key_file_gone() from None


def _fresh(by: WrappedBy, salt: bytes, source: KeySource) -> Private[bytes]:
    if by is WrappedBy.PASSPHRASE:
        if (chosen := source.passphrase()) is None:
            raise failures.passphrase_needed()
        return from_passphrase(check_new(chosen), salt)
    value = secrets.token_bytes(KEY_BYTES)
    if by is WrappedBy.FILE:
        private_folder(source.plain_file.parent)
        create_file(source.plain_file, value)
        return _existing(by, salt, source)
    for backend in trusted_keyrings():
        try:
            backend.set_password(SERVICE, _entry(salt), value.hex())
        except Exception:  # noqa: BLE001, S112  (whatever a backend raises means "no keyring here")
            continue
        # Some keyrings take a secret and forget it: it is read back before it is trusted.
        if _asked(backend, salt) == value:
            return Private(value)
    raise failures.no_key()


def _asked(backend: object, salt: bytes) -> bytes | None:
    try:
        stored = backend.get_password(SERVICE, _entry(salt))  # type: ignore[attr-defined]
        return _sized(bytes.fromhex(stored)) if stored else None
    except Exception:  # noqa: BLE001  (whatever a backend raises means "no key here")
        return None


def _drop(salt: bytes) -> None:
    for backend in trusted_keyrings():
        # Whatever a backend raises, the key that is in force now is kept already.
        with suppress(Exception):
            backend.delete_password(SERVICE, _entry(salt))


def _entry(salt: bytes) -> str:
    """The name in the keyring: one a store, so that two homes of one person do not mix."""
    return f"store-{salt.hex()[:8]}"


def _sized(value: bytes) -> bytes:
    if len(value) != KEY_BYTES:
        raise ValueError
    return value


def _unfit(by: WrappedBy) -> Exception:
    return {
        WrappedBy.PASSPHRASE: failures.wrong_passphrase,
        WrappedBy.KEYRING: failures.keyring_locked,
        WrappedBy.FILE: failures.key_file_gone,
    }[by]()
