"""Keeps lines whole at a no-break space: « Que faire ? » never leaves its « ? » to the next line.

Python counts U+00A0 and U+202F as white space, and so Rich and Textual may break a line there, though French
puts them before « : ; ! ? » and inside « » so that none is. Neither has a setting for it: their patterns of
what a word is are replaced, once, by ones that differ in these characters alone.
"""

from __future__ import annotations

import re

WORD = "[\\S\u00a0\u202f\u2007]"
"""A character that no line ends after, as part of a pattern."""

GAP = "[^\\S\u00a0\u202f\u2007]"
"""White space where a line may end."""


def keep_lines_whole() -> None:
    """Teach Rich and Textual where no line may end."""
    import rich._wrap as of_texts
    import textual._wrap as of_editors

    of_texts.re_word = re.compile(f"{GAP}*{WORD}+{GAP}*")
    of_editors.re_chunk = re.compile(f"{WORD}+{GAP}*|{GAP}+")
