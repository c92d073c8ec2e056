"""Screens over the encrypted store: a passphrase is asked for where one is needed."""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from assistant.errors import HygieError, StoreError
from assistant.i18n import gettext as _
from assistant.types import Private
from assistant.visible import visible
from tui.screens.viewing import ViewingPart


class LockedPart(ViewingPart):
    """Nothing of the store is shown, nor lost, while it is locked."""

    def show_locked(self, error: HygieError, again: Callable[[], object]) -> None:
        """Ask for the passphrase when the store wants one, then try again."""
        if not isinstance(error, StoreError) or self.app.screen is not self:
            self.show_error(error)
            return
        hint = visible("\n".join(filter(None, (error.title, error.detail, error.action))))
        self.ask_passphrase(hint, again)

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
