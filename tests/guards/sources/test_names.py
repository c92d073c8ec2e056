import pytest

from assistant.types import Status

from .asking import claims

SOURCE = (
    "La réunion a été ouverte par Mme LEFÈVRE Élodie, directrice, avec Jean-Pierre de La Tour et "
    "Ursula von der Leyen. Jean Dupont et Marie Curie étaient absents. Le rapport vient de "
    "l'Organisation Mondiale de la Santé."
)
S, A, N, U = Status.SUPPORTED, Status.ALTERED, Status.NOT_FOUND, Status.UNCHECKED


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("Il a parlé avec Élodie Lefèvre hier.", {"Élodie Lefèvre": S}),
        ("Il a parlé avec Mme Lefevre hier.", {"Lefevre": S}),
        ("Il a vu M. Jean-Pierre de La Tour.", {"Jean-Pierre de La Tour": S}),
        ("On entend Ursula von der Leyen ici.", {"Ursula von der Leyen": S}),
        ("On cite l'OMS dans ce texte.", {"OMS": S}),
        ("On y voit Paul Martin aussi.", {"Paul Martin": N}),
        ("On y voit M. Dupond aussi.", {"Dupond": A}),
        ("Selon Jean Dupont, tout va bien.", {"Jean Dupont": S}),
        ("Victor Hugo était présent hier.", {"Hugo": N}),
    ],
)
def test_names_are_found_in_any_case_accent_and_order(
    answer: str, names: dict[str, Status]
) -> None:
    assert claims(answer, SOURCE) == names


def test_words_of_two_people_far_apart_make_no_third_person() -> None:
    source = f"Marie Curie est venue. {'Rien de neuf ce jour. ' * 9} Jean Dupont est parti."
    assert claims("On y voit Marie Dupont aussi.", source) == {"Marie Dupont": N}


@pytest.mark.parametrize(
    "answer",
    [
        "However, this is fine. According to them, Monday in May works. The French agree.",
        "Cependant, tout va bien. En janvier, le lundi convient. Aujourd'hui aussi.",
        "## The Main Benefits Of Regular Exercise\n\n**Key Point:** it helps.",
        "- Better sleep\n- Nouvelle formule\na. Increased flow\nb. Better sleep",
        "I think I'm right. Chapter XII says so. NOTE this. See example.com now.",
        "“There are,” he said. (See the rest.) The answer: Nothing is lost.",
        "An English-language text for Russians and les Russes by no Sr. at all.",
        "Le Rapport est long, et la Directrice le dit.",
        "Despite all this, it works! Étonnamment, cela marche. 😀 Sleeping helps.",
    ],
)
def test_ordinary_capitals_are_no_names(answer: str) -> None:
    assert claims(answer, SOURCE + " There is a report; le rapport de la directrice.") == {}


def test_a_word_also_seen_in_small_letters_is_no_name() -> None:
    assert claims("We ask the Board today.", "The board met. Nothing else was said of it.") == {}


def test_a_short_form_that_the_answer_spells_out_is_not_asked_of_the_sources() -> None:
    answer = "This uses the Weighted Average Cost (WAC) of goods, and WAC is easy to compute."
    assert claims(answer, "Use the weighted average cost of goods.") == {}


def test_one_word_missing_from_sources_in_another_language_is_left_open() -> None:
    answer = "They all went to Ghent with the others."
    assert claims(answer, "Ils sont tous allés à Gand avec les autres.") == {"Ghent": U}
