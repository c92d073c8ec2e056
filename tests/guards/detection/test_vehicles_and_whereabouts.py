"""Vehicles, profiles, positions, and numbers of countries that have a name of their own."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import all_recognisers, vehicles, whereabouts, world
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Plaque belge 1-ABC-234", "1-ABC-234"),
        ("Kennzeichen B-AB 1234", "B-AB 1234"),
        ("matrícula 1234 BCD", "1234 BCD"),
        ("targa AB123CD", "AB123CD"),
        ("véhicule immatriculé GE 123456", "GE 123456"),
        ("kenteken 12-XYZ-3", "12-XYZ-3"),
        ("number plate AB 1234", "AB 1234"),
    ],
)
def test_plates_beside_a_word_of_vehicles(text: str, value: str) -> None:
    assert values(vehicles.RULES, text, Kind.PLATE) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "article 1-ABC-234",
        "SKU AB 1234",
        "la voiture répond à la norme EN 1234",
        "vehicle number plate",
        "la voiture roule sur la RN 1234",
        "trois voitures et 4 camions",
    ],
)
def test_what_is_no_plate(text: str) -> None:
    assert values(vehicles.RULES, text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("VIN VF1BB0J0H12345678", "VF1BB0J0H12345678"),
        ("n° de châssis VF1BB0J0H12345678", "VF1BB0J0H12345678"),
        ("hash VF1BB0J0H12345678", ""),
        ("VIN VF1BB0J0H1234567", ""),
        ("VIN VF1BBIJ0H12345678", ""),
    ],
)
def test_the_number_of_a_chassis(text: str, value: str) -> None:
    assert values(vehicles.RULES, text, Kind.CODE) == [value] * bool(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("see linkedin.com/in/ida-holm-42.", "linkedin.com/in/ida-holm-42"),
        ("fr.linkedin.com/in/ida%20holm", "fr.linkedin.com/in/ida%20holm"),
        ("(facebook.com/ida.holm)", "facebook.com/ida.holm"),
        ("t.me/idaholm", "t.me/idaholm"),
        ("linkedin.com is a site", ""),
        ("import github.com/org/mux", ""),
        ("notlinkedin.com/in/ida", ""),
    ],
)
def test_profiles_without_their_scheme(text: str, value: str) -> None:
    assert values(whereabouts.RULES, text, Kind.URL) == [value] * bool(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("GPS : 48.85837, 2.29448", "48.85837, 2.29448"),
        ("lat 48.85837, lon 2.29448", "48.85837, lon 2.29448"),
        ("at 48°51'29\"N 2°17'40\"E now", "48°51'29\"N 2°17'40\"E"),
        ("weights = [48.85837, 2.29448]", ""),
        ("version 48.858, 2.294 of it", ""),
        ("GPS 1.2, 3.4", ""),
    ],
)
def test_positions_to_the_metre(text: str, value: str) -> None:
    assert values(whereabouts.RULES, text, Kind.ADDRESS) == [value] * bool(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Eircode D02 X285", "D02 X285"),
        ("12 Main Street, Dublin D6W XY00", "D6W XY00"),
        ("model D02 X285", ""),
        ("Medicare 1EG4-TE5-MK73", "1EG4-TE5-MK73"),
        ("licence 1EG4-TE5-MK73", ""),
        ("Rentenversicherungsnummer 12 190367 K 006", "12 190367 K 006"),
        ("order 12190367K006", ""),
    ],
)
def test_numbers_beside_their_names(text: str, value: str) -> None:
    assert values(world.RULES, text) == [value] * bool(value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("IMEI 490154203237518", Kind.CODE),
        ("0x52908400098527886E0F7030069857D2E4169EE7", Kind.BANK_ACCOUNT),
        ("numéro d'agrément n° 75-2021-00123", Kind.CODE),
    ],
)
def test_each_number_under_its_own_name(text: str, kind: Kind) -> None:
    found = values(all_recognisers(), text, kind)
    assert len(found) == 1
    assert not values(all_recognisers(), text, Kind.CREDIT_CARD)
