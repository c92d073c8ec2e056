"""Institutions without a name are left alone, those with one are hidden, and the company's list comes first."""

import pytest

from assistant.types import Kind, Language, Span
from guards.detection.entity_filter import trimmed
from guards.detection.generic import is_generic
from guards.detection.recognizers import institutions
from guards.detection.terms_adapter import Terms
from tests.guards.finding import values


@pytest.mark.parametrize(
    "name",
    ["La Commission", "le Conseil", "The Board", "the Company", "La Société", "The Court", "Our Department",
     "cette École", "L'Association", "la Cour suprême", "The Commission and The Council", "Notre Fondation",
     "This University", "Le Groupe", "Le Syndic", "The Group", "The Agency", "Le Bailleur", "Les Parties",
     "Our Supplier",
     "The Legal Department", "Direction des Ressources Humaines", "le Service Juridique", "The Finance Team",
     "The Audit Committee",
     "Le Conseil syndical"],
)  # fmt: skip
def test_generic(name: str) -> None:
    assert is_generic(name)
    assert values(institutions.RULES, f"Hier, {name} a voté.") == []
    text = f"hier, {name} a voté"
    assert trimmed(text, Span(6, 6 + len(name)), Kind.ORG, Language.FR) is None


@pytest.mark.parametrize(
    "name",
    ["La Commission Kerval", "The Kerval Board", "Conseil d'État", "Commission européenne", "Société Générale",
     "École 42", "Bank A", "the Bank A", "Fondation A", "Hôtel 1926", "Orchestra", "Stadium",
     "Kerval Bank", "Executive Club", "La Poste Bank", "Hôtel Bank", "Le", "Groupe Kerval", "Le Syndic Kerval",
     "Groupe",
     "Tenant", "Kerval Legal Department", "Service Kerval", "Department of Justice", "Marketing"],
)  # fmt: skip
def test_named(name: str) -> None:
    assert not is_generic(name)


def test_an_institution_with_a_name_is_found() -> None:
    assert values(institutions.RULES, "The Kerval Commission met.") == ["The Kerval Commission"]
    assert values(institutions.RULES, "The University of Kerval") == ["The University of Kerval"]


def test_the_company_may_list_one() -> None:
    listed = Terms({"La Commission": Kind.COMPANY_TERM}, "company", 1.0)
    assert values([*institutions.RULES, listed], "La Commission a voté.") == ["La Commission"]


@pytest.mark.parametrize("before", ["le ", "du ", "au ", "Les ", "the ", "par l'"])
def test_a_party_to_a_contract_is_nobody(before: str) -> None:
    text = f"Signé hier, {before}Bailleur accepte"
    start = text.index("Bailleur")
    for kind in (Kind.PERSON, Kind.LOCATION, Kind.ORG):
        assert trimmed(text, Span(start, start + 8), kind, Language.FR) is None


def test_a_name_that_is_no_party_stays() -> None:
    text = "Signé hier, M. Bailleur accepte"
    assert trimmed(text, Span(15, 23), Kind.PERSON, Language.FR) == Span(15, 23)
    text = "Signé hier, le Conseil accepte"
    assert trimmed(text, Span(15, 22), Kind.LOCATION, Language.FR) == Span(15, 22)
