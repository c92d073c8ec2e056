"""Words beside « user » or « compte » that name nobody: "account takeover", "user stories", « compte prorata »."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from guards.detection.first_names import first_names, is_first_name
from guards.detection.folding import fold
from guards.detection.wordlists import NO_NAMES, is_listed

_LISTS = (*NO_NAMES, "acronyms", "beside_accounts", "products")
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"))
"""Of plurals and participles, and what stands there without them; in -ing surnames end, too: « Harding »."""
_MADE = regex.compile(
    r".{3,}(?:tion|ment|[ai]ble|ness|ibility|ability|ware|ium|isme?|ique)s?|.{5,}[ae]nce?s?"
)
# « takeover », « endpoint », « workflow »: no name ends so behind an ordinary word.
_TAIL = regex.compile(
    r"(.{3,}?)(?:over|out|up|down|off|ahead|points?|flows?|pages?|boards?|boarding|lists?|box|data|base|code|side|mates?|load|time|line|name)"
)


def is_beside_accounts(word: str) -> bool:
    """Whether a word alone is one of those; a first name is none."""
    given = is_first_name(word) or fold(word) in first_names()
    return not given and any(map(_is_word, _forms(word)))


def _forms(word: str) -> Iterator[str]:
    yield word
    for ending, other in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word.removesuffix(ending) + other


def _is_word(word: str) -> bool:
    if is_listed(word, *_LISTS) or _MADE.fullmatch(word):
        return True
    tail = _TAIL.fullmatch(word)
    return tail is not None and is_listed(tail[1], *_LISTS)
