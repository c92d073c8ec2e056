"""One person, one identity; two people of one family stay two."""

import re

import pytest

from assistant.types import Kind, Mention, Private
from guards.pseudonyms.person_names import address_fits, name_of, same, within
from guards.pseudonyms.vault import MemoryVault


def markers(vault: MemoryVault, *mentions: str) -> list[str]:
    """Placeholders of mentions; « Mme | Dupont » has a title, what holds an @ is an address."""
    made = []
    for mention in mentions:
        title, _, value = mention.rpartition("|")
        kind = Kind.EMAIL if "@" in value else Kind.PERSON
        made.append(Mention(kind, Private(value), title))
    return vault.placeholders(made)


def numbers(*mentions: str) -> list[int]:
    return [int(re.findall(r"\d+", marker)[0]) for marker in markers(MemoryVault(), *mentions)]


@pytest.mark.parametrize(
    "forms",
    [
        ("Marie Dupont", "DUPONT Marie", "Mme |Dupont", "Marie", "marie.dupont@example.org"),
        ("Dupont", "Marie Dupont"),
        ("M Dupont", "Marie Dupont"),
        ("Élodie Lefèvre", "ELODIE LEFEVRE", "Mme |LEFÈVRE", "É. Lefèvre", "elefevre@example.org"),
        ("Jean-Pierre de La Tour", "M. |de La Tour", "Jean-Pierre"),
        ("Priya Raghunathan", "Ms. |Raghunathan", "Priya", "raghunathan.priya@example.org"),
        ("Marie Claire Dupont", "Marie Dupont"),
        ("Jean Pierre Morvan", "Jean-Pierre Morvan"),
    ],
)
def test_forms_of_one_person(forms: tuple[str, ...]) -> None:
    assert set(numbers(*forms)) == {1}


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        (("Marie Dupont", "Paul Dupont"), [1, 2]),
        (("Marie Dupont", "M. |DUPONT"), [1, 2]),
        (("Marie Dupont", "Paul Dupont", "Mme |Dupont", "M. |Dupont"), [1, 2, 1, 2]),
        (("Marie Dupont", "Paul Dupont", "Dupont"), [1, 2, 3]),
        (("Marie Dupont", "Marie Martin", "Marie"), [1, 2, 3]),
        (("Dupont", "Marie Dupont", "Paul Dupont"), [1, 2, 3]),
        (("Marie Dupont", "paul.dupont@example.org"), [1, 1]),
        (("Marie Dupont", "dupont@example.org"), [1, 1]),
        (("Mme |Martin", "M. |Martin"), [1, 2]),
        (("Karim", "Paul Dupont", "Karim Benali"), [1, 2, 1]),
    ],
)
def test_two_people_are_not_merged(mentions: tuple[str, ...], expected: list[int]) -> None:
    found = numbers(*mentions)
    assert found == expected
    if any("@" in mention for mention in mentions):
        assert all(m.startswith("{{EMAIL_") for m in markers(MemoryVault(), *mentions)[1:])


def test_each_form_comes_back_exactly() -> None:
    vault = MemoryVault()
    forms = [
        "Marie Dupont",
        "DUPONT Marie",
        "Dupont",
        "dupont",
        "Marie",
        "marie.dupont@example.org",
    ]
    given = markers(vault, *forms)
    assert len(set(given)) == len(forms)
    assert [vault.original(marker) for marker in given] == [Private(form) for form in forms]
    assert given[0] == "{{PERSON_1}}" and given[1] == "{{PERSON_1_B}}"
    assert given[-1] == "{{PERSON_1_EMAIL}}"


def test_the_plain_placeholder_is_the_fullest_form_wherever_it_stands() -> None:
    assert markers(MemoryVault(), "Dupont", "Marie", "Marie Dupont")[2] == "{{PERSON_1}}"


def test_people_are_numbered_as_they_appear() -> None:
    assert numbers("Karim", "Marie Dupont", "Ana Sol Pereira") == [1, 2, 3]


def test_a_later_turn_brings_the_full_name_and_nothing_given_changes() -> None:
    vault = MemoryVault()
    assert markers(vault, "Mme |Dupont") == ["{{PERSON_1}}"]
    assert markers(vault, "Mme |Dupont", "Marie Dupont") == ["{{PERSON_1}}", "{{PERSON_1_B}}"]
    assert markers(vault, "Paul Dupont", "Marie") == ["{{PERSON_2}}", "{{PERSON_1_C}}"]
    assert vault.original("{{PERSON_1}}") == Private("Dupont")


def test_a_later_turn_that_could_mean_two_people_merges_neither() -> None:
    vault = MemoryVault()
    markers(vault, "Dupont")
    assert markers(vault, "Marie Dupont", "Paul Dupont") == ["{{PERSON_2}}", "{{PERSON_3}}"]


def test_organisations_and_numbers_written_two_ways() -> None:
    vault = MemoryVault()
    made = [
        Mention(Kind.ORG, Private(value))
        for value in ("Nordelle", "Nordelle SAS", "NORDELLE", "Banque Nordelle")
    ]
    assert vault.placeholders(made) == [
        "{{ORG_1_B}}", "{{ORG_1}}", "{{ORG_1_C}}", "{{ORG_2}}",
    ]  # fmt: skip
    phones = [Mention(Kind.PHONE, Private(v)) for v in ("06 39 98 00 12", "+33 6 39 98 00 12")]
    assert vault.placeholders(phones) == ["{{PHONE_1}}", "{{PHONE_1_B}}"]


def test_more_forms_than_letters_are_still_distinct() -> None:
    vault = MemoryVault()
    forms = [Private("Nordelle" + " " * n) for n in range(60)]
    made = [vault.placeholder(Kind.ORG, form) for form in forms]
    assert len(set(made)) == 60
    assert [vault.original(marker) for marker in made] == forms


def test_clear() -> None:
    vault = MemoryVault()
    vault.placeholder(Kind.PERSON, Private("Marie"))
    vault.clear()
    assert vault.original("{{PERSON_1}}") is None


def test_names() -> None:
    assert same(name_of("DUPONT Marie"), name_of("Marie Dupont"))
    assert not within(name_of("M D"), name_of("Marie Dupont"))
    assert not within(name_of("Paul"), name_of("Marie Dupont"))
    assert address_fits("mdupont12", name_of("Marie Dupont"))
    assert not address_fits("contact", name_of("Marie Dupont"))
    assert not address_fits("marie", name_of("Marie Dupont"))
