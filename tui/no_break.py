"""Keeps lines whole at a no-break space: « Que faire ? » never leaves its « ? » to the next line.

Python counts U+00A0 and U+202F as white space, and so Rich and Textual may break a line there, though French
puts them before « : ; ! ? » and inside « » so that none is. Neither has a setting for it: their patterns of
what a word is are replaced, once, by ones that differ in these characters alone.
"""

from __future__ import annotations

import re
from contextlib import suppress
from importlib import import_module

WORD = "[\\S\u00a0\u202f\u2007]"
"""A character that no line ends after, as part of a pattern."""

GAP = "[^\\S\u00a0\u202f\u2007]"
"""White space where a line may end."""


def keep_lines_whole() -> None:
    """Teach Rich and Textual where no line may end; another version of theirs is left as it is."""
    for module, name, pattern in (
        ("rich._wrap", "re_word", f"{GAP}*{WORD}+{GAP}*"),
        ("textual._wrap", "re_chunk", f"{WORD}+{GAP}*|{GAP}+"),
    ):
        with suppress(ImportError):
            of = import_module(module)
            if hasattr(of, name):
                setattr(of, name, re.compile(pattern))
