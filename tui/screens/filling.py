"""The part of the notes that fills them: folders, what changed in them, and what is in the base."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace

from textual import work
from textual.widgets import Static

from assistant.engine.values import NotesState
from assistant.errors import HygieError
from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.types import PartDone
from tui.screens.resulting import ResultPart


class FillingPart(ResultPart):
    """How far it is shows on every screen."""

    bare = False
    """Whether there are no notes yet, as far as is known."""

    @work(description="-", exclusive=True, group="state", exit_on_error=False)
    async def look_at_state(self) -> None:
        """Say what is in the base."""
        await self.hygie.engine_started.wait()
        try:
            self._tell(await self.hygie.engine.one("notes_state"))
        except HygieError as error:
            self.show_error(error)

    def _tell(self, state: NotesState | None) -> None:
        if state is None:
            return
        self.bare = not state.files
        if not state.files:
            words = no_notes()
        else:
            files = ngettext("{n} document", "{n} documents", state.files).format(n=state.files)
            words = f"{files} · " + ngettext("{n} passage", "{n} passages", state.passages).format(
                n=state.passages
            )
            if state.pending:
                words += " · " + _("still to be understood: {n}").format(n=state.pending)
            if state.refused:
                words += " · " + _("not readable: {n}").format(n=len(state.refused))
        self.query_one("#style", Static).update(words)

    def action_add(self) -> None:
        """Ask for a folder."""
        from tui.paths import PathSuggester
        from tui.screens.prompt import Prompt

        hint = _("A folder or a file. It is read where it is, and stays there.")
        self.app.push_screen(Prompt(_("Add to your notes"), hint, PathSuggester()), self._add)

    def _add(self, path: str | None) -> None:
        if path and path.strip():
            self._fill("notes_add", path=path.strip())

    def action_sync(self) -> None:
        """Take in what changed on the disk."""
        self._fill("notes_sync")

    @work(description="-", exclusive=True, group="filling", exit_on_error=False)
    async def _fill(self, method: str, **params: str) -> None:
        try:
            await self._follow_steps(method, _("Reading your notes: {done} of {total}."), params)
            await self._follow_steps("notes_embed", _("Understanding: {done} of {total}."), {})
        except HygieError as error:
            self.show_error(error)
        finally:
            self.activity.hide()
            self.hygie.health = replace(self.hygie.health, notes=None)

    async def _follow_steps(self, method: str, words: str, params: dict[str, str]) -> None:
        async with aclosing(self.hygie.engine.call(method, **params)) as steps:
            async for step in steps:
                if isinstance(step, PartDone):
                    shown = words.format(done=step.done, total=step.total)
                    self.activity.show(shown, parts=step)
                    self._share(step)
                else:
                    self._tell(step)

    def _share(self, step: PartDone) -> None:
        """Say how far it is on every screen."""
        share = step.done / step.total if step.total else 0.0
        self.hygie.health = replace(self.hygie.health, notes=share)


def no_notes() -> str:
    """Return that there are none, and how some are added."""
    return _("No notes yet: Ctrl+O adds a folder; it stays where it is.")
