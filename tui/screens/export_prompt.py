"""Asks for a file and writes a text to it; stays open with what failed until it is written or left."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

from textual import work
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from assistant.errors import HygieError
from assistant.i18n import gettext as _
from assistant.sentences import labelled
from assistant.types import Private
from assistant.visible import visible
from tui.engine import Engine
from tui.faults import fault
from tui.paths import PathSuggester
from tui.screens.prompt import Prompt


class ExportPrompt(Prompt):
    """The path that was written, or None."""

    def __init__(self, engine: Engine, title: str, text: str, kind: str) -> None:
        hint = _("The ending says the format: .md .docx .html .pdf")
        asked = labelled(kind.capitalize(), _("Export to"))
        super().__init__(asked, hint, PathSuggester(), value=str(proposed(kind)))
        self._engine, self._heading, self._text = engine, title, text

    def give(self, line: str) -> None:
        """Write to the file named; where none is, leave."""
        if path := line.strip():
            self._write(path)
        else:
            self.action_back()

    @work(description="-", exclusive=True, group="exporting", exit_on_error=False)
    async def _write(self, path: str) -> None:
        try:
            await self._engine.one(
                "export_text", path=path, title=Private(self._heading), text=Private(self._text)
            )
        except HygieError as error:
            self._tell(error)
        else:
            self.dismiss(path)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what nobody foresaw, too."""
        if event.state is WorkerState.ERROR:
            self._tell(fault(event.worker.error))

    def _tell(self, error: HygieError) -> None:
        said = filter(None, (f"! {error.title}", error.detail, error.action))
        self.query_one(".hint", Static).update("\n".join(map(visible, said)))
        self.query_one(".dialog").add_class("error")


def proposed(kind: str) -> Path:
    """Return a file that is not there yet, in the folder hygie was started in.

    Named by what it is and the day alone: titles hold names, and a file's name is seen by more than its reader.
    """
    try:
        folder = Path.cwd()
    except OSError:  # it was deleted meanwhile
        folder = Path.home()
    stem = f"{kind}-{date.today().isoformat()}"
    numbered = (folder / f"{stem}-{n}.docx" for n in count(2))
    first = folder / f"{stem}.docx"
    return next(each for each in numbered if not each.exists()) if first.exists() else first
