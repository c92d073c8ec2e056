"""Keeps the base in step with the disk: what is new, changed, renamed, moved or gone.

Every file is one transaction: a kill at any moment leaves files done or not done, never half.
New files come before deletions, so that text that moved keeps its vectors.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.errors import ReaderError
from assistant.i18n import _
from assistant.protocols import Progress
from assistant.types import Language
from knowledge.intake.entries import Entry, prepared
from knowledge.intake.sources import Bytes, steady
from knowledge.intake.walking import nameable, walk
from knowledge.store.database import Database
from knowledge.store.files import Files, Known, Place
from knowledge.values import Refused, Report

_LOOK_AGAIN = -1
# A file saved twice within one tick of the disk's clock would look unchanged: git's "racy" rule.
_TICK_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Folder:
    """An added folder or single file; `shown` is how the person named it."""

    path: Path = field(repr=False)
    shown: str = field(repr=False)


@dataclass(slots=True)
class _Pass:
    """One pass: what is known, what is gone from its place, and the count so far."""

    known: dict[str, Known]
    missing: dict[bytes, list[Known]] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


class Sync:
    """Brings the base up to date with added folders."""

    def __init__(self, database: Database) -> None:
        self._base, self._files = database, Files(database)

    def run(self, folders: Sequence[Folder], progress: Progress | None = None) -> Report:
        """Return what was done. A folder that is away (a disk unplugged) is left as it was."""
        closed: list[Path] = []
        state = _Pass(self._files.all())
        present = [folder for folder in folders if folder.path.exists()]
        seen = [(path, each) for each in present for path in _found(each, closed)]
        found = [(path, each) for path, each in seen if nameable(path)]
        gone = self._gone({str(path) for path, _folder in found}, closed, present, state)
        for number, (path, folder) in enumerate(found, 1):
            self._take(path, folder, state)
            if progress:
                progress(number, len(found))
        self._delete(gone, state)
        away = [_away(each) for each in folders if each not in present]
        unopened = [Refused(str(path), _closed()) for path in closed]
        unnamed = [Refused(str(path), _unnamed()) for path, _each in seen if not nameable(path)]
        return replace(state.report, refused=(*state.report.refused, *away, *unopened, *unnamed))

    def _gone(
        self, there: set[str], closed: list[Path], folders: Sequence[Folder], state: _Pass
    ) -> list[Known]:
        watched = {str(folder.path) for folder in folders}
        gone = [
            known
            for path, known in state.known.items()
            if known.folder in watched and path not in there and not _under(path, closed)
        ]
        for known in gone:
            state.missing.setdefault(known.digest, []).append(known)
        return gone

    def _take(self, path: Path, folder: Folder, state: _Pass) -> None:
        known = state.known.get(str(path))
        try:
            if known and _unchanged(path, known):
                state.report = replace(state.report, unchanged=state.report.unchanged + 1)
                return
            content = steady(path)
        except ReaderError as error:
            self._refuse(_place(path, folder), path, known, error, state)
            return
        except OSError:
            return  # gone while we looked: the next pass sees to it
        if known and known.digest == content.digest:
            with self._base.transaction():
                self._files.touch(known, content.size, _cautious(content).changed)
            state.report = replace(state.report, unchanged=state.report.unchanged + 1)
            return
        entry = replace(prepared(path, content), content=_cautious(content))
        self._store(entry, _place(path, folder), known, state)

    def _store(self, entry: Entry, place: Place, known: Known | None, state: _Pass) -> None:
        former = None if known else _former(state.missing, entry.content)
        with self._base.transaction():
            if former:
                self._files.rename(former, entry, place)
            else:
                self._files.put(entry, place)
        report = state.report
        if former:
            state.report = replace(report, renamed=report.renamed + 1)
        elif known:
            state.report = replace(report, changed=report.changed + 1)
        elif not entry.reason:
            state.report = replace(report, added=report.added + 1)
        if entry.reason:
            self._note(place.shown, entry.reason, state)

    def _refuse(
        self, place: Place, path: Path, known: Known | None, error: ReaderError, state: _Pass
    ) -> None:
        """Note a file that cannot be opened; what was known of it is kept."""
        if known is None:
            content = Bytes(b"", 0, _LOOK_AGAIN, b"")
            entry = Entry(path, content, path.stem, "", Language.FR, reason=error.title)
            with self._base.transaction():
                self._files.put(entry, place)
        self._note(place.shown, error.title, state)

    def _note(self, shown: str, reason: str, state: _Pass) -> None:
        refused = (*state.report.refused, Refused(shown, reason))
        state.report = replace(state.report, refused=refused)

    def _delete(self, gone: list[Known], state: _Pass) -> None:
        left = {each.id for several in state.missing.values() for each in several}
        for known in gone:
            if known.id in left:
                with self._base.transaction():
                    self._files.delete(known)
                state.report = replace(state.report, deleted=state.report.deleted + 1)


def _found(folder: Folder, closed: list[Path]) -> Iterator[Path]:
    if folder.path.is_file():
        yield folder.path
    elif folder.path.exists():
        yield from walk(folder.path, closed)


def _place(path: Path, folder: Folder) -> Place:
    inside = path.relative_to(folder.path)
    return Place(str(Path(folder.shown) / inside), str(folder.path))


def _unchanged(path: Path, known: Known) -> bool:
    facts = path.stat()
    return known.changed == facts.st_mtime_ns and known.size == facts.st_size


def _cautious(content: Bytes) -> Bytes:
    recent = time.time_ns() - content.changed < _TICK_NS
    return replace(content, changed=_LOOK_AGAIN) if recent else content


def _former(missing: dict[bytes, list[Known]], content: Bytes) -> Known | None:
    several = missing.get(content.digest)
    return several.pop(0) if several and content.digest else None


def _under(path: str, closed: list[Path]) -> bool:
    return any(path.startswith(f"{folder}/") for folder in closed)


def _away(folder: Folder) -> Refused:
    return Refused(folder.shown, _("The folder is not there; what was taken from it is kept"))


def _unnamed() -> str:
    return _("Its name is not valid text; rename it, then sync again")


def _closed() -> str:
    return _("This folder cannot be opened; what was taken from it is kept")
