"""Safety copies and the examination of this machine, as the engine offers them to screens."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from assistant import backup_wiring, paths, store_wiring
from assistant.backup import repository, restoring
from assistant.backup.repository import Repository
from assistant.backup.snapshots import Snapshot
from assistant.config import Settings
from assistant.doctor.results import Home, Result
from assistant.engine.own_data import OwnData
from assistant.engine.steps import steps
from assistant.engine.values import Copies, Copy
from assistant.errors import HygieError, StoreError, UserError
from assistant.folders import named_place
from assistant.protocols import Progress
from assistant.store.store import Store
from assistant.types import PartDone, Private

T = TypeVar("T")


class Upkeep:
    """Copies are made and opened in the thread that holds the store; an examination has its own."""

    def __init__(self, settings: Settings, own: OwnData) -> None:
        self._settings, self._own = settings, own

    async def doctor(self) -> AsyncIterator[Result]:
        """Yield the results of all checks as they come; nothing is changed or sent."""
        from assistant.doctor.examining import examined

        home = Home(
            self._settings, paths.config_dir(), paths.data_dir(), paths.cache_dir(), self._own.passphrase,
        )  # fmt: skip
        results = examined(home)
        while (result := await asyncio.to_thread(next, results, None)) is not None:
            yield result

    async def copies(self, folder: str = "") -> AsyncIterator[Copies]:
        """Yield the copies at a place, that of the last one if none is given; raises StoreError."""
        yield await self._own.with_store(lambda store: _copies(folder, store))

    async def make_copy(
        self, folder: str, passphrase: Private[str] | None = None
    ) -> AsyncIterator[PartDone | Copy]:
        """Make a copy; yield progress in files, then the copy. Raises UserError, StoreError.

        `passphrase` opens a place, or is chosen for a new one.
        """

        def make(store: Store, tell: Progress) -> Copy:
            made = backup_wiring.made(
                _place(folder, store), store, lambda: passphrase, lambda: passphrase, time.time(), tell
            )  # fmt: skip
            return _copy(made.snapshot)

        async for step in self._steps(make):
            yield step

    async def rehearse_copy(
        self, folder: str, number: int, passphrase: Private[str] | None = None
    ) -> AsyncIterator[PartDone | Copy]:
        """Restore a copy aside, compare it, wipe it; yield progress, then the copy. Raises StoreError."""

        def rehearse(store: Store, tell: Progress) -> Copy:
            backup_wiring.mended(_place(folder, store), store)
            opened = _opened(folder, store, passphrase)
            done = restoring.rehearse(opened, opened.snapshot(number), paths.data_dir(), tell)
            return _copy(done.snapshot)

        async for step in self._steps(rehearse):
            yield step

    async def restore_copy(
        self, folder: str, number: int, passphrase: Private[str] | None = None
    ) -> AsyncIterator[PartDone | str]:
        """Put a copy in place; yield progress, then where the data of before went.

        The engine has to be started again after it: what it holds open is no longer there.
        """

        def restore(store: Store, tell: Progress) -> str:
            opened = _opened(folder, store, passphrase)
            snapshot = opened.snapshot(number)
            store.close()
            done = restoring.restore(
                opened, snapshot, backup_wiring.roots(),
                store_wiring.key_source(self._settings, self._own.passphrase),
                replace=True, progress=tell,
            )  # fmt: skip
            backup_wiring.after_restore(dict(snapshot.keys.reveal()))
            return str(done.aside or "")

        async for step in self._steps(restore):
            yield step

    def _steps(self, work: Callable[[Store, Progress], T]) -> AsyncIterator[PartDone | T]:
        return steps(lambda tell: self._own.with_store(lambda store: work(store, tell)))


def _place(folder: str, store: Store) -> Path:
    if folder:
        return named_place(folder).absolute()
    return backup_wiring.known_folder(store)


def _opened(folder: str, store: Store, passphrase: Private[str] | None) -> Repository:
    return backup_wiring.opened(_place(folder, store), store, lambda: passphrase)


def _copies(folder: str, store: Store) -> Copies:
    try:
        place = _place(folder, store)
    except UserError:
        return Copies("", exists=False, opens=False)
    with suppress(StoreError):
        backup_wiring.mended(place, store)
    if not repository.exists(place):
        return Copies(str(place), exists=False, opens=False)
    try:
        opened = _opened(str(place), store, None)
    except HygieError:
        return Copies(str(place), exists=True, opens=False)
    found, damaged = list[Copy](), list[int]()
    for number in reversed(opened.numbers()):
        try:
            found.append(_copy(opened.snapshot(number)))
        except StoreError:
            damaged.append(number)  # it does not hide the others
    return Copies(str(place), exists=True, opens=True, found=tuple(found), damaged=tuple(damaged))


def _copy(snapshot: Snapshot) -> Copy:
    return Copy(snapshot.number, snapshot.at, len(snapshot.files), snapshot.size)
