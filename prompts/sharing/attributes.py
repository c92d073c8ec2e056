"""Attributes by which git writes another text to the disk than the one it keeps and shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from prompts.sharing.git import needed

# Line ends apart, these leave a text as it is; whatever is not listed counts as changing it.
_HARMLESS = frozenset(
    {"-text", "text", "text=auto", "!text", "binary", "diff", "-diff", "eol=lf", "eol=crlf"}
)
_CHANGING = ("working-tree-encoding", "filter", "ident")
_NONE = ("unspecified", "unset")
_AT_ONCE = 200


def rewriting(text: str) -> bool:
    """Whether a `.gitattributes` holds anything but attributes known to leave texts alone."""
    lines = (re.split(r"[ \t\r]+", line.strip(" \t\r")) for line in text.split("\n"))
    return any(
        not line[0].startswith("#") and not _HARMLESS.issuperset(filter(None, line[1:]))
        for line in lines
    )


def rewritten(top: Path, paths: Sequence[str]) -> list[str]:
    """Return the files of a repository that the attributes in force change; raises PromptError."""
    found: list[str] = []
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        words = needed(top, "check-attr", "-z", *_CHANGING, "--", *some).split("\0")[:-1]
        rows = zip(words[::3], words[2::3], strict=True)
        found += dict.fromkeys(path for path, value in rows if value not in _NONE)
    return found
