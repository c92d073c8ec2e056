"""Phone numbers said in words are found whole; counting and other numbers are left."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import phones_in_words
from tests.guards.finding import values

FRENCH = [
    "zéro six, trente-neuf, quatre-vingt-dix-huit, douze, quarante",
    "zero deux soixante et un quatre vingt onze zéro cinq zéro six",
    "Zéro un… quatre-vingt-dix-neuf… zéro zéro… soixante-dix-sept… douze",
    "zéro six trois neuf neuf huit un deux trois quatre",
    "zéro six - trente-neuf - nonante-huit - septante-deux - douze",
    "plus trente-trois six trente-neuf quatre-vingt-dix-huit douze trente-quatre",
]
ENGLISH = [
    "oh seven seven double oh nine double oh one two three",
    "zero two oh, seven nine four six, oh nine five eight",
    "oh one six three two nine six oh eight two four",
    "five five five, oh one two three",
    "two one two, five five five, oh one forty-two",
    "oh seven seven double oh nine hundred one two three",
    "oh seven seven double zero nine hundred and one two three",
    "zero seven seven zero zero nine hundred triple one",
    "oh one six three two nine sixty oh one eight",
    "zero eight hundred, three two one, four five six",
    "four four seven seven double oh nine hundred one two three",
    "two one two five five five oh one hundred",
]


@pytest.mark.parametrize("number", FRENCH)
def test_french(number: str) -> None:
    text = f"Appelle-moi au {number}. Deux personnes viennent."
    assert values(phones_in_words.RECOGNISERS, text, Kind.PHONE) == [number]


@pytest.mark.parametrize("number", ENGLISH)
def test_english(number: str) -> None:
    text = f"Call me on {number}. Two people are coming."
    assert values(phones_in_words.RECOGNISERS, text, Kind.PHONE) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "zéro, un, deux, trois, quatre, cinq, six, sept, huit, neuf", "zéro six fautes sur vingt et un",
        "de zéro à dix, vingt ou trente", "zéro six, trente-neuf, douze",
        "six, sept, huit, douze, treize, vingt, trente",
        "call one two three four five six seven eight nine ten",
        "ten nine eight seven six five four three two one zero",
        "the rooms one, five, seven, nine, eleven, two and four", "it's two thirty, twenty five past ten",
        "oh one of the six or seven", "five two oh one three six nine",
        "call one hundred, two hundred, three hundred, four hundred",
        "call in one hundred and twenty days, two or three",
        "oh nine hundred people in two or three of seven hundred rooms",
        "the score: two hundred and thirty one for seven",
        "nine hundred and ninety nine thousand one hundred and eleven",
        "our number of rooms is five five five oh one two three",
    ],
)  # fmt: skip
def test_left(text: str) -> None:
    assert values(phones_in_words.RECOGNISERS, text) == []


def test_a_number_of_one_s_own() -> None:
    text = "my number is five five five oh one double four"
    assert values(phones_in_words.RECOGNISERS, text) == ["five five five oh one double four"]
