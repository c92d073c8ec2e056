"""A list of hits shows of each passage what bears on the question, not how it begins."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.types import Private
from knowledge.base import KnowledgeBase

NOTE = """# Copropriété

La réunion s'est tenue salle des Glycines, en présence de vingt-deux copropriétaires sur trente et un.
Le procès-verbal de l'an dernier est approuvé sans remarque après lecture par la présidente de séance.

Le ravalement de la façade est voté pour 84 000 euros, étalé sur deux ans. L'ascenseur sera hors
service pendant la semaine du 9 juin. Le jardinier viendra désormais un mardi sur deux, de mars à octobre.
"""
BROKEN = NOTE.replace("é", "√©").replace("ç", "√ß")
MOST = 100


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    notes = tmp_path_factory.mktemp("notes")
    (notes / "a.md").write_text(NOTE, encoding="utf-8")
    (notes / "b.md").write_text(BROKEN, encoding="utf-8")
    (notes / "c.txt").write_text("x" * 3_000)
    opened = KnowledgeBase(tmp_path_factory.mktemp("base"))
    opened.add([str(notes)])
    opened.embed()
    yield opened
    opened.close()


def excerpt(base: KnowledgeBase, question: str, name: str = "a.md", most: int = MOST) -> str:
    hits = base.search.find(Private(question), 10)
    hit = next(each for each in hits if Path(each.document).name == name)
    return base.search.excerpts(Private(question), [hit], most)[0]


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Combien coûtera la façade ?", "84 000 euros"),
        ("How much is the new front of the building?", "84 000 euros"),
        ("Quand l'ascenseur ne marchera-t-il pas ?", "semaine du 9 juin"),
        ("When will the lift be out of order?", "semaine du 9 juin"),
        ("Quels jours passe le jardinier ?", "un mardi sur deux"),
        ("Dans quelle salle s'est-on réuni ?", "salle des Glycines"),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "b.md"])
def test_the_sentence_that_answers_is_shown(
    base: KnowledgeBase, question: str, part: str, name: str
) -> None:
    shown = excerpt(base, question, name)
    assert part in shown
    assert len(shown.strip("…")) <= MOST


def test_an_ellipsis_stands_where_words_are_left_out(base: KnowledgeBase) -> None:
    assert excerpt(base, "jardinier").startswith("…")
    assert not excerpt(base, "jardinier").endswith("…")
    assert excerpt(base, "jardinier", most=2_000) == " ".join(NOTE.split())


def test_words_show_the_place_where_there_are_no_vectors(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(NOTE, encoding="utf-8")
    fresh = KnowledgeBase(tmp_path / "fresh")
    fresh.add([str(tmp_path / "a.md")])
    assert "semaine du 9 juin" in excerpt(fresh, "ascenseur")
    fresh.close()


def test_what_has_no_spaces_is_cut(base: KnowledgeBase) -> None:
    assert excerpt(base, "x", "c.txt") == "x" * MOST + "…"


def test_excerpts_move_no_place(base: KnowledgeBase) -> None:
    hit = next(h for h in base.search.find(Private("jardinier"), 9) if h.document.endswith("a.md"))
    assert hit.text == NOTE[hit.span.start : hit.span.end]
