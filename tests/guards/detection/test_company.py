"""Company lists: one pass, tolerant to case, accents, plural; bad lists do no harm."""

import time

from guards.detection.company_adapter import CompanyTerms


def found(terms: list[str], text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in CompanyTerms(terms).find(text)]


def test_case_accents_and_plural() -> None:
    text = "PROJET ÉTOILE, projet etoile, les Projets-Étoiles et projet étoiles"
    assert found(["Projet Étoile"], text) == ["PROJET ÉTOILE", "projet etoile", "projet étoiles"]


def test_whole_words_only() -> None:
    assert found(["Orion"], "Orionis et Orion-7, orion.") == ["Orion", "orion"]


def test_bad_lines_are_left_out() -> None:
    assert found(["", "  ", "# comment", "a", "Vega", "Vega", "VEGA "], "a Vega # comment") == [
        "Vega"
    ]


def test_an_empty_list_finds_nothing() -> None:
    assert found([], "anything") == []


def test_offsets_survive_letters_that_fold_to_several() -> None:
    text = "İstanbul ﬁn ß Étoile"
    assert found(["Étoile"], text) == ["Étoile"]


def test_fifty_thousand_terms_in_one_pass() -> None:
    terms = CompanyTerms(f"Terme {number:05d}" for number in range(50_000))
    text = "Le terme 00042 et le TERME 49999. " * 1_000
    began = time.process_time()
    assert len(list(terms.find(text))) == 2_000
    assert time.process_time() - began < 1
