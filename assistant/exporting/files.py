"""A file that a person asked for: new, whole or not there at all, and readable by its owner alone."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.errors import UserError
from assistant.i18n import _
from assistant.os_reasons import reason
from assistant.sealed import create_file


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, or to a device; what stands there may be someone's work. Raises UserError."""
    try:
        made = _handed_on(path, data) or (not os.path.lexists(path) and create_file(path, data))
    except OSError as error:
        raise UserError(
            _("The file cannot be written ({reason}).").format(reason=reason(error)),
            _("Nothing was written."),
            _("Choose another place or name."),
        ) from None
    if not made:
        raise UserError(
            _("The file is there already."),
            _("Nothing was overwritten."),
            _("Choose another name, or move the file away."),
        )


def _handed_on(path: Path, data: bytes) -> bool:
    """Write to what keeps nothing, such as /dev/stdout; False for everything else."""
    if not (path.is_char_device() or path.is_fifo()):
        return False
    with path.open("wb") as file:
        file.write(data)
    return True
