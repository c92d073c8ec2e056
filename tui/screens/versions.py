"""The states a draft went through, each compared with the one before; Enter goes back to one."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.drafting import Sheet, Version, changes
from assistant.i18n import N_, ngettext
from assistant.i18n import gettext as _
from tui.keys import SpokenKeys
from tui.marks import Mark
from tui.style_words import made_by
from tui.widgets.key_line import KeyLine
from tui.widgets.span_text import SpanText

_SIGNS = {"=": ("", ""), "-": ("[-", "-]"), "+": ("[+", "+]")}
_STYLES = {"-": "removed", "+": "hidden"}


class VersionsScreen(SpokenKeys, Screen[str | None]):
    """Gives back the text of the version that the person wants again, or None."""

    CSS_PATH = "../styles/versions.tcss"
    HELP = N_("Beside each version: [- -] what it took out, [+ +] what it put in.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back"), id="versions.back"),
    ]

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        known = sheet.versions
        now = () if known and known[-1].text == sheet.text else (Version(sheet.text),)
        self._versions = (*known, *now)

    def compose(self) -> ComposeResult:
        """Lay out the list and the comparison."""
        yield Static(_("Versions"), id="heading", markup=False)
        with Horizontal(id="sides"):
            yield OptionList(*map(self._row, reversed(range(len(self._versions)))), id="versions")
            with VerticalScroll(classes="pane"):
                yield SpanText()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the latest."""
        self.query_one("#versions").focus()

    def _row(self, number: int) -> Option:
        version = self._versions[number]
        words = len(version.text.split())
        counted = ngettext("{n} word", "{n} words", words).format(n=words)
        return Option(f"{number + 1} · {made_by(version.made_by)} · {counted}")

    @on(OptionList.OptionHighlighted)
    def _compare(self, event: OptionList.OptionHighlighted) -> None:
        number = self._at(event.option_index)
        before = self._versions[number - 1].text if number else ""
        text, marks = compared(before, self._versions[number].text)
        self.query_one(SpanText).set_text(text, marks)

    @on(OptionList.OptionSelected)
    def _restore(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._versions[self._at(event.option_index)].text)

    def _at(self, index: int) -> int:
        return len(self._versions) - 1 - index

    def action_back(self) -> None:
        """Keep the text as it is."""
        self.dismiss(None)


def compared(old: str, new: str) -> tuple[str, list[Mark]]:
    """Return both texts in one, with signs and marks on what differs."""
    text, marks = "", []
    for change in changes(old, new):
        before, after = _SIGNS[change.sign]
        piece = f"{before}{change.text}{after}"
        if change.sign in _STYLES:
            marks.append(Mark(len(text), len(text) + len(piece), _STYLES[change.sign]))
        text += piece
    return text, marks
