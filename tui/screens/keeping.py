"""The part of the chat that keeps what is being written, and takes it up again."""

from __future__ import annotations

from textual import on, work
from textual.widgets import TextArea

from assistant.errors import HygieError, StoreError, StoreLocked
from assistant.i18n import gettext as _
from assistant.types import Document
from tui import attached
from tui.autosave import KEY, Kept, orphaned
from tui.screens.documents import DocumentsPart
from tui.widgets.composer import Composer


class KeepingPart(DocumentsPart):
    """A draft is text and documents; it ends only when it is sent or emptied."""

    @property
    def composer(self) -> Composer:
        """Where the draft is."""
        return self.query_one(Composer)

    @property
    def unsent(self) -> bool:
        """Whether leaving would lose something written or attached."""
        return not self.empty and not self.query_one(Kept).safe

    @property
    def empty(self) -> bool:
        """Whether there is nothing to send."""
        return not (self.composer.text.strip() or self.attachments.documents)

    def keep_what_is_written(self) -> None:
        """Keep it from now on, and take up what was left."""
        self.watch(self.attachments, "documents", self._attached, init=False)
        self.restore()

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self.query_one(Kept).keep(self.hygie.engine, KEY, self.composer.text)

    def _attached(self, documents: tuple[Document, ...]) -> None:
        kept = attached.dumped(documents)
        self.query_one(Kept).keep(self.hygie.engine, attached.beside(KEY), kept)

    @work(description="-", group="restoring", exit_on_error=False)
    async def restore(self) -> None:
        """Take up what was being written when hygie ended without being asked to."""
        await self.hygie.engine_started.wait()
        kept = self.query_one(Kept)
        try:
            if await self.hygie.engine.one("passphrase_wanted"):
                kept.say_locked()
                if self.app.screen is self:
                    hint = _("With it your history and your drafts are here again, and are kept.")
                    self.ask_passphrase(hint, self.restore)
                return
            saved = await self.hygie.engine.one("drafts") or ()
            kept.say_open()
            keys = (attached.composer(each.key) for each in saved)
            last = next(filter(orphaned, keys), None)
            if last and self.empty:
                await self._take_up(last, {each.key: each.text.reveal() for each in saved})
        except StoreError as error:
            # No key is a choice: the line says so, and nothing pops up before something is written.
            if isinstance(error, StoreLocked):
                kept.say_locked()
            else:
                kept.tell(error)
        except HygieError:
            return  # told by whoever keeps the engine up

    async def _take_up(self, key: str, saved: dict[str, str]) -> None:
        """Show what was written and attached under a key, which is kept under our own from now on."""
        self.composer.take_up(saved.get(key, ""))
        self.attachments.documents = attached.loaded(saved.get(attached.beside(key), ""))
        self.notify(_("What you were writing is back."))
        await self.hygie.engine.one("drop_draft", key=key)
        await self.hygie.engine.one("drop_draft", key=attached.beside(key))
