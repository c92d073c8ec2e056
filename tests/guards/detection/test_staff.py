"""Numbers of staff behind their noun, and the counts, years and amounts beside the same words."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import staff
from tests.guards.finding import RulesOnly, values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DESCHAMPS Océane (matricule 10482)", ["10482"]),
        ("Matricule salarié 10482.", ["10482"]),
        ("Le matricule de l'agent 4471 a été changé", ["4471"]),
        ("son matricule est le 10482", ["10482"]),
        ("Employee 10482, badge 3391", ["10482", "3391"]),
        ("Employee ID 10482", ["10482"]),
        ("l'employée 10482 a signé", ["10482"]),
        ("les matricules 10482, 10483 et 10511", ["10482", "10483", "10511"]),
    ],
)
def test_staff_numbers(text: str, expected: list[str]) -> None:
    assert values(RulesOnly()._recognisers, text, Kind.CODE) == expected


@pytest.mark.parametrize("text",
    ["25000 employés", "employee 3 of 5", "an employee 25000 strong", "employés 10482 au total",
     "per employee 10482 was spent", "par salarié 10482 €", "chaque employé 12500 fois", "employee 2026",
     "badge 2026 du salon", "le badge 12", "badge 5000", "a badge 1200 points above", "matricule 12",
     "salarié 10482 euros bruts", "staff 25000 worldwide", "the agent 1200 tokens", "badge 3391.50"],
)  # fmt: skip
def test_counts_and_years(text: str) -> None:
    assert values(staff.RULES, text) == []


def test_a_number_of_staff_is_no_staff_number() -> None:
    assert values(RulesOnly()._recognisers, "Staff number 25000 worldwide", Kind.CODE) == []
    assert values(RulesOnly()._recognisers, "Staff number 10482", Kind.CODE) == ["10482"]
