"""Countries and continents from a list: models miss them in lists, headers and after elisions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from assistant.types import Kind
from guards.detection.rule import Hit, Recogniser
from guards.detection.terms_adapter import Terms
from guards.detection.wordlists import words


class PublicPlaces:
    """Capitalised names of the list, anywhere."""

    name = "public_place"
    kinds: tuple[Kind, ...] = (Kind.LOCATION,)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the places."""
        for hit in self._terms.find(text):
            if text[hit.start].isupper():
                yield hit

    @cached_property
    def _terms(self) -> Terms:
        places = {place.replace("_", " "): Kind.LOCATION for place in words("public_places")}
        return Terms(places, self.name, 0.6)


RECOGNISERS: tuple[Recogniser, ...] = (PublicPlaces(),)
