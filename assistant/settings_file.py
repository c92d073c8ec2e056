"""Changes one setting in the person's own file, the rest of which stays as it was written."""

from __future__ import annotations

import json
import re
from pathlib import Path

from assistant import config, paths
from assistant.errors import UserError
from assistant.folders import private_folder
from assistant.i18n import _
from assistant.os_reasons import reason
from assistant.sealed import replace_file


def change(key: str, value: str) -> Path:
    """Write a setting; return the file. Raises UserError when it cannot be written."""
    path = paths.config_dir() / config.FILE_NAME
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        private_folder(path.parent)
        replace_file(path, changed(text, key, value).encode())
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            _("The settings cannot be written ({reason}).").format(reason=_reason(error)),
            _("The setting holds until you leave."),
            _("Check the permissions of {path}.").format(path=path),
        ) from None
    return path


def changed(text: str, key: str, value: str) -> str:
    """Return the text of a settings file with one key set; comments and order stay."""
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
    found = re.compile(rf"^{re.escape(key)}[ \t]*=.*$", re.MULTILINE)
    if found.search(text):
        return found.sub(lambda _match: line, text, count=1)
    # Before the first table: a key after it would belong to the table.
    table = re.search(r"^\[", text, re.MULTILINE)
    at = table.start() if table else len(text)
    head = text[:at] if not text[:at] or text[:at].endswith("\n") else text[:at] + "\n"
    return f"{head}{line}\n{text[at:]}"


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return reason(error) if isinstance(error, OSError) else type(error).__name__
