"""The part of the application that ends it: nothing written is lost without a question."""

from __future__ import annotations

from asyncio import timeout
from contextlib import suppress

from textual import work

from assistant.i18n import gettext as _
from tui.autosave import Kept
from tui.tending import TendingPart

_LAST_SECONDS = 5.0
"""How long keeping what is written may take when the terminal is gone."""


class LeavingPart(TendingPart):
    """Leaves when asked to, or when the terminal is gone."""

    def _watch_terminal(self) -> None:
        from tui import hang_up

        hang_up.watch(self._leave_at_once)

    @work(description="-", exclusive=True, group="leaving", exit_on_error=False)
    async def _leave_at_once(self) -> None:
        """Keep what is written and leave: there is nobody any more to ask."""
        with suppress(TimeoutError):
            async with timeout(_LAST_SECONDS):
                await self._keep_all()
        self.exit(0)

    async def _keep_all(self) -> None:
        for kept in [kept for screen in self.shown_modes for kept in screen.query(Kept)]:
            await kept.flush()

    @work(description="-", exclusive=True, group="leaving", exit_on_error=False)
    async def action_leave(self) -> None:
        """Quit; ask first if something would be lost. A store that is slow holds up neither keys nor screen."""
        from tui.screens.confirm import Confirm

        with suppress(TimeoutError):
            async with timeout(_LAST_SECONDS):
                await self._keep_all()
        if isinstance(self.screen, Confirm):
            return
        if not any(screen.unsent for screen in self.shown_modes):
            self.exit(0)
            return
        self.clear_notifications()  # they would cover the question, and what they say stands below the text
        question = _("What you wrote or attached is in memory only and would be lost. Quit?")
        self.push_screen(Confirm(question, _("Quit")), lambda yes: self.exit(0) if yes else None)
