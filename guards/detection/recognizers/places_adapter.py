"""Countries and continents from a list: models miss them in lists, headers and after elisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import regex

from assistant.types import Kind
from guards.detection.rule import Hit, Recogniser, Rule
from guards.detection.terms_adapter import Terms
from guards.detection.wordlists import words

_STATE = regex.compile(
    r"(?<!\w)(?:(?:[Rr]épublique|[Rr]oyaume|[Ff]édération|[Cc]onfédération|[Pp]rincipauté|[Gg]rand-[Dd]uché)[ ]"
    r"(?:de la |de l'|du |des |de |d')|(?:Republic|Kingdom|Federation|Commonwealth)[ ]of[ ](?:the[ ])?)\Z"
)
_LONGEST = 30
# Among countries in lists and headers, and no country.
_UNION = frozenset({"eu", "european_union", "ue", "union_europeenne"})
# The one long name whose parts are no country's: its parts would be taken for places of their own.
_BRITAIN = regex.compile(
    r"[ ](?:de[ ]Grande[ ]?-[ ]?Bretagne[ ]et[ ]d[ ]?'[ ]?Irlande[ ]du[ ]Nord|of[ ]Great[ ]Britain[ ]and[ ]Northern[ ]Ireland)"
)


class PublicPlaces:
    """Capitalised names of the list, anywhere; « République de Turquie » as one; and the European Union."""

    name = "public_place"
    kinds: tuple[Kind, ...] = (Kind.LOCATION, Kind.ORG)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the places."""
        for hit in self._terms.find(text):
            if text[hit.start].isupper():
                yield self._in_full(hit, text)

    @staticmethod
    def _in_full(hit: Hit, text: str) -> Hit:
        state = _STATE.search(text, max(0, hit.start - _LONGEST), hit.start)
        rest = _BRITAIN.match(text, hit.end)
        start, end = state.start() if state else hit.start, rest.end() if rest else hit.end
        return replace(hit, start=start, end=end)

    @cached_property
    def _terms(self) -> Terms:
        lists = ((words("public_places"), Kind.LOCATION), (_UNION, Kind.ORG))
        return Terms(
            {name.replace("_", " "): kind for names, kind in lists for name in names},
            self.name,
            0.6,
        )


RECOGNISERS: tuple[Recogniser, ...] = (
    PublicPlaces(),
    # « salle Garonne »: rooms bear the names of people and rivers.
    Rule(
        "room", Kind.LOCATION,
        r"(?<!\w)(?i:salle|amphi(?:théâtre)?|bâtiment|meeting room|conference room)[ ](?:de réunion[ ])?"
        r"(?P<v>\p{Lu}[\p{Ll}'’-]{2,}(?:[ ]\p{Lu}[\p{Ll}'’-]+){0,2})(?!\w)",
        score=0.7, needs=("salle", "amphi", "batiment", "room"),
    ),
)  # fmt: skip
