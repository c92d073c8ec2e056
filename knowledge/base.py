"""The knowledge base as the rest of hygie sees it: one folder on disk, a few verbs."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import MissingError, UserError
from assistant.folders import named_place
from assistant.i18n import _
from assistant.protocols import Progress
from assistant.types import Private
from knowledge.embedding.job import EmbeddingJob
from knowledge.index.keeper import Keeper
from knowledge.intake.sync import Folder, Sync
from knowledge.intake.walking import nameable
from knowledge.locking import Lock
from knowledge.search.engine import Search
from knowledge.store.database import Database
from knowledge.store.encryption import encrypt, finish
from knowledge.store.erasing import erase
from knowledge.store.files import Files
from knowledge.store.folders import Folders
from knowledge.store.inlining import inlined
from knowledge.store.opening import opened
from knowledge.store.overview import documents, overview, pending
from knowledge.store.passages import Passages, Shown
from knowledge.values import Box, Hit, Report, Rule, State

if TYPE_CHECKING:
    from knowledge.embedding.onnx_adapter import Embedder

FILE = "base.sqlite"
"""The file that holds everything that matters."""


class KnowledgeBase:
    """One person's base; opening it is cheap and loads no model."""

    def __init__(self, folder: Path, key: Private[bytes] | None = None) -> None:
        """Open or make the base in `folder`; raises StoreError."""
        self.folder = folder
        finish(folder / FILE)
        self.database = Database(folder / FILE, key)
        self._syncing = Lock(folder / "sync.lock")
        # Vectors tell much of a text: beside an encrypted base there is no index in clear.
        self._keeper = Keeper(self.database, folder, enabled=key is None)
        self._job = EmbeddingJob(self.database, folder)
        self._embedder: Embedder | None = None
        self.search = Search(self.database, self._keeper, self.embedder)

    def close(self) -> None:
        """Close the base."""
        self._keeper.close()
        self.database.close()

    def embedder(self) -> Embedder:
        """Return the embedding model, loaded at first use; raises StoreError."""
        if self._embedder is None:
            from knowledge.embedding.onnx_adapter import Embedder

            self._embedder = Embedder()
        return self._embedder

    def embed(self, progress: Progress | None = None, *, wait: bool = True) -> bool:
        """Give passages their vectors, and the index what is new; raises StoreError.

        Return whether nothing is left to do. If another program is at it, wait for it, or come back
        at once without `wait`.
        """
        while pending(self.database):
            if not self._job.run(self.embedder(), progress):
                if not wait or not self._job.running:
                    return False
                self._job.wait(progress)
        self._keeper.ready()
        return True

    def handing_over(self) -> AbstractContextManager[int | None]:
        """Take the embedding for a process that is started inside and adopts this file."""
        return self._job.handing_over()

    def adopt(self, handle: int) -> None:
        """Take on the embedding from the process that started this one."""
        self._job.adopt(handle)

    def encrypt(self, key: Private[bytes]) -> None:
        """Encrypt the base, which is closed by this; raises StoreError."""
        with self._syncing.waiting():
            self._keeper.remove()
            self.close()
            encrypt(self.folder / FILE, key)

    def cancel(self) -> bool:
        """Ask a running embedding to stop; return whether one was running."""
        return self._job.cancel()

    def add(
        self, names: Sequence[str], rule: Rule | None = None, progress: Progress | None = None
    ) -> Report:
        """Take in files and folders, searchable by words at once; raises MissingError, StoreError."""
        folders = [_folder(name) for name in names]
        with self._syncing.waiting():
            known = Folders(self.database)
            for folder in folders:
                known.add(folder, rule)
            return self._synced(folders, progress)

    def sync(self, progress: Progress | None = None) -> Report:
        """Bring the base in step with the disk; raises StoreError."""
        with self._syncing.waiting():
            return self._synced(Folders(self.database).all(), progress)

    def _synced(self, folders: Sequence[Folder], progress: Progress | None) -> Report:
        report = Sync(self.database).run(folders, progress)
        if report.deleted or report.changed:
            erase(self.database)
        else:
            self.database.settle()
        return report

    def show(self, name: str) -> Shown:
        """Return a document, or a part of it (`note#Heading`, `note#^block`); raises MissingError."""
        return opened(self.database, name)

    def passage(self, key: str) -> Hit:
        """Return the passage that a citation names; raises MissingError."""
        return Passages(self.database).by_key(key)

    def inlined(self, shown: Shown) -> str:
        """Return the text of a document with the notes that it embeds in their place."""
        return inlined(self.database, shown)

    def boxes(self, hit: Hit) -> tuple[Box, ...]:
        """Return where a passage stands on its PDF page, a box a line; none when it cannot be told."""
        path = Path(Passages(self.database).document(hit.document).path)
        if not hit.page or path.suffix.lower() != ".pdf":
            return ()
        from knowledge.readers.pdf_boxes_adapter import boxes

        try:
            return boxes(path.read_bytes(), hit.page, hit.text)
        except OSError:
            return ()

    def folders(self) -> list[Path]:
        """Return the added folders and files that are there."""
        return [f.path for f in Folders(self.database).all() if f.path.exists()]

    def rules(self) -> dict[str, Rule]:
        """Return the rule of each added folder, by absolute path."""
        return Folders(self.database).rules()

    def state(self) -> State:
        """Return the base in numbers."""
        return overview(self.database, self.folder)

    @property
    def filled(self) -> bool:
        """Whether any document is in."""
        return self.database.row("select 1 from passages limit 1") is not None

    def documents(self) -> list[str]:
        """Return the documents, as they were added."""
        return documents(self.database)

    def watches(self, name: str) -> bool:
        """Whether a place lies in an added folder, so that the next sync takes in what is there."""
        place = _absolute(name)
        return any(each.path in place.parents for each in Folders(self.database).all())

    def forget(self, name: str) -> int:
        """Delete an added folder or a document from the base; return how many files went.

        A document of an added folder comes back at the next sync unless it leaves the folder.
        """
        path = str(_absolute(name))
        with self._syncing.waiting(), self.database.transaction():
            files = Files(self.database)
            gone = [
                known
                for known in files.all().values()
                if known.path == path or known.path.startswith(f"{path}/")
            ] or [known for known in [files.find(name)] if known]
            if not gone and not Folders(self.database).holds(path):
                raise MissingError(
                    _("This is not in the knowledge base."),
                    action=_("List what is there: hygie knowledge status --files"),
                )
            for known in gone:
                files.delete(known)
            Folders(self.database).forget(path)
        erase(self.database)
        self._keeper.discard()
        return len(gone)


def _folder(name: str) -> Folder:
    path = _absolute(name)
    if not nameable(path):
        raise UserError(
            _("The name of this place is not valid text."),
            _("Nothing was added."),
            _("Rename it, then try again."),
        )
    if not path.exists():
        raise MissingError(
            _("There is nothing at this place: {name}").format(name=name),
            _("Nothing was added."),
            _("Check the spelling and the folder, then try again."),
        )
    return Folder(path, name)


def _absolute(name: str) -> Path:
    # Not `resolve`: a vault reached by a link keeps the name that the person knows.
    path = named_place(name)
    try:
        return path.absolute() if ".." not in path.parts else path.resolve()
    except OSError:
        return path.absolute()
