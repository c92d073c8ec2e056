"""The first start: language, what is protected, where one's data is kept, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant import settings_file
from assistant.errors import HygieError
from assistant.i18n import N_, language
from assistant.i18n import gettext as _
from assistant.new_passphrase import is_long_enough, too_short
from assistant.types import Language, Private
from assistant.visible import visible
from tui import guide_words, key_place
from tui.engine import Engine
from tui.keys import SpokenKeys

if TYPE_CHECKING:
    from tui.app import HygieApp

_KEY = 2
"""The step about the key of one's data, which asks for a passphrase where there is no keyring."""
_LANGUAGES = ((Language.FR, "Français"), (Language.EN, "English"))


class Guide(SpokenKeys, ModalScreen[str | None]):
    """Gives back « restart » when another language was chosen."""

    AUTO_FOCUS = ""  # each step says itself: Enter on a list that is hidden would choose from it

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Skip"), id="guide.skip"),
    ]

    def __init__(self, engine: Engine, step: int = 0) -> None:
        super().__init__()
        self._engine, self._step = engine, step
        self._looking = self._skipped = False
        self._first = Private("")  # the passphrase, until it was written twice

    def compose(self) -> ComposeResult:
        """Lay out one step after the other in the same window."""
        with Vertical(classes="dialog") as dialog:
            # On the frame: it shows however little room there is.
            dialog.border_subtitle = _("[Enter: next · Esc: skip]").replace("[", "\\[")
            yield Static(id="guide-text", markup=False)
            yield OptionList(*(Option(name) for _code, name in _LANGUAGES), id="guide-language")
            yield Input(id="guide-passphrase", password=True)

    def on_mount(self) -> None:
        """Begin."""
        self._show_step()

    def _show_step(self) -> None:
        text, languages = self.query_one("#guide-text", Static), self.query_one("#guide-language")
        passphrase = self.query_one("#guide-passphrase")
        languages.display, passphrase.display = self._step == 0, False
        if self._step == 0:
            text.update(
                _("Welcome to hygie. Bienvenue dans hygie.\n\nYour language? Votre langue\u00a0?")
            )
            chosen = [code for code, _name in _LANGUAGES].index(language())
            self.query_one("#guide-language", OptionList).highlighted = chosen
            languages.focus()
        elif self._step == 1:
            self.set_focus(None)
            text.update(guide_words.protection())
        elif self._step == _KEY:
            self._looking = True
            self.set_focus(None)
            text.update(_("Looking for a place for the key of your data…"))
            self._look_for_key()
        else:
            self.set_focus(None)
            text.update(guide_words.keys())

    @work(description="-", exclusive=True, group="key", exit_on_error=False)
    async def _look_for_key(self) -> None:
        text, field = self.query_one("#guide-text", Static), self.query_one("#guide-passphrase")
        try:
            await self._engine.start()
            guarded = await self._engine.one("store_open")
        except HygieError:
            self._looking = False
            text.update(guide_words.no_key())
            field.display = True
            field.focus()
            return
        self._looking = False
        if self._skipped:
            self.dismiss(None)
            return
        text.update(key_place.told(guarded))
        self.set_focus(None)

    @on(Input.Submitted, "#guide-passphrase")
    def _given(self, event: Input.Submitted) -> None:
        first = self._first.reveal()
        if not event.value and not first:
            self._next()
        elif not event.value:
            self.notify(_("Both must be the same: write it once more."), severity="warning")
        elif not first and not is_long_enough(event.value):
            self.notify(too_short(), severity="warning")
        elif not first:
            self._ask_again(Private(event.value), guide_words.again())
        elif first != event.value:
            self._ask_again(Private(""), guide_words.no_key())
            self.notify(_("The two passphrases differ."), severity="warning")
        else:
            self._unlock(event.value)

    def _ask_again(self, first: Private[str], words: str) -> None:
        """A slip of the finger in a passphrase that nobody sees would lock everything away."""
        self._first = first
        self.query_one("#guide-passphrase", Input).clear()
        self.query_one("#guide-text", Static).update(words)

    @work(description="-", exclusive=True, group="key", exit_on_error=False)
    async def _unlock(self, passphrase: str) -> None:
        try:
            await self._engine.one("unlock", passphrase=Private(passphrase))
        except HygieError as error:
            self.notify(visible(error.title), severity="error", markup=False)
            return
        cast("HygieApp", self.app).passphrase = Private(passphrase)
        self._next()

    @on(OptionList.OptionSelected, "#guide-language")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        code = _LANGUAGES[event.option_index][0]
        if code is language():
            self._next()
            return
        try:
            settings_file.change("language", code.value)
        except HygieError as error:
            self.notify(visible(error.title), severity="error", markup=False)
            self._next()
            return
        self.dismiss("restart")

    def key_enter(self) -> None:
        """Go on; the list and the field take their own Enter."""
        if self.focused is None and not self._looking:
            self._next()

    def _next(self) -> None:
        self._step += 1
        if self._step > _KEY + 1:
            self.dismiss(None)
        else:
            self._show_step()

    def action_back(self) -> None:
        """Leave the guide; F1 says the same any time. A passphrase that is needed is asked for first."""
        if self._step < _KEY:
            self._skipped, self._step = True, _KEY
            self._show_step()
        else:
            self.dismiss(None)
