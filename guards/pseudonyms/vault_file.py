"""A vault kept in one encrypted file, so that `protect` and `restore` can be two commands.

AES-256-GCM over the whole content; the file's format and version are authenticated with it.
"""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

from assistant.errors import MissingError, StoreError
from assistant.i18n import _
from assistant.types import Kind, Private
from guards.pseudonyms.person_names import Name
from guards.pseudonyms.persons import Person
from guards.pseudonyms.placeholders import FORM, Marker, parsed
from guards.pseudonyms.vault import Key, MemoryVault

_MAGIC = b"hygie-vault\x002"
_NONCE = 12
KEY_BYTES = 32


class VaultFile(MemoryVault):
    """A vault that is read from a file if it exists, and written back by `save`."""

    def __init__(self, path: Path, key: Private[bytes], *, must_exist: bool = False) -> None:
        super().__init__()
        self._path, self._key = path, key
        if path.exists():
            self._restore_entries(*_read(_decrypt(path, key)))
        elif must_exist:
            raise MissingError(
                _("This vault does not exist."),
                _("Nothing was restored."),
                _("Give the vault that was made by: hygie protect --vault"),
            )

    def _written(self) -> str:
        entries = [
            [kind.value, value.reveal(), gender, str(marker)]
            for (kind, value, gender), marker in self._entries()
        ]
        people = [[p.name.words, p.name.gender, p.number, p.vague] for p in self._persons]
        return json.dumps({"entries": entries, "persons": people}, ensure_ascii=False)

    def save(self) -> None:
        """Write the vault atomically, readable by its owner alone; raises StoreError."""
        plain = self._written().encode("utf-8", "surrogatepass")
        nonce = secrets.token_bytes(_NONCE)
        data = _MAGIC + nonce + _cipher(self._key).encrypt(nonce, plain, _MAGIC)
        try:
            _replace(self._path, data)
        except OSError as error:
            raise StoreError(
                _("The vault cannot be written ({reason}).").format(reason=error.strerror),
                _("Without it nothing could be restored, so nothing is given out."),
                _("Free some space or choose another place."),
            ) from None


def _read(stored: dict[str, list[Any]]) -> tuple[list[tuple[Key, Marker]], list[Person]]:
    entries = [
        ((Kind(kind), Private(value), gender), _marker(marker))
        for kind, value, gender, marker in stored["entries"]
    ]
    people = [
        Person(Name(tuple(words), gender), number, vague)
        for words, gender, number, vague in stored["persons"]
    ]
    return entries, people


def _marker(text: str) -> Marker:
    match = FORM.fullmatch(text)
    marker = parsed(match) if match else None
    if marker is None:
        raise ValueError
    return marker


def _decrypt(path: Path, key: Private[bytes]) -> Any:  # noqa: ANN401
    from cryptography.exceptions import InvalidTag

    try:
        data = path.read_bytes()
        if data[: len(_MAGIC)] != _MAGIC:
            raise ValueError
        nonce, body = data[len(_MAGIC) :][:_NONCE], data[len(_MAGIC) + _NONCE :]
        plain = _cipher(key).decrypt(nonce, body, _MAGIC)
        return json.loads(plain.decode("utf-8", "surrogatepass"))
    except (InvalidTag, ValueError, OSError):
        raise StoreError(
            _("The vault cannot be opened: wrong key, damaged, or made by a newer version."),
            _("Nothing was restored and the file was left as it is."),
            _("Use the key or the passphrase it was made with (HYGIE_PASSPHRASE)."),
        ) from None


def _cipher(key: Private[bytes]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key.reveal())


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".vault-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
