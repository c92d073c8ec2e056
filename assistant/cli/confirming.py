"""Asks before something is deleted for good."""

from __future__ import annotations

import sys

from assistant.errors import PolicyRefused
from assistant.i18n import gettext as _


def confirm(question: str) -> None:
    """Ask on the terminal; raises PolicyRefused without a yes, or without a terminal."""
    if not sys.stdin.isatty():
        raise PolicyRefused(
            _("This deletes for good, and there is no terminal to ask on."),
            _("Nothing was deleted."),
            _("Add --yes to delete without being asked."),
        )
    print(question, end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes", "o", "oui"):
        raise PolicyRefused(_("Nothing was deleted."))
