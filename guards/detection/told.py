"""What the words beside a name say that it names: « I work for X », « X is a bank », « lives at X 188 ».

Models guess the kind of a name from its look; an invented company looks like a person, a street like a town.
Wrong kinds leak nothing, but a model that answers about a `PERSON` who is a company answers wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from assistant.types import Kind
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.public_names import is_public
from guards.detection.recognizers.people import title_before, title_length
from guards.detection.rule import Hit
from guards.detection.teams import of_country, of_place
from guards.detection.wordlists import is_listed

_GUESSED = frozenset({"ner", "first_name", "public_place"})
_MISTAKEN = frozenset({Kind.PERSON, Kind.LOCATION, Kind.NRP})
_KINDS = _MISTAKEN | {Kind.ORG}
_BUSINESS = (
    r"(?:agenc(?:y|ies)|airline|bank|brand|broker|bureau|business|carrier|charit(?:y|ies)|compan(?:y|ies)|consultanc(?:y|ies)|"
    r"contractor|corporation|distributor|employer|enterprise|firm|foundation|group|insurer|manufacturer|multinational|ngo|"
    r"non-?profit|organi[sz]ation|provider|publisher|retailer|start-?up|subsidiary|supplier|vendor|"
    r"agence|association|assureur|banque|cabinet|constructeur|coopérative|éditeur|enseigne|entreprise|fabricant|filiale|"
    r"fondation|fournisseur|groupe|multinationale|mutuelle|ong|prestataire|société|sous-traitant)"
)
_IS = r"(?:is|was|are|were|remains|became|est|était|sont|reste|devient)"
_AFTER_ORG = regex.compile(
    rf"[ ]{_IS}[ ](?:an?|the|one of the|une?|l[ae]|l'|des)[ ]?(?:[\p{{L}}-]+[ ]){{0,3}}{_BUSINESS}(?!\w)|"
    r"[ ](?:is|was)[ ]the brainchild of(?!\w)|\.?[ ](?:head)?(?:offices?|quarters)[ ](?:is|are|was|were|in|at)(?!\w)",
    regex.IGNORECASE,
)
_BEFORE_ORG = regex.compile(
    r"(?<!\w)(?:work(?:s|ed|ing)?[ ](?:for|at)|employed[ ](?:by|at)|employees?[ ]of|job[ ](?:at|with)|"
    r"(?:CEO|CFO|CTO|COO|chairman|shareholders?|subsidiary)[ ]of|(?:day|week|month|year|summer)s?[ ]at|"
    r"travaill\p{L}*[ ](?:chez|pour)|salariée?s?[ ](?:de|chez)|employée?s?[ ]chez|embauchée?s?[ ](?:par|chez)|"
    r"(?:PDG|DRH|DAF|actionnaires?|filiale)[ ]d[e'’][ ]?)[ ]?\Z",
    regex.IGNORECASE,
)
_BEFORE = 40
# « Hoge Wei 32 »: the number of a house, as most of Europe writes it; a year is none.
_HOUSE = regex.compile(
    r"[ ](?!(?:19|20)\d\d(?!\d))\d{1,4}[ ]?[a-zA-Z]?\.?(?=[ ]*(?:[.,;:!?)\n]|\Z|[ ](?:and|et|St|street|Apt)\b))"
)
_ADDRESS = (
    r"\d[ ]+|(?:address|adresse)[ ]?:[ ]*|"
    r"(?<!\w)(?:lives?|located|habite|demeurant|address|adresse|située?|on|at|side[ ]of|au|sur)[ ]"
)
_WHERE = {
    Kind.PERSON: regex.compile(rf"(?:{_ADDRESS})(?:the[ ])?\Z", regex.IGNORECASE),
    Kind.LOCATION: regex.compile(
        rf"(?:{_ADDRESS}|(?<!\w)(?:to|of|in|and|à|is)[ ])(?:the[ ])?\Z", regex.IGNORECASE
    ),
}
_HOUSED = regex.compile(r"\p{L}.*[ ](?!(?:19|20)\d\d\Z)\d{1,4}[a-zA-Z]?")
_ITS_ADDRESS = regex.compile(
    r"(?<!\w)(?:address|adresse|headquarters|siège)[ ](?:of|de)[ ](?:the[ ])?\Z", regex.IGNORECASE
)
_SIDE = regex.compile(
    r"(?:(?:north|south|east|west|central)(?:ern)?|(?:nord|sud|est|ouest)(?: de la| de l'| du)?)[ ]",
    regex.IGNORECASE,
)


def told(hits: Iterable[Hit], text: str) -> Iterator[Hit]:
    """Yield the hits; names that were guessed get the kind that the words beside them tell."""
    for hit in hits:
        known = hit.rule in _GUESSED and hit.kind in _KINDS
        yield _told(hit, text) if known else hit


def _told(hit: Hit, text: str) -> Hit:
    value = text[hit.start : hit.end]
    if _is_country(value):
        return of_country(hit, text) or of_place(hit, text) or replace(hit, kind=Kind.LOCATION)
    if hit.kind is Kind.LOCATION and (body := of_place(hit, text)):
        return body
    if house := _house(hit, text):
        return replace(hit, end=house, kind=Kind.ADDRESS)
    if hit.kind in _MISTAKEN and _is_organisation(hit, value, text):
        return replace(hit, kind=Kind.ORG)
    return hit


def _is_country(value: str) -> bool:
    folded = fold(value)
    bare = _SIDE.sub("", folded, 1) if _SIDE.match(folded) else folded
    return is_listed(bare, "public_places")


def _house(hit: Hit, text: str) -> int | None:
    """Where a house number after a street's name ends, or None."""
    where = _WHERE.get(hit.kind)
    if where is None or is_first_name(text[hit.start : hit.end]):
        return None
    number = _HOUSE.match(text, hit.end)
    end = number.end() if number else hit.end
    if number is None and not _HOUSED.fullmatch(text, hit.start, hit.end):
        return None
    return end if where.search(text, max(0, hit.start - _BEFORE), hit.start) else None


def _is_organisation(hit: Hit, value: str, text: str) -> bool:
    if title_length(value) or title_before(text, hit.start) or is_public(value):
        return False
    if _AFTER_ORG.match(text, hit.end):
        return True
    before = slice(max(0, hit.start - _BEFORE), hit.start)
    if hit.kind is Kind.LOCATION and _ITS_ADDRESS.search(text[before]):
        return True  # a place has no address
    return _BEFORE_ORG.search(text[before]) is not None and not is_first_name(value.split()[0])
