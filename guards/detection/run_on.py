"""Names that the model reads on into what follows: « Karim Team », « la France sans défense »."""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.wordlists import PLACES, is_listed

_AFTER_PERSON = regex.compile(r"(?P<name>\p{Lu}[\p{L}-]+)[ ](?P<next>\p{Lu}\p{Ll}+)")
_AFTER_PLACE = regex.compile(
    r"(?P<name>\p{Lu}[\p{L}.'’-]+(?:[ ]\p{Lu}[\p{L}'’-]+)?)(?:[ ]\p{Ll}+)+"
)
# What a mail without line ends says next; no surname among them.
_NEXT = frozenset(
    ("equipe", "folks", "guys", "hello", "hey", "hi", "please", "sorry", "team", "thank", "thanks", "well")
)  # fmt: skip


def run_on(value: str, kind: Kind) -> tuple[int, Kind] | None:
    """Return the length and the kind of the name that a value begins with, or None when it is all of it."""
    if (match := _AFTER_PERSON.fullmatch(value)) and is_first_name(match["name"]):
        return (match.end("name"), Kind.PERSON) if fold(match["next"]) in _NEXT else None
    if (
        kind is Kind.ORG
        and (match := _AFTER_PLACE.fullmatch(value))
        and is_listed(match["name"], *PLACES)
    ):
        return None if is_listed(value, *PLACES) else (match.end("name"), Kind.LOCATION)
    return None
