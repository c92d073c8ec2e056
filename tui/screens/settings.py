"""The settings, each with its value and where it comes from; Enter changes one."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from assistant import config, settings_file
from assistant.config import Settings
from assistant.errors import HygieError
from assistant.i18n import N_, gettext
from assistant.i18n import gettext as _
from assistant.visible import visible
from tui.modes import Mode
from tui.screens.menu import Item, Menu
from tui.screens.viewing import ViewingPart
from tui.widgets.activity import Activity
from tui.widgets.choices import Choices

_WORDS = {
    "team_proxy": N_("Address of your team's proxy, whose models are called team/NAME"),
    "presidio_registry": N_("File of Presidio recognisers that take part"),
    "vault_days": N_("Days after which an unused file of hygie protect expires, or always"),
    "language": N_("Language of the screens: auto, fr, en"),
    "model": N_("Model that is asked; Ctrl+L chooses"),
    "company_terms": N_("File of the company’s own terms, one a line"),
    "profile": N_("Rules to start from: individual, company, strict"),
    "company_policy": N_("File of the company’s signed rules"),
    "policy_key": N_("The company’s public key"),
    "team_policy": N_("File of a team’s rules"),
    "ner": N_("What finds names: model (hygie’s own), spacy, or both"),
    "review": N_("When a request is shown before it leaves: always, found, never"),
    "enter": N_("What Enter does while writing: newline or send"),
    "theme": N_("Colours"),
    "history": N_("Whether exchanges are kept, encrypted: on, off"),
    "keep_days": N_("Days after which a conversation is deleted, or always"),
    "store_key": N_("Where the key of the history may be: auto, or file"),
    "quiet_hours": N_("When hygie reminds of rest, as 19:00-08:00, or none"),
    "pause_after": N_("Minutes of work after which it proposes a pause, or none"),
}
_AT_ONCE = ("theme", "review", "enter")


_WIDE, _VALUES = 100, 38
"""Cells from which the list has room to say what each setting is for, and those of keys and values."""


class SettingsScreen(ViewingPart):
    """Writes to the person's own file; what a variable or a flag sets is said."""

    MODE = Mode.SETTINGS
    CSS_PATH = "../styles/work.tcss"
    HELP = N_("Enter changes a setting; it is written to your file of settings.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,f11", "app.window('backup')", N_("Safety copies"), id="settings.backup"),
        Binding("a", "app.window('rules')", N_("Always and never hidden"), id="settings.rules"),
        Binding("d,f12", "app.window('doctor')", N_("Doctor"), id="settings.doctor"),
        Binding("escape", "back", N_("Back"), id="settings.back", show=False),
    ]

    def body(self) -> ComposeResult:
        """Lay out the list and what the setting is for."""
        yield Choices(_("Settings"))
        yield Static(id="style", markup=False)
        yield Activity()

    def on_mount(self) -> None:
        """Show the settings as they are."""
        super().on_mount()
        self._show_all()
        self.query_one("#choices").focus()

    @property
    def _keys(self) -> list[str]:
        return [field.name for field in fields(Settings)]

    def _show_all(self) -> None:
        wide = self.app.size.width >= _WIDE
        self.query_one(Choices).show(self._row(key, explained=wide) for key in self._keys)

    def _row(self, key: str, *, explained: bool) -> str:
        row = f"{key:<18} {str(getattr(self.settings, key)) or '–'}"
        if not explained or key not in _WORDS or len(row) > _VALUES:
            return row
        words = gettext(_WORDS[key])
        room = self.app.size.width - _VALUES - 6
        return f"{row:<{_VALUES}} {words if len(words) <= room else words[: room - 1] + '…'}"

    @on(OptionList.OptionHighlighted, "#choices")
    def _describe(self, event: OptionList.OptionHighlighted) -> None:
        key = self._keys[event.option_index]
        origin = self.hygie.origins.get(key, "default")
        words = gettext(_WORDS[key]) if key in _WORDS else key
        place = "" if origin == "default" else " · " + _("set by {origin}").format(origin=origin)
        self.query_one("#style", Static).update(visible(words + place))

    @on(OptionList.OptionSelected, "#choices")
    def _change(self, event: OptionList.OptionSelected) -> None:
        key = self._keys[event.option_index]
        if key == "model":
            self.action_models()
            return
        values = self._values(key)
        if values:
            items = [Item("", value, value) for value in values]
            self.app.push_screen(Menu(key, items), lambda chosen: self._set(key, chosen))
            return
        from tui.screens.prompt import Prompt

        self.app.push_screen(
            Prompt(key, gettext(_WORDS.get(key, ""))), lambda chosen: self._set(key, chosen)
        )

    def _values(self, key: str) -> tuple[str, ...]:
        if key == "theme":
            return tuple(sorted(self.app.available_themes))
        return config.CHOICES.get(key, ())

    def _set(self, key: str, value: str | None) -> None:
        if value is None:
            return
        try:
            valid = config.valid(key, value)
            settings_file.change(key, valid)
        except HygieError as error:
            self.show_error(error)
            return
        self.hygie.settings = replace(self.settings, **{key: valid})
        if key == "theme":
            self.app.theme = valid
        if key not in _AT_ONCE:
            self.notify(_("This holds from the next start on."))
        self._show_all()

    async def action_back(self) -> None:
        """Go back to the list, from there to the chat."""
        choices = self.query_one("#choices")
        if choices.has_focus:
            await self.action_to_chat()
        else:
            choices.focus()
