"""People by the words around them."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import people
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mme Lefèvre est là", "Mme Lefèvre"),
        ("M. de La Tour a signé", "M. de La Tour"),
        ("Me Élodie LEFÈVRE plaide", "Me Élodie LEFÈVRE"),
        ("Dr. Amélie Vasseur-Bonnet", "Dr. Amélie Vasseur-Bonnet"),
        ("Dear Ms. O'Connor,", "Ms. O'Connor"),
        ("Bonjour Maïwenn,", "Maïwenn"),
        ("From: Priya Raghunathan <p@example.org>", "Priya Raghunathan"),
        ("De : LEFÈVRE Élodie", "LEFÈVRE Élodie"),
        ("Cordialement,\nÉlodie Lefèvre", "Élodie Lefèvre"),
        ("Best regards,\n\nPriya", "Priya"),
        ("j'ai vu Élodie hier", "Élodie"),
        ("LEFÈVRE Élodie absente", "LEFÈVRE Élodie"),
        ("avec Jean-Baptiste Morvan", "Jean-Baptiste Morvan"),
        ("ENA DPR 0102 is late", "ENA"),  # one code after another
        ("avec Jan VLK hier", "Jan VLK"),
        ("Thanks Karim Hey guys", "Karim"),
        ("voici monsieur Lebrac", "monsieur Lebrac"),
        ("chez madame de La Tour", "madame de La Tour"),
        ("le président Vordal parle", "président Vordal"),
        ("le docteur Amélie Vasseur-Bonnet", "docteur Amélie Vasseur-Bonnet"),
        ("le docteur Min-jun parle", "docteur Min-jun"),
        ("Dr Dae-jung Ryu est là", "Dr Dae-jung Ryu"),
        ("monsieur Jean-marie Vordal", "monsieur Jean-marie Vordal"),
        ("Mme Abbé est là", "Mme Abbé"),  # a title that is a surname after another
    ],
)
def test_found(text: str, value: str) -> None:
    assert values(people.RECOGNISERS, text, Kind.PERSON) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour Madame,", "Cher Monsieur,", "Merci beaucoup.", "Objet : Réunion de lundi",
        "La rose et le lilas", "in May or June", "Paris est une fête", "Le Premier ministre parle.",
        "Monsieur le Président,", "Date: Monday", "Hello World!",
        "Can you come? Any news? Don't wait.", "Même Line Up, même Tea Room", "Said and done.",
        "Elle est Miss Monde", "le Lord Chief Justice a signé", "le Lord Advocate plaide", "Criminal Justice Act 2003",
        "Thanks EY4096.",
        "le président de la Cour", "un professeur de Sorbonne", "le vice-président Finances", "monsieur le Maire",
    ],
)  # fmt: skip
def test_left(text: str) -> None:
    assert values(people.RECOGNISERS, text) == []


@pytest.mark.parametrize(
    ("name", "length"),
    [("Mme Dupont", 4), ("M. le Pr Martin", 9), ("Dupont", 0), ("Madame", 0),
     ("M. Le Goff", 3), ("Le Goff", 0), ("le Docteur Martin", 11),
     ("monsieur Le Goff", 9), ("le docteur Martin", 11), ("La Fontaine", 0), ("m. petit", 3),
     ("mrs o'neill", 4), ("missy", 0), ("mme", 0)],
)  # fmt: skip
def test_titles_are_not_the_name(name: str, length: int) -> None:
    assert people.title_length(name) == length


@pytest.mark.parametrize(
    "title",
    ["Mme ", "M. ", "M. le Pr ", "le Docteur ", "le docteur ", "monsieur ", "la présidente ", "Lady ", "colonel ",
     "m. ", "mme ", "mlle ", "mr ", "mrs. ", "ms ", "mister ", "miss ", "dr ", "Mme\u00a0"],
)  # fmt: skip
def test_a_title_is_one_before_a_name_and_within(title: str) -> None:
    assert people.title_length(f"{title}Kerval") == len(title)
    assert people.title_before(f"Voici {title}Kerval", 6 + len(title)) == title


@pytest.mark.parametrize(
    "text",
    ["un programme ", "8 p.m. ", "la dame ", "une maître", "Voici ", "Mme et ", "un système\u00a0"],
)
def test_no_title_stands_before(text: str) -> None:
    assert people.title_before(f"{text}Kerval", len(text)) == ""
