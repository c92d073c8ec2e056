"""Gives a backup back: into a folder beside, checked there, and only then in the place of what is."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from dataclasses import replace as replace_fields
from pathlib import Path, PurePosixPath

from assistant.backup import failures
from assistant.backup.records import record_digest
from assistant.backup.repository import Repository
from assistant.backup.snapshots import ROOTS, Saved, Snapshot
from assistant.errors import StoreError
from assistant.folders import private_folder
from assistant.protocols import Progress
from assistant.store import key as keys
from assistant.store.database_adapter import Database
from assistant.store.store import FILE, in_use
from assistant.types import Private

RESTORING, ASIDE = ".hygie-restoring-", "hygie-before-restore-"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore, or its rehearsal, gave: `aside` is where the former data went."""

    snapshot: Snapshot
    seconds: float
    aside: Path | None = None


def rehearse(
    repository: Repository, snapshot: Snapshot, beside: Path, progress: Progress | None = None
) -> Restored:
    """Restore into a folder beside `beside`, check everything, wipe it; raises StoreError."""
    began = time.monotonic()
    with _unpacked(repository, snapshot, beside, progress):
        return Restored(snapshot, time.monotonic() - began)


def restore(
    repository: Repository,
    snapshot: Snapshot,
    roots: Mapping[str, Path],
    source: keys.KeySource,
    *,
    replace: bool = False,
    progress: Progress | None = None,
) -> Restored:
    """Put a backup in place; raises StoreError or UserError, and then nothing was changed."""
    began = time.monotonic()
    full = {name: path for name, path in roots.items() if path.is_dir() and any(path.iterdir())}
    if full and not replace:
        raise failures.not_empty()
    if in_use(roots["data"]):
        raise failures.in_use()
    with _unpacked(repository, snapshot, roots["data"], progress) as fresh:
        _rewrap(fresh, snapshot, source)
        os.sync()  # what comes back is on the disk before what is there goes
        return Restored(snapshot, time.monotonic() - began, _exchange(fresh, full, roots))


@contextmanager
def _unpacked(
    repository: Repository, snapshot: Snapshot, beside: Path, progress: Progress | None
) -> Iterator[Path]:
    folder = beside.parent / f"{RESTORING}{secrets.token_hex(4)}"
    with failures.own_disk():
        private_folder(folder)
    try:
        done, total = 0, snapshot.size
        with failures.own_disk():
            for file in snapshot.files:
                _write(repository, file, folder)
                done += file.size
                if progress:
                    progress(done, total)
        _check_records(folder / "data", snapshot)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(repository: Repository, file: Saved, folder: Path) -> None:
    path = folder / _inside(file)
    private_folder(path.parent)
    digest, left = hashlib.sha256(), file.size
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target:
        for name in file.chunks:
            data = repository.get(name)
            left -= len(data)
            if left < 0:  # a disk is not filled to find out that it is wrong
                raise failures.damaged()
            digest.update(data)
            target.write(data)
    path.chmod(file.mode & 0o700)  # what others could read, they cannot any more
    if digest.hexdigest() != file.sha256:
        raise failures.damaged()


def _inside(file: Saved) -> PurePosixPath:
    path = PurePosixPath(file.root, file.path)
    if file.root not in ROOTS or ".." in path.parts or PurePosixPath(file.path).is_absolute():
        raise failures.damaged()
    return path


def _check_records(data: Path, snapshot: Snapshot) -> None:
    """The restored store opens with its key, is whole, and holds the very records that were saved."""
    if "store" not in snapshot.keys.reveal():
        return
    key = Private(bytes.fromhex(snapshot.keys.reveal()["store"]))
    with closing(Database(data / FILE, key, ())) as database:
        if record_digest(database) != snapshot.records or database.faults():
            raise failures.differs()


def _rewrap(fresh: Path, snapshot: Snapshot, source: keys.KeySource) -> None:
    """Guard the key by what this machine has; else it stays under what comes back with it."""
    if "store" not in snapshot.keys.reveal():
        return
    data, plain = fresh / "data", fresh / "config" / source.plain_file.name
    here = _possible(source)
    before = keys.wrapped_by(data)
    stays = before is keys.WrappedBy.PASSPHRASE or (
        before is keys.WrappedBy.FILE and plain.exists()
    )
    if here in (None, keys.WrappedBy.FILE) and stays:
        return
    if here is None:
        here = keys.choose(source)  # raises: there is no key, or too short a passphrase
    key = Private(bytes.fromhex(snapshot.keys.reveal()["store"]))
    keys.rewrap(data, key, here, replace_fields(source, plain_file=plain))


def _possible(source: keys.KeySource) -> keys.WrappedBy | None:
    try:
        return keys.choose(source)
    except StoreError:
        return None


def _exchange(fresh: Path, full: Mapping[str, Path], roots: Mapping[str, Path]) -> Path | None:
    """Move what is here aside and what came back into its place, or leave all as it was."""
    aside = roots["data"].parent / f"{ASIDE}{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(2)}"
    moves = [(path, aside / name) for name, path in full.items()]
    moves += [(fresh / name, path) for name, path in roots.items() if (fresh / name).is_dir()]
    done: list[tuple[Path, Path]] = []
    with failures.own_disk():
        try:
            for source, target in moves:
                private_folder(target.parent)
                if target.is_dir():
                    target.rmdir()  # it is empty
                shutil.move(source, target)
                done.append((source, target))
        except OSError:
            for source, target in reversed(done):
                shutil.move(target, source)
            raise
    return aside if full else None
