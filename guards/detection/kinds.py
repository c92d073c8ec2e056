"""The kind of each name, decided over all its mentions in a text together, and by what is known of it.

The model guesses kinds from a paragraph; of many small ones it is not sure. What it says of a name's mentions is
added up, and weighed by lists and by the words of the name, which win only where it hesitates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from assistant.types import Kind
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.names import Entity
from guards.detection.wordlists import BODIES, PEOPLE, SURE_PLACES, is_listed

_KINDS = (Kind.PERSON, Kind.ORG, Kind.LOCATION)
_LISTED = (
    (PEOPLE, Kind.PERSON, 10.0),
    (BODIES, Kind.ORG, 30.0),
    (SURE_PLACES, Kind.LOCATION, 30.0),
)
"""How much likelier a kind is for a name that a list holds."""
_FULL_NAME, _LANDSCAPE = 15.0, 10.0
_LEAST = 0.01
"""What a kind counts that the model rules out."""
# Words that end the English names of places, and names of bodies that begin with a first name.
_PLACE = regex.compile(
    r"[ ](?:County|Region|Province|District|Islands?|River|Lake|Pond|Reservoir|Mountains?|Valley|Bay|Beach|Hills|Creek|"
    r"Parks?|Peninsula|Desert|Falls|Forest|Street|Avenue|Road|Boulevard|Bridge|Castle|Palace|Square|Gardens?|Stadium|Arena)\Z"
)
_BODY = regex.compile(
    r"[ ](?:University|College|School|Academy|Institute|Hospital|Museum|Society|Association|Committee|Council|Party|"
    r"Union|Club|United|Airlines?|Airways|Bank|Records|Press|Times|Post|Herald|News|Group|Team|Army|Company|Inc|Ltd|Corp|Railway)\Z"
)
_NAME = regex.compile(r"(?P<first>\p{Lu}[\p{L}-]+)(?:[ ]\p{Lu}\p{Ll}+){1,2}")


def agreed(found: Sequence[Entity], text: str) -> list[Entity]:
    """Return the names of one text, each of one kind wherever it stands."""
    mentions: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(found):
        if name.kinds and name.label_ in _KINDS:
            mentions[fold(text[name.start_char : name.end_char])].append(number)
    decided = list(found)
    for numbers in mentions.values():
        own = [found[number] for number in numbers]
        kind = _kind(text[own[0].start_char : own[0].end_char], own)
        for number in numbers:
            decided[number] = replace(found[number], label_=kind)
    return decided


def _kind(value: str, mentions: Sequence[Entity]) -> str:
    """What a name is, given what the model says of its mentions."""
    weights = _weights(value)
    sums = {kind: sum(name.kinds[kind] for name in mentions) for kind in _KINDS}
    least = _LEAST * sum(sums.values())
    return max(_KINDS, key=lambda kind: (sums[kind] + least) * weights.get(kind, 1.0)).value


def _weights(value: str) -> Mapping[Kind, float]:
    """How much likelier each kind is for what the name itself tells."""
    found = {kind: weight for lists, kind, weight in _LISTED if is_listed(value, *lists)}
    if _PLACE.search(value):
        found[Kind.LOCATION] = max(_LANDSCAPE, found.get(Kind.LOCATION, 0))
    elif _is_full_name(value):
        found[Kind.PERSON] = _FULL_NAME
    return found


def _is_full_name(value: str) -> bool:
    match = _NAME.fullmatch(value)
    return match is not None and is_first_name(match["first"]) and not _BODY.search(value)
