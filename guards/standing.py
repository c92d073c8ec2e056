"""Where a value stands in a text as it is written, between borders, in time that grows with the text alone.

A pattern made of a long value that repeats itself (« /home/a/home/a… ») takes the product of both lengths.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from guards.detection.needs import Search

WORD_BEGINS, WORD_ENDS = regex.compile(r"(?<!\w)"), regex.compile(r"(?!\w)")


def stands(
    values: Iterable[str],
    text: str,
    begins: regex.Pattern[str] = WORD_BEGINS,
    ends: regex.Pattern[str] = WORD_ENDS,
) -> bool:
    """Whether one of some values stands in a text where the one pattern matches before it, the other behind it."""
    return any(
        begins.match(text, at) and ends.match(text, at + len(value))
        for value, starts in Search(frozenset(values)).standing(text).places.items()
        for at in starts
    )
