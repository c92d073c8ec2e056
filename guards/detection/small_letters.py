"""Names that a rule found in small letters, by which they are known where no rule finds them: « momo », « jdupont »."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.account_names import may_be_account
from guards.detection.folding import fold
from guards.detection.rule import Hit
from guards.detection.wordlists import NO_NAMES, is_listed

_SHORTEST = {Kind.PERSON: 3, Kind.USERNAME: 5}
_SURE = 0.6
_LISTS = (*NO_NAMES, "acronyms", "first_names_en", "first_names_fr", "ambiguous_first_names")


def small_name(hit: Hit, value: str) -> str:
    """The word that a value names somebody by in small letters, folded, or nothing where it may mean something else.

    A guess teaches none, and neither does what anybody may be called: the lists of first names see to those.
    """
    own = value.rpartition("\\")[2]
    if hit.rule == "ner" or hit.score <= _SURE or not own.isalpha() or not own.islower():
        return ""
    if len(own) < _SHORTEST.get(hit.kind, len(own) + 1) or is_listed(own, *_LISTS):
        return ""
    return fold(own) if hit.kind is Kind.PERSON or may_be_account(own) else ""
