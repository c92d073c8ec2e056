"""The recognisers of hygie, by theme; `all_recognisers` lists them in no particular order."""

from __future__ import annotations

from guards.detection.recognizers import (
    addresses,
    contact,
    dates,
    documents,
    france,
    money,
    network,
    organisations,
    people,
    secrets,
    world,
)
from guards.detection.rule import Recogniser


def all_recognisers() -> tuple[Recogniser, ...]:
    """Every recogniser that needs no model and no list of the company's."""
    return (
        *addresses.RULES,
        *contact.RULES,
        *dates.RULES,
        *documents.RULES,
        *france.RULES,
        *money.RULES,
        *network.RULES,
        *organisations.RECOGNISERS,
        *people.RECOGNISERS,
        *secrets.RULES,
        *world.RULES,
    )
