"""One's own data: the key, the store, permissions, room on the disk, the clock, unfinished work."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant import figures, store_wiring
from assistant.doctor.results import Home, Result, fault, notice, of_error, ok
from assistant.errors import HygieError
from assistant.i18n import _
from assistant.store import key as keys
from assistant.store.store import Store, exists, open_store

LITTLE, TOO_LITTLE = 1_000_000_000, 100_000_000
"""Bytes left on the disk under which there is a notice, or a fault."""
_OTHERS = 0o077
_KEYS = ("store.key", "vault.key", "store-plain.key")
_UNFINISHED = (".hygie-restoring-*", "hygie-before-restore-*")


def store(home: Home) -> Iterator[Result]:
    """The store opens with its key, and every page is what was written."""
    source = store_wiring.key_source(home.settings, home.passphrase)
    if not exists(home.data):
        yield from _new_key(source)
        return
    try:
        with closing(open_store(home.data, source)) as opened:
            yield from _opened(opened)
            found = keys.wrapped_by(home.data)
    except HygieError as error:
        yield of_error("store", error)
        return
    if found is keys.WrappedBy.FILE:
        yield notice(
            "store.plain_key",
            _(
                "The key of your history lies in a plain file: who has your account has your history."
            ),
            _("Guard it better: hygie history key --by passphrase"),
        )


def _new_key(source: keys.KeySource) -> Iterator[Result]:
    try:
        keys.choose(source)
    except HygieError as error:
        yield of_error("store.no_key", error)
    else:
        yield ok("store", _("a key for your history can be made; nothing is kept yet"))


def _opened(opened: Store) -> Iterator[Result]:
    if opened.database.faults():
        yield fault(
            "store.damaged", _("The file of your history is damaged."),
            _("Restore a backup: hygie backup restore"),
        )  # fmt: skip
    else:
        count = opened.conversations.count()
        yield ok("store", _("the store opens and is whole; conversations: {n}").format(n=count))
    newest = opened.activity.latest()
    if newest is not None and newest > time.time() + 300:
        yield fault(
            "clock",
            _("The clock is behind what was kept last: new entries will look old."),
            _("Set the machine's clock; nothing is lost."),
        )


def keyring(home: Home) -> Iterator[Result]:
    """The chosen keyring really keeps secrets."""
    try:
        import keyring as library

        chosen = library.get_keyring()
        names = [type(b).__module__ for b in getattr(chosen, "backends", [chosen])]
    except Exception as error:  # noqa: BLE001  (whatever a backend raises)
        yield fault("keyring", _("The keyring fails ({kind}).").format(kind=type(error).__name__))
        return
    if any(name.startswith("keyrings.alt") for name in names):
        yield fault(
            "keyring.plain",
            _("The keyring in use keeps secrets in a readable file; hygie does not use it."),
            _("Remove the package keyrings.alt, and unlock your system's keyring."),
        )
    elif any(name.startswith("keyring.backends.null") for name in names):
        yield fault(
            "keyring.null", _("The keyring in use forgets what it is given."),
            _("Unset PYTHON_KEYRING_BACKEND, or choose another backend."),
        )  # fmt: skip


def permissions(home: Home) -> Iterator[Result]:
    """Nobody else on this machine can read the folders and the keys."""
    open_to_others = [p for p in (home.data, home.config) if p.exists() and _shared(p)]
    for path in open_to_others:
        yield fault(
            "permissions.folder",
            _("Other accounts of this machine can read {path}.").format(path=path),
            f"chmod 700 {path}",
        )
    for path in (folder / name for folder in (home.data, home.config) for name in _KEYS):
        if path.exists() and _shared(path):
            yield fault(
                "permissions.key",
                _("Other accounts of this machine can read the key {path}.").format(path=path),
                f"chmod 600 {path}",
            )


def _shared(path: Path) -> bool:
    return bool(path.stat().st_mode & _OTHERS)


def disk(home: Home) -> Iterator[Result]:
    """There is room to write."""
    place = next(p for p in (home.data, *home.data.parents) if p.exists())
    free = shutil.disk_usage(place).free
    told = _("{size} are left on the disk of your data.").format(size=figures.size(free))
    if free < LITTLE:
        make = fault if free < TOO_LITTLE else notice
        yield make("disk", told, _("Free some space; the embedded models can be made again."))
    else:
        yield ok("disk", told)


def unfinished(home: Home) -> Iterator[Result]:
    """No restore was left half-way."""
    for pattern in _UNFINISHED:
        for path in sorted(home.data.parent.glob(pattern)):
            yield notice(
                "restore.unfinished",
                _("{path} is left from a restore.").format(path=path),
                _("Look whether all is there, then delete it."),
            )
