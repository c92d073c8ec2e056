"""What can be done on a screen, with the keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from assistant.i18n import N_
from assistant.i18n import gettext as _
from tui.key_words import explained, spelled
from tui.keys import SpokenKeys
from tui.modes import Mode

_KEYS = 9
"""Cells for the keys: most take no more."""
_MODES = [mode.value for mode in Mode]


class HelpScreen(SpokenKeys, ModalScreen[None]):
    """Describes the screen below and what has the focus there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "close", N_("Back"), id="help.back", priority=True),
    ]

    def __init__(self, screen: Screen[object]) -> None:
        super().__init__()
        self._about = screen

    def compose(self) -> ComposeResult:
        """Lay out the purpose, the keys and the legend."""
        with VerticalScroll(classes="dialog") as scroll:
            scroll.border_title = _("Help")
            if purpose := getattr(self._about, "HELP", ""):
                yield Static(_(purpose), classes="apart", markup=False)
            for keys, words, more in self._keys():
                yield Static(Content.assemble((f"{keys:<{_KEYS}}", "bold"), f" {words}"))
                if more:
                    yield Static(more, classes="more", markup=False)
            yield Static(_legend(), classes="legend", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def _keys(self) -> Iterator[tuple[str, str, str]]:
        """Yield the keys of each action, its name, and what it does."""
        rows: dict[str, tuple[str, str]] = {}
        active = (found.binding for found in self._about.active_bindings.values())
        for binding in sorted(active, key=lambda binding: _place(binding.id or "")):
            if binding.id and binding.description:
                keys, words = rows.get(binding.id, ("", binding.description))
                key = spelled(binding.key)
                rows[binding.id] = (f"{keys}, {key}" if keys else key, words)
        yield from ((keys, words, explained(name)) for name, (keys, words) in rows.items())

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def _place(binding: str) -> tuple[int, int]:
    """What the screen itself offers comes first, then what holds anywhere, then the modes by key."""
    area, _dot, name = binding.partition(".")
    if area == "mode" and name in _MODES:
        return 2, _MODES.index(name)
    return int(area == "app"), 0


def _legend() -> str:
    return "\n".join(
        (
            _("Signs beside the sentences of an answer:"),
            "=  " + _("stands in the sources"),
            "≈  " + _("follows from the sources"),
            "·  " + _("not checked"),
            "?  " + _("not found in the sources"),
            "!  " + _("differs from the sources"),
            _(
                "One sign for each sentence that begins on the line; !+ is more than two, the gravest."
            ),
        )
    )
