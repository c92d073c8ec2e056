"""The lists of words and names: in order, at odds with no other, and found as people write."""

import re
from pathlib import Path

import pytest
from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
from spacy.lang.fr.stop_words import STOP_WORDS as FRENCH

from guards.detection.first_names import first_names
from guards.detection.folding import fold
from guards.detection.wordlists import BODIES, PEOPLE, PLACES, SURE_PLACES, entry, is_listed, words

ROOT = Path(__file__).parents[3]
LISTS = sorted(path.stem for path in (ROOT / "guards/detection/data").glob("*.txt"))
NAMES = (*PEOPLE, *BODIES, *PLACES)
KNOWN = ("known_people", "known_places", "known_companies")
NO_NAMES = ("common", "ordinary", "technical", "acronyms", "plain_words", "demonyms", "function_words")  # fmt: skip


def lines(name: str) -> list[str]:
    text = (ROOT / f"guards/detection/data/{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_in_order_and_says_each_word_once_in_the_form_that_is_looked_up(name: str):
    found = lines(name)
    assert found == sorted(set(found))
    assert [line for line in found if entry(line) != line or not line] == []


@pytest.mark.parametrize("name", KNOWN)
def test_no_ordinary_word_of_either_language_is_a_known_name(name: str):
    ordinary = {fold(word) for word in FRENCH | ENGLISH}.union(*map(words, NO_NAMES))
    assert {"aussi", "however"} <= ordinary
    assert sorted(words(name) & ordinary) == []


def test_a_known_name_is_of_one_kind():
    people, places, companies = map(words, KNOWN)
    assert not people & places and not companies & (people | places)
    assert people & words("public_places") == set() and companies & words("public_places") == set()


def test_a_sure_place_is_no_first_name():
    given = first_names() | words("ambiguous_first_names")
    assert [sorted(words(name) & given) for name in SURE_PLACES] == [[]]
    assert words("public_places") & given  # France, Israël: these are not sure


def test_what_comes_from_others_stands_in_the_notice_under_its_licence():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    told = dict(re.findall(r"^(\w+)\.txt: ((?:.+\n)+)", notice, re.M))
    assert set(told) <= set(LISTS) and {*KNOWN, "first_names_fr"} <= set(told)
    named = {
        "known_places": ("GeoNames", "CC BY 4.0", "Unicode CLDR"),
        "known_people": ("WordNet 3.0",),
        "known_companies": ("pytickersymbols", "MIT License"),
        "first_names_fr": ("INSEE", "Licence Ouverte 2.0"),
    }
    assert [who for name, every in named.items() for who in every if who not in told[name]] == []
    # Three of the licences ask for their whole text.
    assert "UNICODE LICENSE V3\n\nCOPYRIGHT" in notice and "permission notice shall be" in notice
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in notice


@pytest.mark.parametrize(("written", "name"), [
    ("Séville", "known_places"), ("SÉVILLE", "known_places"), ("seville", "known_places"),
    ("Se\u0301ville", "known_places"), ("New York", "known_places"), ("Saint-Étienne", "known_places"),
    ("Côte d’Ivoire", "known_places"), ("Côte d'Ivoire", "known_places"), ("CÔTE D’IVOIRE", "known_places"),
    ("N’Djamena", "known_places"), ("Villeneuve-d’Ascq", "known_places"),
    ("Molière", "known_people"), ("MOLIERE", "known_people"), ("Pythagoras", "known_people"),
    ("Jeanne d’Arc", "public_people"), ("Lufthansa", "known_companies"), ("Abbott Laboratories", "known_companies"),
    ("Conseil d’État", "public_bodies"), ("CONSEIL D'ÉTAT", "public_bodies"),
])  # fmt: skip
def test_a_name_is_found_whatever_its_case_accents_and_apostrophes(written: str, name: str):
    assert is_listed(written, name)
    assert is_listed(written, *NAMES)
    assert not is_listed(written, "ordinary", "common")


@pytest.mark.parametrize("written", [
    "", " ", "#", "New", "York New", "Sévill", "Séville-sud", "d’Ivoire", "Côte Ivoire", "Vordal", "_",
])  # fmt: skip
def test_nothing_else_is_found(written: str):
    assert not is_listed(written, *NAMES)
