"""Why the system refused something, in the person's language: its own words are English ones."""

from __future__ import annotations

import errno
import os
import socket

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
    errno.EADDRINUSE: N_("something else listens there already"),
    errno.EADDRNOTAVAIL: N_("this machine has no such address"),
}


def reason(error: OSError) -> str:
    """Return why, in a few words for parentheses; in the system's own words where it is a rare one."""
    if isinstance(error, socket.gaierror):
        return _("no machine has this name")
    number = error.errno or 0
    return _(_REASONS[number]) if number in _REASONS else os.strerror(number)
