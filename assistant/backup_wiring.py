"""The part of the wiring that concerns backups: what is saved here, where to, and with which key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant import paths, store_wiring, vault_key
from assistant.backup import failures, repository
from assistant.backup.making import Made, Material, Still, check_place, create
from assistant.backup.repository import Repository
from assistant.config import Settings
from assistant.errors import HygieError
from assistant.protocols import Progress
from assistant.store.key import Passphrase
from assistant.store.store import Store
from assistant.types import Private

_META = "backup"


def roots() -> dict[str, Path]:
    """Return the folders that are saved."""
    return {"data": paths.data_dir(), "config": paths.config_dir()}


def known_folder(store: Store | None) -> Path:
    """Return where the last backup went; raises UserError when there was none."""
    known = store.meta.get(_META) if store else None
    if not known:
        raise failures.nowhere()
    return Path(known["folder"])


def opened(folder: Path, store: Store | None, passphrase: Passphrase) -> Repository:
    """Open a repository with the key that the store remembers, else its passphrase."""
    if known := remembered(folder, store):
        return known
    repository.check_header(folder)  # says what is wrong before a passphrase is asked for
    if (given := passphrase()) is None:
        raise failures.passphrase_needed()
    return repository.open_with(folder, given)


def remembered(folder: Path, store: Store | None) -> Repository | None:
    """Return the repository that the store remembers, if it is the one at this place."""
    known = store.meta.get(_META) if store else None
    if not known:
        return None
    found = Repository(folder, Private(bytes.fromhex(known["key"])), known.get("number", 0))
    return found if _has_header(known, folder) or found.opens else None


def mended(folder: Path, store: Store | None) -> bool:
    """Put a header back that was changed or lost; return whether it had to be. Raises StoreError.

    The remembered key opens the backups without it, their passphrase does not: what looks well would be
    lost with this machine.
    """
    known = store.meta.get(_META) if store else None
    if not known or not known.get("header") or _has_header(known, folder):
        return False
    if remembered(folder, store) is None:
        return False  # another repository, or none
    repository.put_back(folder, known["header"])
    return True


def _has_header(known: Mapping[str, str], folder: Path) -> bool:
    return bool(known.get("header")) and known["header"] == repository.header(folder)


def made(
    folder: Path,
    store: Store | None,
    opening: Passphrase,
    choosing: Passphrase,
    now: float,
    progress: Progress | None = None,
) -> Made:
    """Make a backup, and its repository if need be; the store remembers its key for the next ones."""
    check_place(folder, roots())
    if not any(place.is_dir() and any(place.iterdir()) for place in roots().values()):
        raise failures.nothing()
    mended(folder, store)
    if repository.exists(folder):
        target = opened(folder, store, opening)
    elif (chosen := choosing()) is None:
        raise failures.passphrase_needed()
    else:
        target = repository.make(folder, chosen)
    _remember(store, target)
    with _databases(store) as databases:
        material = Material(roots(), store, databases, _other_keys())
        done = create(target, material, now, progress)
    _remember(store, target, done)
    return done


def _remember(store: Store | None, target: Repository, done: Made | None = None) -> None:
    """Note place, key and header, so that a timer needs no passphrase; and the backup that was finished."""
    if store is None:
        return
    before = store.meta.get(_META) or {"at": 0.0}
    store.meta.set(_META, {
        "folder": str(target.folder), "header": repository.header(target.folder),
        "key": target.key.reveal().hex(), "at": done.snapshot.at if done else before["at"],
        "number": done.snapshot.number if done else target.last,
    })  # fmt: skip


@contextmanager
def _databases(store: Store | None) -> Iterator[dict[Path, Still]]:
    """The knowledge base, held still; one that does not open is saved as it lies there."""
    from assistant import knowledge_wiring

    path = paths.data_dir() / "knowledge" / "base.sqlite"
    if not path.exists():
        yield {}
        return
    try:
        base = knowledge_wiring.knowledge_beside(store) if store else knowledge_wiring.knowledge()
    except HygieError:
        yield {}
        return

    try:
        yield {path: base.database.still}
    finally:
        base.close()


def _other_keys() -> dict[str, str]:
    """The key that the keyring has for vault files: without it they would be lost with the machine."""
    stored = vault_key.kept_in_keyring()
    return {"vault": stored.reveal().hex()} if stored else {}


def after_restore(keys: dict[str, str]) -> None:
    """Give the keyring of this machine the key of vault files, unless it has one."""
    if "vault" in keys:
        vault_key.put_in_keyring(Private(bytes.fromhex(keys["vault"])))


def store_if_any(settings: Settings, passphrase: Passphrase) -> Store | None:
    """Return the store when there is one; raises StoreError when it does not open."""
    return store_wiring.store(settings, passphrase) if store_wiring.store_exists() else None
