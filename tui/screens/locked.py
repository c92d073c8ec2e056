"""Screens over the encrypted store: a passphrase is asked for where one is needed."""

from __future__ import annotations

from collections.abc import Callable

from textual import work
from textual.widgets import Static

from assistant.errors import HygieError, StoreError, StoreLocked, WrongPassphrase
from assistant.i18n import gettext as _
from assistant.types import Private
from assistant.visible import visible
from tui.screens.viewing import ViewingPart


class LockedPart(ViewingPart):
    """Nothing of the store is shown, nor lost, while it is locked."""

    _told_here = False

    def come_in(self) -> None:
        """Ask, or tell, once more."""
        self._told_here = False

    def show_locked(self, error: HygieError, again: Callable[[], object]) -> None:
        """Ask for the passphrase when the store wants one, then try again; any other error is told.

        Once at each visit: closing the window shows this screen again, which then looks again. What is wrong
        stays to be read below.
        """
        hint = visible("\n".join(filter(None, (error.title, error.detail, error.action))))
        self.tell(" ".join(hint.split("\n")))
        if self._told_here:
            return
        self._told_here = True
        self.app.clear_notifications()  # they would cover the window, and say the same
        if isinstance(error, StoreLocked | WrongPassphrase) and self.app.screen is self:
            self.ask_passphrase(hint, again)
        else:
            self.show_error(error)

    def tell(self, words: str) -> None:
        """Show why there is nothing to be seen."""
        self.query_one("#style", Static).update(words)

    def ask_passphrase(self, hint: str, again: Callable[[], object]) -> None:
        """Ask for the passphrase, open the store with it, and go on."""
        from tui.screens.prompt import Prompt

        title = _("Passphrase of your history (Esc: without it)")

        def given(passphrase: str | None) -> None:
            if passphrase:
                self._unlock(passphrase, again)

        self.app.push_screen(Prompt(title, hint, hidden=True), given)

    @work(description="-", exclusive=True, group="unlocking", exit_on_error=False)
    async def _unlock(self, passphrase: str, again: Callable[[], object]) -> None:
        try:
            await self.hygie.engine.one("unlock", passphrase=Private(passphrase))
        except StoreError as error:
            self.ask_passphrase(visible(error.title), again)
            return
        except HygieError as error:
            self.show_error(error)
            return
        self.hygie.passphrase = Private(passphrase)
        again()
