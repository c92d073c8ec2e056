"""Two words that change places make another sentence of the same words, which is never supported."""

import pytest

from assistant.types import Status
from guards.sources.changed_places import changed
from guards.sources.words import read

from .asking import statements, verdicts

SWAPPED = [
    ("Paul Lamy a payé Marie Roux hier soir.", "Marie Roux a payé Paul Lamy hier soir."),
    ("Paul a payé Marie.", "Marie a payé Paul."),
    ("Paul a payé Marie.", "Paul a été payé par Marie."),
    ("Paul paid Marie.", "Marie paid Paul."),
    ("Paul paid Marie.", "Paul was paid by Marie."),
    ("En mars, les ventes ont dépassé les achats.", "En mars, les achats ont dépassé les ventes."),
    ("La salle est ouverte du mardi au samedi.", "La salle est ouverte du samedi au mardi."),
    ("Le train direct va de Paris à Lyon.", "Le train direct va de Lyon à Paris."),
    ("Le prix est de 590 € en chambre double.", "Le prix est de 590 € en double chambre."),
    ("Le véhicule a été vendu par votre frère à Mme Lopez.",
     "Le véhicule a été vendu par Mme Lopez à votre frère."),
    ("The car was sold by your brother to Ms Lopez.", "The car was sold by Ms Lopez to your brother."),
    ("Marie est plus grande que Paul.", "Paul est plus grand que Marie."),
    ("The coach leaves Fernhill station at nine.", "The station Fernhill leaves coach at nine."),
    ("Le loyer est de 640 € et les charges de 55 €.",
     "Le loyer est de 55 € et les charges de 640 €."),
]  # fmt: skip
BORROWED = [
    ("Article 11 – Le code source reste la propriété du prestataire ; le client a une licence non exclusive.",
     "Le code source reste la propriété du client.", "Le code source reste la propriété du prestataire."),
    ("11. The supplier keeps the source code of the site; the client has a licence for ten years.",
     "The client keeps the source code of the site.", "The supplier keeps the source code of the site."),
]  # fmt: skip
SOUND = [
    ("Paul a payé Marie.", "Marie a été payée par Paul."),
    ("Paul paid Marie.", "Marie was paid by Paul."),
    ("En 2019, la société a ouvert une usine à Brest.",
     "La société a ouvert une usine à Brest en 2019."),
    ("La société a ouvert en 2019 une usine.", "La société a ouvert une usine en 2019."),
    ("Paul et Marie sont venus à Brest.", "Marie et Paul sont venus à Brest."),
    ("Paul, Marie et Jean sont venus à Brest.", "Jean, Marie et Paul sont venus à Brest."),
    ("Selon Dupont, la vente aura lieu lundi.", "La vente aura lieu lundi, selon Dupont."),
    ("La commission a adopté le texte.", "Le texte a été adopté par la commission."),
    ("Revenue rose by 5% to 3 million.", "Revenue rose 5% to 3 million."),
    ("La réunion fut ouverte par Lefèvre Élodie.", "La réunion fut ouverte par Élodie Lefèvre."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "answer"), SWAPPED)
def test_words_that_changed_places_are_not_supported(source: str, answer: str) -> None:
    assert changed(read(source), read(answer))
    assert Status.SUPPORTED not in statements(answer, source)


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("En 2019, la société a ouvert une usine à Brest.",
         "La société a ouvert une usine à Brest en 2019."),
        ("Paul et Marie sont venus à Brest.", "Marie et Paul sont venus à Brest."),
    ],
)  # fmt: skip
def test_a_phrase_that_moved_leaves_a_sentence_supported(source: str, answer: str) -> None:
    assert statements(answer, source) == [Status.SUPPORTED]


def test_a_word_replaced_at_the_start_is_seen_though_the_sentence_before_has_it() -> None:
    source = (
        "La convocation précise la date de la présentation de la lettre. La décision ne peut être "
        "notifiée moins de deux jours ouvrables après l'entretien."
    )
    answer = (
        "La présentation ne peut être notifiée moins de deux jours ouvrables après l'entretien."
    )
    assert statements(answer, source) == [Status.UNCHECKED]


def test_both_in_the_place_of_either_is_not_supported() -> None:
    source = "Prenez un comprimé le matin ou le soir, avec un grand verre d'eau."
    assert statements(source.replace(" ou ", " et "), source) == [Status.UNCHECKED]


@pytest.mark.parametrize(("source", "answer"), SOUND)
def test_words_that_only_moved_have_not_changed_places(source: str, answer: str) -> None:
    assert changed(read(source), read(answer)) == ""


def test_the_reason_names_the_words_that_changed_places() -> None:
    found = verdicts("Les achats ont dépassé les ventes.", "Les ventes ont dépassé les achats.")[-1]
    assert found.status is Status.UNCHECKED
    assert "achats" in found.reason and "ventes" in found.reason


def test_the_reason_names_the_word_in_the_place_of_another() -> None:
    found = verdicts(
        "Le locataire donne congé par lettre recommandée avec un préavis de trois semaines.",
        "Le locataire donne congé par lettre recommandée avec un préavis de trois mois.",
    )[-1]
    assert found.status is Status.UNCHECKED
    assert "semaines" in found.reason and "mois" in found.reason


@pytest.mark.parametrize(("source", "answer", "sound"), BORROWED)
def test_a_word_of_the_next_clause_is_not_supported_in_the_place_of_another(
    source: str, answer: str, sound: str
) -> None:
    assert statements(answer, source) == [Status.UNCHECKED]
    assert statements(sound, source) == [Status.SUPPORTED]


def test_a_word_is_told_from_a_small_one_with_its_stem() -> None:
    source, answer = "Mais Marie Morel a signé le bail.", "En mai Marie Morel a signé le bail."
    assert len(statements(answer, source)) == len(statements(source, answer)) == 1
