"""The end of an application that failed: no value of the person's on the screen."""

from __future__ import annotations

from textual.app import App

from assistant import log
from assistant.errors import Exit
from assistant.i18n import gettext as _


class CrashingPart(App[int]):
    """Tells where it stopped, in place of Textual's report."""

    def _fatal_error(self) -> None:
        # Textual's own report prints local variables, and these hold what the person wrote.
        from rich.text import Text

        error = self._exception
        if error is not None:
            report = log.crash_report(type(error), error.__traceback__)
            self._exit_renderables.append(Text(_("hygie stopped on an error:") + f"\n{report}"))
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        # Never `error.__rich__`, which may draw the values it carries.
        self._return_code = int(Exit.FAULT)
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._fatal_error()
