"""The clipboard by the machine's own tools, where the terminal's way (OSC 52) does not reach."""

from __future__ import annotations

import shutil
import subprocess

_WRITERS = (
    ("wl-copy",),
    ("xclip", "-selection", "clipboard", "-in"),
    ("xsel", "--clipboard", "--input"),
    ("pbcopy",),
    ("clip.exe",),
)
_READERS = (
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-o"),
    ("xsel", "--clipboard", "--output"),
    ("pbpaste",),
    ("powershell.exe", "-NoProfile", "-Command", "Get-Clipboard"),
)
_SECONDS = 5


def write(text: str) -> str | None:
    """Copy a text; return the tool that took it, or None."""
    for command in _WRITERS:
        if shutil.which(command[0]) and _run(command, text) is not None:
            return command[0]
    return None


def read() -> str | None:
    """Return the clipboard's text, or None if no tool can tell."""
    for command in _READERS:
        if shutil.which(command[0]) and (text := _run(command, None)) is not None:
            return text
    return None


def _run(command: tuple[str, ...], text: str | None) -> str | None:
    # A clipboard tool that stays behind to serve the text must not keep our pipes open.
    output = subprocess.PIPE if text is None else subprocess.DEVNULL
    try:
        result = subprocess.run(  # noqa: S603  (fixed commands)
            command,
            input=None if text is None else text.encode(errors="replace"),
            stdin=subprocess.DEVNULL if text is None else None,
            stdout=output,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return (result.stdout or b"").decode(errors="replace")
