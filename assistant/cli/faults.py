"""What the command line says of an error that no part of hygie foresaw."""

from __future__ import annotations

import sys

from assistant import log
from assistant.errors import Exit, HygieError, StoreError
from assistant.i18n import gettext as _
from assistant.os_reasons import reason


def told(error: Exception) -> HygieError:
    """Return what to show: a place the system refused, or a fault of ours, reported without values."""
    if isinstance(error, OSError) and isinstance(error.filename, str):
        return _refused(error)
    print(log.crash_report(type(error), error.__traceback__), file=sys.stderr)
    fault = HygieError(_("hygie failed; nothing more was sent."), type(error).__name__)
    fault.exit_code = Exit.FAULT
    return fault


def _refused(error: OSError) -> StoreError:
    return StoreError(
        f"{error.filename}: {reason(error)}",
        _("Nothing more was sent."),
        _("Look at this place, then try again; hygie doctor tells more."),
    )
