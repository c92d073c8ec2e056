"""What two mentions of people have in common: words, initials, gender; titles tell gender only."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from guards.detection.first_names import gender_of, is_first_name
from guards.detection.folding import fold
from guards.detection.wordlists import words

_WORD = regex.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PARTS, _SIGNS, _DIGITS = (regex.compile(p) for p in (r"[-']", r"[._+-]+", r"\d+"))
_FEMININE = regex.compile(
    r"(?:mmes?|mlles?|madame|mademoiselle|mrs|ms|miss|lady|dame|sœur|soeur|mère)\b\.?",
    regex.IGNORECASE,
)
_MASCULINE = regex.compile(
    r"(?:mm?\.|monsieur|mr|sir|lord|abbé|père|frère)(?!\w)\.?", regex.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name, folded, without particles; `gender` is `f`, `m` or empty when unknown."""

    words: tuple[str, ...]
    gender: str = ""


def name_of(value: str, title: str = "") -> Name:
    """Read a mention: « LEFÈVRE Élodie » with the title « Mme »."""
    own = tuple(fold(match.group()).replace("’", "'") for match in _WORD.finditer(value))
    own = tuple(word for word in own if word not in words("particles")) or own
    return Name(own, gender_of_title(title) or _gender(own))


def gender_of_title(title: str) -> str:
    """`f` or `m` where the title says so."""
    if _FEMININE.search(title):
        return "f"
    return "m" if _MASCULINE.search(title) else ""


def _gender(own: tuple[str, ...]) -> str:
    if len(own) < 2 and not (own and is_first_name(own[0])):
        return ""  # « Martin » alone may be a surname
    found = {gender for word in own if (gender := gender_of(word))}
    return found.pop() if len(found) == 1 else ""


def same(one: Name, other: Name) -> bool:
    """Whether two mentions have the same words in any order and may be one person."""
    return pieces(one) == pieces(other) and not _differ(one, other)


def within(short: Name, full: Name) -> bool:
    """Whether `short` may be a shorter way to say `full`: all its words, or their initials, are there."""
    if _differ(short, full) or not short.words:
        return False
    left = list(full.words)
    for word in sorted(short.words, key=len, reverse=True):
        found = next((other for other in left if _stands_for(word, other)), None)
        if found is None:
            return False
        left.remove(found)
    return any(len(word) > 1 for word in short.words)


def address_fits(local: str, name: Name) -> bool:
    """Whether the part of an e-mail address before the @, or a login, is made of a full name."""
    if len(name.words) < 2:
        return False
    parts = parts_of_address(local)
    whole = {piece for word in name.words for piece in (word, *word.split("-"))}
    if len(parts) > 1:
        return within(Name(tuple(parts)), Name(tuple(sorted(whole)))) and any(
            part in whole and len(part) > 1 for part in parts
        )
    joined = "".join(parts)
    return any(
        joined in (a + b, a[0] + b, b + a[0]) for a in whole for b in whole if a != b and len(b) > 1
    )


def _stands_for(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))


def pieces(name: Name) -> list[str]:
    """The words of a name, compounds in their parts, sorted."""
    return sorted(piece for word in name.words for piece in _PARTS.split(word))


def parts_of_address(local: str) -> list[str]:
    """The words of the part of an e-mail address before the @, or of a login, without digits."""
    return [part for part in _SIGNS.split(_DIGITS.sub("", fold(local))) if part]


def _differ(one: Name, other: Name) -> bool:
    return bool(one.gender and other.gender and one.gender != other.gender)
