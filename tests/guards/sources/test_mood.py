"""The French conditional is told by its form, and what only looks like it is not taken for it."""

import pytest

from guards.sources.mood import conditional
from guards.sources.spoken import spoken

CONDITIONAL = """
aurait auraient serait seraient ferait irait pourrait devrait voudrait viendrait prendrait mettrait connaîtrait
fermerait espérerait finirait partirait ouvrirait suivrait recevrait mourrait enverrait perdrait dirait
"""
OTHERS = """
espérait gérait considérait retirait attirait désirait admirait respirait expirait montrait entrait livrait délivrait
ouvrait couvrait durait assurait déclarait restaurait portrait attrait retrait extrait était avait paraît
"""


@pytest.mark.parametrize("form", CONDITIONAL.split())
def test_a_conditional_is_named(form: str) -> None:
    assert conditional(spoken(f"Le groupe {form} la vente."), spoken("La vente du groupe.")) == form


@pytest.mark.parametrize("form", OTHERS.split())
def test_an_imperfect_or_a_noun_is_none(form: str) -> None:
    assert conditional(spoken(f"Le groupe {form} la vente."), spoken("La vente du groupe.")) == ""


def test_a_future_told_in_the_past_is_no_doubt() -> None:
    source = spoken("Marie a confirmé que le contrat serait signé lundi.")
    assert conditional(source, spoken("Le contrat sera signé lundi.")) == ""
    source = spoken("Marie said the contract would be signed on Monday.")
    assert conditional(source, spoken("The contract will be signed on Monday.")) == ""


def test_hearsay_that_somebody_repeats_is_still_hearsay() -> None:
    source = spoken("Marie dit que le client aurait signé le contrat.")
    assert conditional(source, spoken("Le client a signé le contrat.")) == "aurait"
