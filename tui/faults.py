"""Faults of hygie's own, told by their type alone: their words may hold the person's."""

from __future__ import annotations

from assistant.errors import HygieError
from assistant.i18n import gettext as _


def fault(error: BaseException | None) -> HygieError:
    """Return what is shown of an error that nobody foresaw."""
    return HygieError(
        _("Something went wrong in hygie ({kind}).").format(kind=type(error).__name__),
        _("What was on screen is kept."),
        _("Try again; if it happens again, report it with the output of: hygie doctor"),
    )
