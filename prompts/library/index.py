"""The list of a library's prompts, kept beside it so that thousands are listed at once.

The files are the truth: an entry holds while its file keeps size and time of change.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from assistant.folders import private_folder
from prompts.library.entries import SUFFIX, Entry, make_entry

VERSION = 2
_FOLDERS = ("prompts", "vendor")
_Stamp = list[int]


def entries(root: Path, cache: Path | None) -> list[Entry]:
    """Return the prompts of a library, by path; `cache` is a folder that may be lost."""
    with _no_collection():
        return _entries(root, cache)


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Thousands of entries made at once set off garbage collections that find nothing."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _entries(root: Path, cache: Path | None) -> list[Entry]:
    path = (
        cache / f"{hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]}.json"
        if cache
        else None
    )
    known = _load(path)
    found: dict[str, tuple[_Stamp, Entry]] = {}
    changed = False
    for relative, stamp in sorted(_files(root)):
        old = known.get(relative)
        if old is not None and old[0] == stamp:
            found[relative] = old
        else:
            found[relative] = (stamp, make_entry(root, relative))
            changed = True
    if path is not None and (changed or len(found) != len(known)):
        _save(path, found)
    return [entry for _stamp, entry in found.values()]


def _files(root: Path) -> Iterator[tuple[str, _Stamp]]:
    for folder in _FOLDERS:
        yield from _walk(os.path.join(root, folder), folder)  # noqa: PTH118  (speed)
    yield from _walk(str(root), "", deep=False)


def _walk(folder: str, prefix: str, *, deep: bool = True) -> Iterator[tuple[str, _Stamp]]:
    try:
        listing = list(os.scandir(folder))
    except OSError:
        return
    for item in listing:
        if item.name.startswith((".", "_")):
            continue  # hidden, or a partial
        relative = f"{prefix}/{item.name}" if prefix else item.name
        if item.name.endswith(SUFFIX):
            if item.is_file():
                stat = item.stat()
                yield relative, [stat.st_mtime_ns, stat.st_size]
        elif deep and item.is_dir(follow_symlinks=False):
            yield from _walk(item.path, relative)


def _load(path: Path | None) -> dict[str, tuple[_Stamp, Entry]]:
    if path is None:
        return {}
    try:
        data = json.loads(path.read_bytes())
        if data["version"] != VERSION:
            return {}
        return {row[2]: (stamp, Entry(*row)) for stamp, row in data["entries"]}
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return {}


def _save(path: Path, found: dict[str, tuple[_Stamp, Entry]]) -> None:
    data = {"version": VERSION, "entries": [(stamp, e.stored()) for stamp, e in found.values()]}
    with contextlib.suppress(OSError):  # the index is only there for speed
        private_folder(path.parent)
        new = path.with_suffix(f".{secrets.token_hex(4)}")
        new.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        new.replace(path)
