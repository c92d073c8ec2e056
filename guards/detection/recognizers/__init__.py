"""The recognisers of hygie, by theme; `all_recognisers` lists them in no particular order."""

from __future__ import annotations

from guards.detection.recognizers import (
    addresses,
    contact,
    contracts,
    dates,
    documents,
    fields,
    france,
    institutions,
    money,
    network,
    organisations,
    paths,
    people,
    places_adapter,
    pupils,
    references,
    relations,
    secrets,
    special,
    spoken,
    spoken_secrets,
    staff,
    tables,
    united_kingdom,
    vehicles,
    whereabouts,
    world,
    world_ids,
)
from guards.detection.rule import Recogniser


def all_recognisers() -> tuple[Recogniser, ...]:
    """Every recogniser that needs no model and no list of the company's."""
    return (
        *addresses.RULES,
        *contact.RULES,
        *contracts.RULES,
        *dates.RULES,
        *documents.RULES,
        *france.RULES,
        *money.RULES,
        *network.RULES,
        *fields.RECOGNISERS,
        *institutions.RULES,
        *organisations.RECOGNISERS,
        *paths.RULES,
        *people.RECOGNISERS,
        *places_adapter.RECOGNISERS,
        *pupils.RULES,
        *references.RULES,
        *relations.RULES,
        *secrets.RULES,
        *special.RULES,
        *spoken.RECOGNISERS,
        *spoken_secrets.RULES,
        *staff.RULES,
        *tables.RECOGNISERS,
        *united_kingdom.RULES,
        *vehicles.RULES,
        *whereabouts.RULES,
        *world.RULES,
        *world_ids.RULES,
    )
