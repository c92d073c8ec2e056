"""The kind of a name: over all its mentions, and by what is known of it where the model hesitates."""

import pytest

from guards.detection.kinds import agreed
from guards.detection.names import Entity


def guess(text: str, value: str, after: int = 0, **chances: float) -> Entity:
    at = text.index(value, after)
    kinds = {"PERSON": 0.0, "ORG": 0.0, "LOCATION": 0.0} | chances
    best = max(kinds, key=lambda kind: kinds[kind])
    return Entity(at, at + len(value), best, 0.8, kinds)


def kinds(text: str, *found: Entity) -> list[str]:
    return [name.label_ for name in agreed(found, text)]


def test_a_name_is_of_the_kind_that_its_mentions_say_together() -> None:
    text = "Ellivane signe. Hier, Ellivane a écrit ; ELLIVANE insiste."
    sure = guess(text, "Ellivane", PERSON=0.9, ORG=0.1)
    unsure = guess(text, "Ellivane", 5, PERSON=0.4, ORG=0.6)
    shouted = guess(text, "ELLIVANE", PERSON=0.2, LOCATION=0.3)
    assert kinds(text, sure, unsure, shouted) == ["PERSON"] * 3


@pytest.mark.parametrize(
    ("value", "chances", "is_"),
    [
        ("Groenland", {"ORG": 0.7, "LOCATION": 0.3}, "LOCATION"),
        ("Côte d’Ivoire", {"ORG": 0.7, "LOCATION": 0.3}, "LOCATION"),
        ("Côte d'Ivoire", {"ORG": 0.7, "LOCATION": 0.3}, "LOCATION"),
        ("Séville", {"PERSON": 0.7, "LOCATION": 0.3}, "LOCATION"),
        ("Union européenne", {"ORG": 0.3, "LOCATION": 0.7}, "ORG"),
        ("Beethoven", {"PERSON": 0.2, "ORG": 0.8}, "PERSON"),
        ("Lufthansa", {"ORG": 0.2, "LOCATION": 0.8}, "ORG"),
        ("Voltaire", {"PERSON": 0.2, "LOCATION": 0.8}, "PERSON"),
        ("Karim Benhaddou", {"PERSON": 0.2, "ORG": 0.8}, "PERSON"),
        ("Vordal County", {"ORG": 0.8, "LOCATION": 0.2}, "LOCATION"),
        # Where the model is sure, a list changes nothing; nor do words that begin a company's name.
        ("Grenade", {"PERSON": 0.99, "LOCATION": 0.0}, "PERSON"),
        ("Karim Benhaddou", {"PERSON": 0.01, "ORG": 0.99}, "ORG"),
        ("Harriet Whitcombe College", {"PERSON": 0.3, "ORG": 0.7}, "ORG"),
        ("Ellivane", {"PERSON": 0.3, "ORG": 0.7}, "ORG"),
    ],
)  # fmt: skip
def test_what_is_known_of_a_name_decides_where_the_model_hesitates(
    value: str, chances: dict[str, float], is_: str
) -> None:
    assert kinds(value, guess(value, value, **chances)) == [is_]


def test_names_without_chances_and_of_other_kinds_stay_as_they_are() -> None:
    text = "Berlin, les Berlinois"
    found = [Entity(0, 6, "ORG", 0.75), Entity(12, 21, "NRP", 0.8, {"NRP": 0.9})]
    assert agreed(found, text) == found
