"""Ordinary words: a name that is doubtful, and made of these alone, is none.

The list holds the words that our own texts write without a capital and seldom mark as part of a name
(`python -m training.plain_words`), and those of our own prompts. On English web text it takes away ten
wrong names of the model for each right one; in French five, among the right ones institutions, so that
it is asked of English only.
"""

from __future__ import annotations

import regex

from guards.detection.first_names import first_names
from guards.detection.folding import fold
from guards.detection.wordlists import words

_WORD = regex.compile(r"[^\W\d_]+")
_ACRONYM = 5


def is_plain(value: str) -> bool:
    """Whether a value is made of ordinary words that are no first names; letters alone are an acronym."""
    if value.isupper() and len(value) <= _ACRONYM:
        return False
    own = [fold(word) for word in _WORD.findall(value)]
    plain, given = words("plain_words"), first_names() | words("ambiguous_first_names")
    return bool(own) and all(word in plain and word not in given for word in own)
