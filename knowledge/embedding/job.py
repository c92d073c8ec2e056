"""The long work: gives every passage its vector, in the background, in any number of sittings.

What is done is committed every few seconds; a kill loses at most that. The same text never passes
twice: vectors are kept by the digest of what was embedded. Those of an older model are made again, and
serve until then.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from assistant.protocols import Progress
from knowledge.embedding.meaning import Meaning
from knowledge.embedding.taught import MODEL
from knowledge.embedding.vectors import packed
from knowledge.intake.entries import embedded_text
from knowledge.locking import Lock
from knowledge.store.database import Database
from knowledge.store.overview import EMBEDDING_LOCK, TO_EMBED, pending

_BATCH = 32
_CANCEL = "cancel"
_PAUSE = 0.5


class PassageEmbedder(Protocol):
    """What the job needs of a model."""

    def passages(self, texts: Sequence[str]) -> Sequence[Meaning]:
        """Return what it makes of each text."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One text to embed."""

    digest: bytes
    text: str = field(repr=False)


class EmbeddingJob:
    """Embeds what is pending, one process at a time."""

    def __init__(self, base: Database, folder: Path) -> None:
        self._base = base
        self._lock = Lock(folder / EMBEDDING_LOCK)

    @property
    def running(self) -> bool:
        """Whether any process is embedding."""
        return self._lock.taken()

    def cancel(self) -> bool:
        """Ask a running job to stop after its batch; return whether one was running."""
        self._base.run("insert or replace into meta values (?, '1')", (_CANCEL,))
        return self.running

    def run(self, embedder: PassageEmbedder, progress: Progress | None = None) -> bool:
        """Embed until nothing is pending; False if another process is at it or it was cancelled."""
        if not self._take():
            return False
        try:
            return self._embed(embedder, progress)
        finally:
            self._lock.release()

    @contextmanager
    def handing_over(self) -> Iterator[int | None]:
        """Take the work for a process that is started inside, which inherits this file and adopts it.

        So that no moment lies between in which no one is at it. None if another process is.
        """
        try:
            yield self._lock.handle if self._take() else None
        finally:
            self._lock.release()

    def adopt(self, handle: int) -> None:
        """Go on with what was taken by the process that started this one."""
        self._lock.adopt(handle)

    def _take(self) -> bool:
        if self._lock.handle is not None:
            return True  # adopted: it may have been cancelled since
        taken = self._lock.take()
        if taken:
            self._base.run("delete from meta where name = ?", (_CANCEL,))
        return taken

    def wait(self, progress: Progress | None = None) -> None:
        """Wait while another process embeds."""
        total = pending(self._base)
        while self._lock.taken() and (left := pending(self._base)):
            if progress:
                progress(total - left, total)
            time.sleep(_PAUSE)

    def _embed(self, embedder: PassageEmbedder, progress: Progress | None) -> bool:
        total, done = pending(self._base), 0
        while numbers := self._pending():
            for tasks in self._batches(numbers):
                if self._base.row("select 1 from meta where name = ?", (_CANCEL,)):
                    return False
                self._store(tasks, embedder.passages([task.text for task in tasks]))
                done += len(tasks)
                if progress:
                    progress(min(done, total), total)
        return True

    def _pending(self) -> list[int]:
        return [row[0] for row in self._base.rows(TO_EMBED)]

    def _batches(self, numbers: Sequence[int]) -> Iterator[list[_Task]]:
        for at in range(0, len(numbers), _BATCH):
            if tasks := self._tasks(numbers[at : at + _BATCH]):
                yield tasks

    def _tasks(self, numbers: Sequence[int]) -> list[_Task]:
        bodies: dict[int, str] = {}
        tasks = []
        with self._base.snapshot():
            for digest, start, stop, heading, file in self._base.rows(
                "select vector, start, stop, heading, file from passages"
                " where id in (select value from json_each(?)) order by id",
                (f"[{','.join(map(str, numbers))}]",),
            ):
                if file not in bodies:
                    bodies = {
                        file: self._base.value("select body from files where id = ?", (file,))
                    }
                tasks.append(_Task(digest, embedded_text(bodies[file][start:stop], heading)))
        return tasks

    def _store(self, tasks: Sequence[_Task], found: Sequence[Meaning]) -> None:
        rows = [
            (task.digest, packed(each.vector), each.pieces)
            for task, each in zip(tasks, found, strict=True)
        ]
        with self._base.transaction():
            # A text may have been deleted while it was embedded.
            self._base.run_many(
                "insert into vectors (digest, value, model) select ?1, ?2, ?3"
                " where exists (select 1 from passages where vector = ?1)"
                " on conflict (digest) do update set (value, model) = (excluded.value, excluded.model)",
                [(*row[:2], MODEL) for row in rows],
            )
            self._base.run_many(
                "insert or replace into pieces (vector, value)"
                " select id, ?2 from vectors where digest = ?1",
                [row[::2] for row in rows],
            )
            self._base.run_many(
                "insert into changes (digest) select ?1"
                " where exists (select 1 from vectors where digest = ?1)",
                [row[:1] for row in rows],
            )
