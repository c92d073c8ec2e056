"""The part of the safety copies that asks for their passphrase."""

from __future__ import annotations

from collections.abc import Callable

from assistant.i18n import gettext as _
from assistant.new_passphrase import is_long_enough, too_short
from assistant.types import Private
from tui.screens.locked import LockedPart

Given = Callable[[Private[str] | None], object]


class CopyPassphrasePart(LockedPart):
    """A new one is typed twice: a slip of the finger would lock every copy."""

    def ask_for(self, go_on: Given) -> None:
        """Have the passphrase of the copies typed."""
        self._asked(_("Passphrase of the backup"), "", lambda given: go_on(Private(given)))

    def choose_passphrase(self, go_on: Given) -> None:
        """Have a new passphrase typed twice."""

        def first(given: str) -> None:
            if not is_long_enough(given):
                self.notify(too_short(), severity="warning")
                return
            self._asked(_("Once more"), "", lambda again: second(given, again))

        def second(given: str, again: str) -> None:
            if given == again:
                go_on(Private(given))
            else:
                self.notify(_("The two passphrases differ."), severity="warning")

        hint = _("Keep it apart from this machine: nothing opens the copies without it.")
        self._asked(_("New passphrase for your backups"), hint, first)

    def _asked(self, title: str, hint: str, go_on: Callable[[str], object]) -> None:
        from tui.screens.prompt import Prompt

        def given(text: str | None) -> None:
            if text:
                go_on(text)

        self.app.push_screen(Prompt(title, hint, hidden=True), given)
