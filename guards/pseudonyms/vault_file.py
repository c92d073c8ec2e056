"""A vault kept in one encrypted file, so that `protect` and `restore` can be two commands.

AES-256-GCM over the whole content. The file's head is authenticated with it: format, label (what guards the
key, and the salt), a check that tells a wrong key from damage, and when the vault expires.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.os_reasons import reason
from assistant.sealed import KEY_BYTES, SealBroken, replace_file, seal, subkey, unseal
from assistant.types import Private
from guards.pseudonyms import vault_failures as failures
from guards.pseudonyms.rows import fill, rows
from guards.pseudonyms.vault import MemoryVault

__all__ = ["KEY_BYTES", "LABEL_BYTES", "Expiry", "VaultFile", "label_of", "wipe"]

_FAMILY = b"hygie-vault\x00"
_MAGIC, _BEFORE = _FAMILY + b"4", _FAMILY + b"3"  # the one before had neither check nor expiry
LABEL_BYTES, _CHECK_BYTES, _TIME_BYTES = 17, 8, 8
_UNLABELLED = bytes(LABEL_BYTES)


@dataclass(frozen=True, slots=True)
class Expiry:
    """After how many seconds without being written a vault expires, None never; `clock` for tests."""

    seconds: float | None = None
    clock: Callable[[], float] = time.time

    def at(self) -> int:
        """When a vault that is written now expires, in seconds since the epoch; 0 never."""
        return 0 if self.seconds is None else int(self.clock() + self.seconds)


_NEVER = Expiry()


class VaultFile(MemoryVault):
    """A vault that is read from a file if it exists, and written back by `save`.

    Raises MissingError, or StoreError: not a vault, newer, wrong key, damaged, expired (and then wiped).
    """

    def __init__(
        self,
        path: Path,
        key: Private[bytes],
        *,
        must_exist: bool = False,
        label: bytes = _UNLABELLED,
        expiry: Expiry = _NEVER,
    ) -> None:
        super().__init__()
        self._path, self._key, self._label, self._expiry = path, key, label, expiry
        if path.exists():
            kept, until = _opened(path, key)
            if until and expiry.clock() >= until:
                wipe(path)
                raise failures.expired()
            try:
                fill(self, kept)
            except (ValueError, KeyError, TypeError):
                raise failures.damaged() from None
        elif must_exist:
            raise failures.missing()

    def save(self) -> None:
        """Write the vault atomically, readable by its owner alone; raises StoreError."""
        kept = {name: value.reveal() for name, value in rows(self).items()}
        plain = json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass")
        until = self._expiry.at().to_bytes(_TIME_BYTES, "big")
        head = _MAGIC + self._label + _check(self._key) + until
        try:
            replace_file(self._path, head + seal(plain, self._key, head))
        except OSError as error:
            raise failures.unwritable(reason(error)) from None


def label_of(path: Path) -> bytes | None:
    """Return the label of a vault file, None when there is no readable one."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC) + LABEL_BYTES)
    except OSError:
        return None
    return head[len(_MAGIC) :] if head.startswith((_MAGIC, _BEFORE)) else None


def refuse_other(path: Path) -> None:
    """Raise StoreError for a file that is there and is no vault."""
    if path.exists() and not _read(path).startswith(_FAMILY):
        raise failures.no_vault()


def wipe(path: Path) -> None:
    """Overwrite a vault file and delete it; raises MissingError, StoreError.

    What cannot be read without its key is gone with its bytes; copies of the file system's are not reached.
    """
    try:
        if not _read(path).startswith(_FAMILY):
            raise failures.no_vault()
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except OSError as error:
        raise failures.unwritable(reason(error)) from None


def _check(key: Private[bytes]) -> bytes:
    """Tells that a key is the right one, and nothing about it."""
    return subkey(key, "vault file check").reveal()[:_CHECK_BYTES]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise failures.missing() from None
    except OSError as error:
        raise failures.unreadable(reason(error)) from None


def _opened(path: Path, key: Private[bytes]) -> tuple[dict[str, Private[str]], int]:
    """Return the rows of a vault file and when it expires."""
    data = _read(path)
    if not data.startswith(_FAMILY):
        raise failures.no_vault()
    if data.startswith(_BEFORE):
        return _rows(data, len(_BEFORE) + LABEL_BYTES, key), 0
    if not data.startswith(_MAGIC):
        raise failures.newer()
    at = len(_MAGIC) + LABEL_BYTES
    if data[at : at + _CHECK_BYTES] != _check(key):
        raise failures.wrong_key()
    cut = at + _CHECK_BYTES + _TIME_BYTES
    return _rows(data, cut, key), int.from_bytes(data[cut - _TIME_BYTES : cut], "big")


def _rows(data: bytes, cut: int, key: Private[bytes]) -> dict[str, Private[str]]:
    try:
        plain = unseal(data[cut:], key, data[:cut])
        kept = json.loads(plain.decode("utf-8", "surrogatepass"))
        return {name: Private(value) for name, value in kept.items()}
    except (SealBroken, ValueError):
        raise failures.damaged() from None
