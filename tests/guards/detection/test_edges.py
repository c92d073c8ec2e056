"""What is cut off the edges of a name that was found, and what belongs to it."""

import pytest

from assistant.types import Kind, Language, Span
from guards.detection.entity_filter import trimmed
from guards.pseudonyms.essence import essence


def kept(text: str, value: str) -> str:
    start = text.index(value)
    span = trimmed(text, Span(start, start + len(value)), Kind.LOCATION, Language.FR)
    return text[span.start : span.end] if span else ""


@pytest.mark.parametrize("name", ["Le Mans", "La Rochelle", "Les Ulis", "The Hague"])
def test_an_article_with_a_capital_within_a_sentence_belongs_to_the_name(name: str) -> None:
    assert kept(f"Il a quitté {name} en mars.", name) == name


@pytest.mark.parametrize("text", ["Le Mans reçoit.", "Elle part. Le Mans reçoit.", "- Le Mans"])
def test_where_a_sentence_begins_an_article_says_nothing(text: str) -> None:
    assert kept(text, "Le Mans") == "Mans"


@pytest.mark.parametrize("name", ["D.C.", "Washington D.C.", "D. R."])
def test_initials_keep_their_last_dot(name: str) -> None:
    assert kept(f"Il a quitté {name} hier.", name) == name
    assert kept(f"Il a quitté {name} hier.", name[:-1]) == name


def test_the_dot_of_a_sentence_is_no_part_of_a_name() -> None:
    assert kept("Il a quitté Plan B. Hier.", "Plan B.") == "Plan B"


def test_a_small_article_is_cut_off() -> None:
    assert kept("Il a quitté la Corrèze.", "la Corrèze") == "Corrèze"


def test_with_and_without_its_article_a_place_is_one() -> None:
    assert essence(Kind.LOCATION, "Le Mans") == essence(Kind.LOCATION, "Mans")
    assert essence(Kind.LOCATION, "La") != essence(Kind.LOCATION, "Le")


@pytest.mark.parametrize(
    "heading", ["# Réunion du 5 mars", "## Mes tarifs 2026", "Suite\n\n# Mes prix"]
)
def test_an_ordinary_word_that_opens_a_heading_is_no_place(heading: str) -> None:
    word = "Réunion" if "Réunion" in heading else "Mes"
    assert kept(heading, word) == ""


def test_a_place_that_opens_a_heading_stays_one() -> None:
    assert kept("# Nantes en 2026", "Nantes") == "Nantes"
