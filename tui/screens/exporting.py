"""Writing a text to a file of the person's choice, on any screen."""

from __future__ import annotations

from assistant.folders import named_place
from assistant.i18n import gettext as _
from assistant.visible import visible
from tui.screens.requesting import RequestPart


class ExportingPart(RequestPart):
    """The engine writes the file; the ending of its name says the format."""

    def ask_export(self, title: str, text: str, kind: str) -> None:
        """Ask for a file and write the text to it; `kind` is what the text is, for the name proposed."""
        from tui.screens.export_prompt import ExportPrompt

        self.open_above(ExportPrompt(self.hygie.engine, title, text, kind), self._exported)

    def _exported(self, path: str | None) -> None:
        if path is not None:
            shown = visible(str(named_place(path)))
            words = _("Written to {path}; the file is not encrypted.")
            self.notify(words.format(path=shown), markup=False)
