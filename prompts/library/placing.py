"""Puts files into a library in one step, never through a link: a shared library may hold any link."""

from __future__ import annotations

import secrets
from pathlib import Path

from prompts.library.entries import inside


def replace_text(root: Path, relative: str, text: str) -> Path:
    """Write a file of a library over the one before it; raises PromptError, OSError.

    The new text is made under a name that nobody can foresee, and only where nothing stands; a link
    in the file's place is replaced, a folder that leads out of the library is refused.
    """
    path = root / relative
    inside(root, Path(relative).parent.as_posix())
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}-{secrets.token_hex(8)}.new")
    try:
        with new.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return path
