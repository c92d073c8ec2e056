"""Writing a text to a file of the person's choice, on any screen."""

from __future__ import annotations

from pathlib import Path

from textual import work

from assistant.errors import HygieError
from assistant.i18n import gettext as _
from assistant.types import Private
from assistant.visible import visible
from tui.screens.requesting import RequestPart


class ExportingPart(RequestPart):
    """The engine writes the file; the ending of its name says the format."""

    def ask_export(self, title: str, text: str) -> None:
        """Ask for a file, then write the text to it."""
        from tui.paths import PathSuggester
        from tui.screens.prompt import Prompt

        def given(path: str | None) -> None:
            if path and path.strip():
                self._export(path.strip(), title, text)

        hint = _("The ending says the format: .md .docx .html .pdf")
        self.app.push_screen(Prompt(_("Export to"), hint, PathSuggester()), given)

    @work(description="-", exclusive=True, group="exporting", exit_on_error=False)
    async def _export(self, path: str, title: str, text: str) -> None:
        try:
            await self.hygie.engine.one(
                "export_text", path=path, title=Private(title), text=Private(text)
            )
        except HygieError as error:
            self.show_error(error)
            return
        shown = visible(str(Path(path).expanduser()))
        words = _("Written to {path}; the file is not encrypted.")
        self.notify(words.format(path=shown), markup=False)
