"""Brings what an earlier version recorded of prompts, in sealed files of their own, into the store.

What opens is copied in one transaction, then its file goes. Where none opens the key is not here, and
nothing is touched; where some do, those that do not are damaged: they stay, under another name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from assistant import paths, vault_key
from assistant.errors import StoreError
from assistant.i18n import gettext as _
from assistant.sealed import KEY_BYTES, SealBroken, from_passphrase, subkey, unseal
from assistant.store.texts import Texts
from assistant.types import Private

_PURPOSE = "prompt runs"
_SALT = ".hygie-salt"
_DAMAGED = ".damaged"


def brought(root: Path, texts: Texts) -> None:
    """Bring the texts of a folder into the store; raises StoreError when none of them opens."""
    files = {p.relative_to(root).as_posix(): p for p in _sealed(root)}
    if not files:
        return
    opened = dict(_opened(files, list(_keys(root))))
    if not opened and _sealed(root):
        raise StoreError(
            _("The runs that an earlier version recorded cannot be opened: their key is not here."),
            _("They were left as they are in {folder}.").format(folder=root),
            _("Set HYGIE_PASSPHRASE as when they were recorded, or move the folder away."),
        )
    texts.add(opened)
    for name, path in files.items():
        if name in opened:
            path.unlink(missing_ok=True)
        else:
            path.rename(path.with_name(path.name + _DAMAGED))
    if len(opened) == len(files):
        _remove(root)


def damaged(root: Path) -> list[Path]:
    """Return the files of an earlier version that could not be opened."""
    return sorted(root.rglob(f"*{_DAMAGED}"))


def _sealed(root: Path) -> list[Path]:
    files = (p for p in root.rglob("*") if p.is_file() and p.suffix != _DAMAGED)
    return sorted(p for p in files if p.name[0] != ".")


def _opened(files: dict[str, Path], keys: list[Private[bytes]]) -> Iterator[tuple[str, str]]:
    for name, path in files.items():
        try:
            data = path.read_bytes()
        except FileNotFoundError:  # another program was faster
            continue
        for key in keys:
            try:
                yield name, unseal(data, key, name.encode()).decode("utf-8")
                break
            except (SealBroken, UnicodeDecodeError):
                continue


def _keys(root: Path) -> Iterator[Private[bytes]]:
    """The keys that earlier versions may have sealed with; none is made."""
    passphrase, salt = os.environ.get("HYGIE_PASSPHRASE"), root / _SALT
    if passphrase and salt.is_file():
        yield subkey(from_passphrase(Private(passphrase), salt.read_bytes()), _PURPOSE)
    if kept := vault_key.kept_in_keyring():
        yield subkey(kept, _PURPOSE)
    plain = paths.data_dir() / "vault.key"
    if plain.is_file() and len(value := plain.read_bytes()) == KEY_BYTES:
        yield subkey(Private(value), _PURPOSE)


def _remove(root: Path) -> None:
    (root / _SALT).unlink(missing_ok=True)
    for folder in sorted((p for p in root.rglob("*") if p.is_dir()), reverse=True):
        _removed(folder)
    _removed(root)


def _removed(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:  # something else lies in it
        return
