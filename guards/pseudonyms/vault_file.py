"""A vault kept in one encrypted file, so that `protect` and `restore` can be two commands.

AES-256-GCM over the whole content. The file's format, and its label (what guards the key, and the salt),
are authenticated with it.
"""

from __future__ import annotations

import json
from pathlib import Path

from assistant.errors import MissingError, StoreError
from assistant.i18n import _
from assistant.sealed import KEY_BYTES, SealBroken, replace_file, seal, unseal
from assistant.types import Private
from guards.pseudonyms.rows import fill, rows
from guards.pseudonyms.vault import MemoryVault

__all__ = ["KEY_BYTES", "LABEL_BYTES", "VaultFile", "label_of"]

_MAGIC = b"hygie-vault\x003"
LABEL_BYTES = 17
_UNLABELLED = bytes(LABEL_BYTES)


class VaultFile(MemoryVault):
    """A vault that is read from a file if it exists, and written back by `save`."""

    def __init__(
        self,
        path: Path,
        key: Private[bytes],
        *,
        must_exist: bool = False,
        label: bytes = _UNLABELLED,
    ) -> None:
        super().__init__()
        self._path, self._key, self._label = path, key, label
        if path.exists():
            fill(self, _decrypt(path, key))
        elif must_exist:
            raise MissingError(
                _("This vault does not exist."),
                _("Nothing was restored."),
                _("Give the vault that was made by: hygie protect --vault"),
            )

    def save(self) -> None:
        """Write the vault atomically, readable by its owner alone; raises StoreError."""
        kept = {name: value.reveal() for name, value in rows(self).items()}
        plain = json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass")
        head = _MAGIC + self._label
        try:
            replace_file(self._path, head + seal(plain, self._key, head))
        except OSError as error:
            raise StoreError(
                _("The vault cannot be written ({reason}).").format(reason=error.strerror),
                _("Without it nothing could be restored, so nothing is given out."),
                _("Free some space or choose another place."),
            ) from None


def label_of(path: Path) -> bytes | None:
    """Return the label of a vault file, None when there is no readable one."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC) + LABEL_BYTES)
    except OSError:
        return None
    return head[len(_MAGIC) :] if head.startswith(_MAGIC) else None


def _decrypt(path: Path, key: Private[bytes]) -> dict[str, Private[str]]:
    try:
        data = path.read_bytes()
        if not data.startswith(_MAGIC):
            raise ValueError
        cut = len(_MAGIC) + LABEL_BYTES
        plain = unseal(data[cut:], key, data[:cut])
        kept = json.loads(plain.decode("utf-8", "surrogatepass"))
        return {name: Private(value) for name, value in kept.items()}
    except (SealBroken, ValueError, OSError):
        raise StoreError(
            _("The vault cannot be opened: wrong key, damaged, or made by a newer version."),
            _("Nothing was restored and the file was left as it is."),
            _("Use the key or the passphrase it was made with (HYGIE_PASSPHRASE)."),
        ) from None
