"""Where text comes from: files, standard input, the clipboard, JSON lines."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant import document_wiring
from assistant.errors import MissingError, ReaderError, UserError
from assistant.i18n import gettext as _
from assistant.sentences import labelled
from assistant.types import Document

MAX_BYTES = 50_000_000
_PLAIN = frozenset(
    {"", ".txt", ".md", ".log", ".json", ".yaml", ".yml", ".csv", ".tsv", ".py", ".sql"}
)
_CLIPBOARDS = (
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-o"),
    ("xsel", "--clipboard", "--output"),
    ("pbpaste",),
    ("powershell.exe", "-NoProfile", "-Command", "Get-Clipboard"),
)


def document(name: str, piped: str = "") -> Document:
    """Read a file, or standard input for `-`; raises ReaderError naming the file as it was typed.

    `piped` is the command that takes a text itself, for those who gave one in the place of a file.
    """
    if name == "-":
        return standard_input()
    try:
        return document_wiring.read_document(Path(name))
    except ReaderError as error:
        action = error.action
        if piped and not os.path.lexists(name):
            advice = _('A text itself is piped: echo "…" | {command}').format(command=piped)
            action = f"{action} {advice}"
        raise ReaderError(labelled(name, error.title), error.detail, action) from None


def exact(name: str, piped: str = "") -> Document:
    """Read a file or standard input without changing a character, where it is plain UTF-8 text."""
    path = Path(name)
    if name != "-" and path.suffix.lower() not in _PLAIN:
        return document(name, piped)
    data = _standard_bytes() if name == "-" else _file_bytes(path)
    try:
        text = data.decode("utf-8") if data is not None else ""
    except UnicodeDecodeError:
        text = ""
    if not text.strip() or "\0" in text or data is None:
        if name == "-" and data is not None:
            return document_wiring.read_bytes(data)
        return document(name, piped)
    return document_wiring.read_text(text)


def _file_bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= MAX_BYTES else None
    except OSError:
        return None


def standard_input() -> Document:
    """Read all of standard input as a document; raises ReaderError when it is empty or too large."""
    return document_wiring.read_bytes(_standard_bytes())


def _standard_bytes() -> bytes:
    if sys.stdin.isatty():
        print(_("hygie: reading what you type; end with Ctrl-D"), file=sys.stderr)
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if not data:
        raise ReaderError(
            _("Standard input is empty"),
            _("Nothing was read, and nothing was sent."),
            _("Pipe a text into the command, or name a file."),
        )
    return data


def clipboard() -> Document:
    """Read the clipboard with the first tool found; raises MissingError or ReaderError."""
    for command in _CLIPBOARDS:
        if shutil.which(command[0]):
            try:
                result = subprocess.run(command, capture_output=True, check=False, timeout=10)  # noqa: S603
            except (OSError, subprocess.TimeoutExpired):
                continue  # the next tool may be the one of this session
            return document_wiring.read_bytes(result.stdout)
    raise MissingError(
        _("No clipboard tool was found."),
        _("Nothing was sent."),
        _("Install wl-clipboard, xclip or xsel, or pipe the text: … | hygie ask -"),
    )


def json_lines() -> Iterator[dict[str, Any] | UserError]:
    """Yield the objects of standard input, one a line; an error in place of a bad line."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            yield _parsed(line, number)


def _parsed(line: bytes, number: int) -> dict[str, Any] | UserError:
    try:
        row = json.loads(line)
        if isinstance(row, dict):
            return row
    except (ValueError, RecursionError):
        pass
    return UserError(
        _("Line {number} is not a JSON object.").format(number=number),
        _("It was left out."),
        _('Give one object a line, as {"id": "1", "text": "…"}.'),
    )


def field(row: dict[str, Any], name: str) -> str:
    """Return a text field of a line; raises UserError."""
    value = row.get(name)
    if not isinstance(value, str):
        raise UserError(
            _("The field {name} is missing or is not text.").format(name=name),
            _("The line was left out."),
        )
    return value
