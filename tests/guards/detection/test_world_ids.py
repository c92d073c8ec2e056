"""Numbers of many countries: python-stdnum's own specimens, and near misses."""

from importlib import import_module

import pytest

from assistant.types import Kind
from guards.detection.recognizers import special, world_ids
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("Steuer-ID 36 574 261 809", "36 574 261 809", Kind.TAX_ID),
        ("UID CHE-100.155.212", "CHE-100.155.212", Kind.COMPANY_ID),
        ("AHV 756.9217.0769.85", "756.9217.0769.85", Kind.NATIONAL_ID),
        ("DNI 54362315-K", "54362315-K", Kind.NATIONAL_ID),
        ("NIE X2482300W", "X2482300W", Kind.NATIONAL_ID),
        ("partita IVA 00743110157", "00743110157", Kind.COMPANY_ID),
        ("CPF 390.533.447-05", "390.533.447-05", Kind.NATIONAL_ID),
        ("PESEL 44051401359", "44051401359", Kind.NATIONAL_ID),
        ("numéro NISS 85.07.30-033.28", "85.07.30-033.28", Kind.NATIONAL_ID),
        ("SIN 123-456-782", "123-456-782", Kind.NATIONAL_ID),
        ("VAT NL4495445B01", "", Kind.COMPANY_ID),
        ("hetu 131052-308T", "131052-308T", Kind.NATIONAL_ID),
    ],
)
def test_found(text: str, value: str, kind: Kind) -> None:
    assert values(world_ids.RULES, text, kind) == [value] * bool(value)


@pytest.mark.parametrize(
    "text",
    [
        "44051401359",
        "123-456-782",
        "le total 36 574 261 809",
        "order 12-3456789",
        "1234567890123",
        "35-209900-176148-1",
    ],
)
def test_bare_numbers_need_their_name(text: str) -> None:
    assert values(world_ids.RULES, text) == []


def test_every_module_exists() -> None:
    for row in world_ids._ROWS:
        assert hasattr(import_module(f"stdnum.{row[0]}"), "is_valid")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("il est diabétique", "special_health"), ("she is pregnant", "special_health"),
        ("déléguée syndicale", "special_union"), ("il a un casier judiciaire", "special_offence"),
        ("orientation sexuelle", "special_sexual_life"), ("elle est catholique", "special_belief"),
        ("demandeur d'asile", "special_origin"), ("la directrice financière", "job_title"), ("our CFO", "job_title"),
    ],
)  # fmt: skip
def test_topics_and_titles(text: str, rule: str) -> None:
    assert len(values(special.RULES, text, rule=rule)) == 1
