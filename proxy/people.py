"""People who come with tokens of the company's identity provider: how they are named where keys are."""

from __future__ import annotations

PERSON = "oidc:"
"""What the id of a person begins with, who has no key here."""
LEEWAY = 30
"""Seconds by which the clock of who makes tokens may be ahead or behind."""
_LONGEST = 255
"""Characters of a name; the standard allows a subject no more."""


def name_of(claimed: object) -> str:
    """Return a name as the record can tell it, or nothing: people are told apart by it."""
    if not isinstance(claimed, str) or not claimed.strip() or len(claimed) > _LONGEST:
        return ""
    return claimed if claimed.isprintable() else ""


def is_person(identifier: str) -> bool:
    """Whether an id is a person's rather than a key's."""
    return identifier.startswith(PERSON)


def can_come(person: str) -> bool:
    """Whether a token can name the person of this id."""
    return bool(name_of(person.removeprefix(PERSON)))
