"""What the command line says of an error that no part of hygie foresaw."""

from __future__ import annotations

import errno
import os
import sys

from assistant import log
from assistant.errors import Exit, HygieError, StoreError
from assistant.i18n import N_
from assistant.i18n import gettext as _

_REASONS = {
    errno.EACCES: N_("you may not read or write there"),
    errno.EPERM: N_("you may not read or write there"),
    errno.EROFS: N_("nothing can be written there"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("this is a file, not a folder"),
    errno.EEXIST: N_("something else is there already"),
    errno.EISDIR: N_("this is a folder, not a file"),
}


def told(error: Exception) -> HygieError:
    """Return what to show: a place the system refused, or a fault of ours, reported without values."""
    if isinstance(error, OSError) and isinstance(error.filename, str):
        return _refused(error)
    print(log.crash_report(type(error), error.__traceback__), file=sys.stderr)
    fault = HygieError(_("hygie failed; nothing more was sent."), type(error).__name__)
    fault.exit_code = Exit.FAULT
    return fault


def _refused(error: OSError) -> StoreError:
    number = error.errno or 0
    reason = _(_REASONS[number]) if number in _REASONS else os.strerror(number)
    return StoreError(
        f"{error.filename}: {reason}",
        _("Nothing more was sent."),
        _("Look at this place, then try again; hygie doctor tells more."),
    )
