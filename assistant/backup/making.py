"""Makes a backup: still copies of the databases, then every file into the repository."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import __version__
from assistant.backup import failures
from assistant.backup.gathering import save, sources, staging
from assistant.backup.records import record_digest
from assistant.backup.repository import Repository
from assistant.backup.snapshots import Snapshot
from assistant.protocols import Progress
from assistant.store.store import FILE, Store
from assistant.types import Private

Still = Callable[[], AbstractContextManager[None]]
"""Holds a database as it is while it is copied."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished backup: bytes saved, and those that were new."""

    snapshot: Snapshot
    written: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Material:
    """What is saved: folders by name, the store if there is one, other databases, other keys."""

    roots: Mapping[str, Path]
    store: Store | None
    databases: Mapping[Path, Still]
    keys: Mapping[str, str]


def create(
    repository: Repository, material: Material, now: float, progress: Progress | None = None
) -> Made:
    """Make one backup; raises StoreError, and then earlier ones are whole."""
    began = time.monotonic()
    check_place(repository.folder, material.roots)
    keys, records = dict(material.keys), dict[str, Any]()
    with (
        failures.own_disk(),
        staging(material.roots["data"]) as folder,
        repository.locked(),
    ):
        copies = {path: _copied(path, still, folder) for path, still in material.databases.items()}
        if material.store is not None:
            store, path = material.store, material.store.folder / FILE
            with store.database.still():
                copies[path] = _copy(path, folder)
                records = record_digest(store.database)
            keys["store"] = store.key.reveal().hex()
        found = list(sources(material.roots, copies))
        files, written = save(repository, found, progress)
        snapshot = Snapshot(now, __version__, tuple(files), Private(keys), records)
        return Made(repository.add(snapshot), written, time.monotonic() - began)


def check_place(folder: Path, roots: Mapping[str, Path]) -> None:
    """Raise UserError when a repository would lie within what it saves."""
    place = folder.resolve()
    if any(place.is_relative_to(root.resolve()) for root in roots.values()):
        raise failures.inside()


def _copied(path: Path, still: Still, folder: Path) -> Path:
    with still():
        return _copy(path, folder)


def _copy(path: Path, folder: Path) -> Path:
    copy = folder / f"{len(list(folder.iterdir()))}-{path.name}"
    shutil.copyfile(path, copy)
    copy.chmod(0o600)
    return copy
