"""Company lists: one pass, tolerant to case, accents, plural; bad lists do no harm."""

import time
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import guard_wiring
from assistant.config import Settings
from assistant.errors import ConfigError
from assistant.types import Kind, Private
from guards.detection.company_adapter import CompanyTerms


def found(terms: list[str], text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in CompanyTerms(terms).find(text)]


def test_case_accents_and_plural() -> None:
    text = "PROJET ÉTOILE, projet etoile, les Projets-Étoiles et projet étoiles"
    assert found(["Projet Étoile"], text) == ["PROJET ÉTOILE", "projet etoile", "projet étoiles"]


@pytest.mark.parametrize(
    "written", ["projet_albatros", "PROJET-ALBATROS", "ProjetAlbatros", "projetalbatros"]
)
def test_as_files_packages_and_hashtags_write_it(written: str) -> None:
    assert found(["Projet Albatros"], f"voir {written}.docx et #{written}") == [written, written]


def test_short_words_are_not_glued() -> None:
    assert found(["Art Est"], "artest art_est") == ["art_est"]


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


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("L’Akrobatik", "avec L'Akrobatik"),
        (unicodedata.normalize("NFD", "Étoilé"), "le plan Étoilé"),
        ("projet  zim boum", "le projet\nzim boum"),
        ("projet zim", "> le projet\n> zim"),
        ("projet zim", "le projet \t zim"),
    ],
)
def test_a_term_in_another_typography(term: str, text: str) -> None:
    assert len(found([term], text)) == 1


def test_a_term_does_not_cross_a_paragraph() -> None:
    assert found(["projet zim"], "le projet\n\nzim") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_a_list_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "company.txt"
    path.write_bytes("Étoilé\nL'Akrobatik\nSociété Zébrée\n".encode(encoding))
    settings = replace(Settings(), company_terms=str(path))
    text = "Étoilé, L'Akrobatik et Société Zébrée"
    kinds = [finding.kind for finding in guard_wiring.guard(settings).scan(Private(text))]
    assert kinds.count(Kind.COMPANY_TERM) == 3


def test_a_list_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "company.txt"
    path.write_bytes(bytes(range(256)))
    with pytest.raises(ConfigError):
        guard_wiring.guard(replace(Settings(), company_terms=str(path)))
