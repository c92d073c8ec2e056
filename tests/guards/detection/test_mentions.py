"""A name found once is found everywhere."""

from assistant.types import Kind
from guards.detection.mentions import Mentions
from guards.detection.rule import Hit


def again(known: str, text: str, kind: Kind = Kind.PERSON, score: float = 0.8) -> list[str]:
    mentions = Mentions()
    mentions.learn(known, [Hit(0, len(known), score, kind, "test")])
    spans = {(hit.start, hit.end) for hit in mentions.find(text)}
    return [
        text[a:b]
        for a, b in sorted(spans)
        if not any((c <= a and b <= d) and (a, b) != (c, d) for c, d in spans)
    ]


def test_in_any_case_and_without_accents() -> None:
    assert again("Élodie Lefèvre", "ELODIE LEFEVRE et élodie lefèvre") == [
        "ELODIE LEFEVRE",
        "élodie lefèvre",
    ]


def test_the_surname_alone_and_the_first_name_alone() -> None:
    assert again("Mme Élodie Lefèvre", "Lefèvre dit que Élodie part") == ["Lefèvre", "Élodie"]


def test_a_surname_that_is_a_word_needs_its_capital() -> None:
    assert again("Jean Marchand", "le marchand et M. Marchand") == ["Marchand"]


def test_in_the_other_order() -> None:
    assert again("Élodie Lefèvre", "LEFÈVRE Élodie, présente") == ["LEFÈVRE Élodie"]


def test_the_end_of_a_sentence_parts_names() -> None:
    text = "Franck Olivier. Franck Olivier signe"
    assert again("Franck Olivier", text) == ["Franck Olivier"] * 2
    assert again("J. Olivier", "par J. Olivier") == ["J. Olivier"]


def test_with_its_elided_particle() -> None:
    assert again("Paul-Henri d'Estrées", "PAUL-HENRI D'ESTRÉES, Estrées") == [
        "PAUL-HENRI D'ESTRÉES",
        "Estrées",
    ]


def test_an_organisation_glued_in_a_package_name() -> None:
    text = "at fr.ferrandine.paie.Caisse(Caisse.java:88), /srv/ferrandine/x, ferrandine-mobile, ferrandines"
    assert again("Ferrandine", text, Kind.ORG) == ["ferrandine"] * 2
    assert again("Orion", "a.orion.b", Kind.ORG) == ["orion"]
    assert again("Paie", "com.paie.caisse", Kind.ORG) == []


def test_particles_alone_are_no_names() -> None:
    assert again("Jean de La Tour", "La maison de Paul") == []


def test_a_weak_guess_is_not_spread() -> None:
    assert again("Marchand", "Marchand", score=0.5) == []


def test_organisations_are_found_whole() -> None:
    assert again("Nordelle", "chez NORDELLE", Kind.ORG) == ["NORDELLE"]
    assert again("Banque Nordelle", "la banque du coin", Kind.ORG) == []


def test_a_name_with_an_article_is_found_without_it() -> None:
    assert again("Le Mans", "au Mans, à Le Mans", Kind.LOCATION) == ["Mans", "Le Mans"]


def test_a_number_in_any_grouping() -> None:
    text = "Total 123 456 unités, 12-34.56, (123)456 et 1234567, A123456"
    assert again("123456", text, Kind.CODE) == ["123 456", "12-34.56", "123)456"]
    assert again("12345", "123 45", Kind.CODE) == []


def test_a_surname_glued_in_a_file_name() -> None:
    text = "/srv/rh/lefevre/paie.pdf, lefevre_2026.pdf, cv-lefevre.doc, paie.lefevre.pdf"
    assert again("Mme Élodie Lefèvre", text) == ["lefevre"] * 4
    assert again("M. Jean Petit", "un petit-déjeuner, grand/petit") == []
    assert again("Mme Élodie Lefèvre", "lefevre est un nom.") == []


def test_a_title_in_small_letters_is_found_again_with_its_name() -> None:
    mentions = Mentions()
    mentions.learn("miss may", [Hit(0, 8, 0.8, Kind.PERSON, "ner")])
    text = "miss may a opéré, en mai may be"
    assert [text[hit.start : hit.end] for hit in mentions.find(text)] == ["miss may"]
