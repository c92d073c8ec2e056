"""Names in small letters after a title or a family tie; what else stands there is left alone."""

import pytest

from assistant.types import Kind
from guards.detection.overlaps import resolve
from guards.detection.recognizers import people, relations, small_names
from guards.detection.rule import Hit
from guards.detection.view import normalise
from tests.guards.finding import values

RULES = (*small_names.RECOGNISERS, *relations.RULES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("j'ai vu m. petit hier", ["petit"]),
        ("mme kervalo et monsieur petit sont passés", ["kervalo", "petit"]),
        ("Mme petit a appelé", ["petit"]),
        ("Bonjour M. petit,", ["petit"]),
        ("mm. petit et kervalo sont venus", ["petit", "kervalo"]),
        ("messieurs petit, roux et le goff", ["petit", "roux", "le goff"]),
        ("madame le bihan signe", ["le bihan"]),
        ("m. d'estravel et mme de kerval", ["d'estravel", "de kerval"]),
        ("mme marie kervalo est là", ["marie kervalo"]),
        ("le dr petit, m./mme blanc", ["petit", "blanc"]),
        ("madame bernard", ["bernard"]),
        ("mr smith's file for 'mrs o'neill'", ["smith", "o'neill"]),
        ("mr smith called mrs o’neill", ["smith", "o’neill"]),
        ("dear ms long, thanks mr. king!", ["long", "king"]),
        ("the file of miss young", ["young"]),
        ("mr & mrs brown", ["brown"]),
        ("i saw doctor price", ["price"]),
        ("mon fils jean et ma sœur karima", ["jean", "karima"]),
        ("my brother liam's car", ["liam"]),
    ],
)
def test_found(text: str, found: list[str]) -> None:
    assert values(RULES, text, Kind.PERSON) == found


@pytest.mark.parametrize(
    "text",
    [
        "mme la directrice a dit oui", "monsieur le maire viendra", "m. le bâtonnier", "m. et mme arrivent",
        "mr chairman, mr speaker, mr president", "madame, monsieur,", "oui monsieur bien sûr", "merci madame pour tout",
        "bonjour mme svp", "madame souhaite un rendez-vous", "mme présente une toux", "monsieur travaille de nuit",
        "la mme de l'accueil", "m. l'abbé, m. l'inspecteur", "m. d'abord", "un monsieur petit et gros",
        "the mr is ready", "review my mr first", "latency is 10 ms per token, 5 ms long", "in ms short of that",
        "ms word, ms office, ms teams", "the dr site is down", "12 oak dr springfield", "i miss small things",
        "à 10 m. petit détour", "longueur 5 mm. petite pièce", "8 p.m. today", "Karim M. petit à petit",
        "docteur en droit, professeur agrégé", "the doctor may see you", "mrs no idea", "yes mister president",
        "mesdames et messieurs les jurés", "my mom will call", "my son may come", "mon fils unique",
        "ma femme enceinte", "mr smith@example.org", "le système petit", "mr wasn't merged",
    ],
)  # fmt: skip
def test_left(text: str) -> None:
    assert values(RULES, text, Kind.PERSON) == []


def test_a_greeting_takes_no_title_for_a_name() -> None:
    assert values(people.RECOGNISERS, "Bonjour M. petit,") == []
    assert values(people.RECOGNISERS, "Bonjour M. Petit,") == ["M. Petit"]


def test_a_longer_name_is_not_cut_short() -> None:
    text = "mme rose kervalo"
    rule = Hit(4, 8, 0.85, Kind.PERSON, small_names.SMALL_NAME)
    model = Hit(4, 16, 0.7, Kind.PERSON, "ner")
    assert [finding.span.end for finding in resolve([rule, model], normalise(text))] == [16]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("maître le goff a rappelé", ["le goff"]),
        ("avec maître quéré et maître petit", ["quéré", "petit"]),
        ("maitre bodenes, l'avocate", ["bodenes"]),
        ("melle le bras est passée", ["le bras"]),
        ("melles quéré et le bras", ["quéré", "le bras"]),
        ("j'ai vu le pr. quéré", ["quéré"]),
        ("rdv avec le pr le goff", ["le goff"]),
        ("customer miss braithwaite called", ["braithwaite"]),
    ],
)
def test_more_titles(text: str, found: list[str]) -> None:
    assert values(RULES, text, Kind.PERSON) == found


@pytest.mark.parametrize(
    "text",
    [
        "maître de conférences", "maître le plus souvent absent", "maître d'ouvrage, maître d'œuvre", "maître chanteur",
        "un maître nageur", "maître nageur sauveteur", "il est maître boulanger", "devenue maître verrier",
        "brevet de maître boulanger", "rester maître chez soi", "passé maître dans l'art", "maître mot",
        "son maître petit chien",
        "pr. info", "rdv pr. demain", "le pr est fusionné", "au pr suivant", "customers miss deadlines",
        "don't miss skiing",
        "maître quoi, maître qui",
    ],
)  # fmt: skip
def test_more_words_behind_titles(text: str) -> None:
    assert values(RULES, text, Kind.PERSON) == []
