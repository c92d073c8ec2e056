"""Numbers of many countries: python-stdnum's own specimens, and near misses."""

import random
from importlib import import_module

import pytest

from assistant.types import Kind
from guards.detection.recognizers import special, world, world_ids
from guards.detection.rule import Rule
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


@pytest.mark.parametrize("rule", [*world_ids.RULES, *world.RULES], ids=lambda rule: rule.name)
def test_no_number_stops_a_check(rule: Rule) -> None:
    rng = random.Random(7)
    for _ in range(400):
        digits = "".join(rng.choices("0123456789", k=rng.choice((8, 9, 10, 11, 13, 15, 17, 18))))
        for value in (digits, f"{digits[:-1]}X", f"ABCDEF{digits}"):
            assert rule.check is None or rule.check(value) in (True, False, None)


def test_a_number_that_a_table_has_no_word_for_stays_possible() -> None:
    weights = [2 ** (17 - n) % 11 for n in range(17)]
    for place in range(100, 1000):  # a province code that the library knows without its counties
        body = f"{place:03d}00019850101001"[:17].ljust(17, "0")
        last = (12 - sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11) % 11
        check = next(rule.check for rule in world_ids.RULES if rule.name == "cn_ric")
        assert check is not None and check(body + "0123456789X"[last]) in (True, False, None)
