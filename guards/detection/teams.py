"""Teams and bodies that bear a place's name: « l'équipe de France », « les Tigres de Nantes »."""

from __future__ import annotations

from dataclasses import replace

import regex

from assistant.types import Kind
from guards.detection.folding import fold
from guards.detection.rule import Hit
from guards.detection.wordlists import words

_OF = r"[ ](?:de[ ]la[ ]|de[ ]l['’]|des[ ]|du[ ]|de[ ]|d['’])"
# « l'équipe de Nantes » may be whoever works there: only countries have their teams told so.
_TEAM_BEFORE = regex.compile(
    rf"(?<!\w)(?:équipe|sélection)(?:[ ](?:nationale|olympique|féminine|masculine))?{_OF}\Z"
)
_TEAM_AFTER = regex.compile(
    r"[ ](?:national[ ])?(?:(?:football|rugby|cricket|basketball|hockey)[ ])?(?:team|squad)(?!\w)"
)
_SEVERAL = regex.compile(
    rf"(?<!\w)(?:[Ll]es|[Dd]es|[Aa]ux)[ ](?P<name>(?P<first>\p{{Lu}}\p{{Ll}}+s)(?:[ ]\p{{Lu}}\p{{Ll}}+s)?{_OF})\Z"
)
# « les Français de Nantes » live there; « les Gorges du Verdon » are a place.
_PEOPLE = regex.compile(r"(?:ais|ois|iens|eens|ains)\Z")
_BEFORE = 40


def of_country(hit: Hit, text: str) -> Hit | None:
    """Return the team that plays for the country of a hit, or None."""
    if own := _TEAM_BEFORE.search(text, max(0, hit.start - _BEFORE), hit.start):
        return replace(hit, start=own.start(), kind=Kind.ORG)
    if own := _TEAM_AFTER.match(text, hit.end):
        return replace(hit, end=own.end(), kind=Kind.ORG)
    return None


def of_place(hit: Hit, text: str) -> Hit | None:
    """Return the club or body that is called by its own name and the place of a hit, or None."""
    own = _SEVERAL.search(text, max(0, hit.start - _BEFORE), hit.start)
    if own is None:
        return None
    first = fold(own["first"])
    if first in words("demonyms") or first in words("landscapes") or _PEOPLE.search(first):
        return None
    return replace(hit, start=own.start("name"), kind=Kind.ORG)
