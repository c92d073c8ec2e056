"""A whole vault: twelve questions find their place, unknown ones are said to be unknown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import MissingError
from assistant.types import Private
from knowledge.base import KnowledgeBase
from knowledge.embedding.meaning import Asked
from knowledge.search.looking import MOST_ASKED, QuestionEmbedder
from knowledge.store.linking import links_to
from knowledge.values import Report
from tests.knowledge import made_vault


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[KnowledgeBase, Report]]:
    folder = tmp_path_factory.mktemp("vault")
    made_vault.write(folder)
    base = KnowledgeBase(tmp_path_factory.mktemp("base"))
    report = base.add([str(folder)])
    base.embed()
    base.search.settle()
    yield base, report
    base.close()


def test_the_vault_is_read_whole_but_for_the_picture(vault: tuple[KnowledgeBase, Report]) -> None:
    base, report = vault
    assert (base.state().files, report.added) == (150, 150)
    assert [Path(each.document).name for each in report.refused] == ["photo.png"]


@pytest.mark.parametrize("question", made_vault.QUESTIONS)
def test_a_question_finds_the_place_of_its_answer(
    vault: tuple[KnowledgeBase, Report], question: str
) -> None:
    found = vault[0].search.found(Private(question), 3)
    assert made_vault.QUESTIONS[question] in [Path(hit.document).name for hit in found.hits]
    assert not found.doubtful


def test_nearly_all_answers_come_first(vault: tuple[KnowledgeBase, Report]) -> None:
    first = [
        Path(vault[0].search.find(Private(question), 1)[0].document).name == right
        for question, right in made_vault.QUESTIONS.items()
    ]
    assert sum(first) >= 11


@pytest.mark.parametrize("question", made_vault.UNKNOWN)
def test_an_unknown_matter_is_said_to_be_unknown(
    vault: tuple[KnowledgeBase, Report], question: str
) -> None:
    assert vault[0].search.found(Private(question), 6).doubtful


def test_a_citation_tells_page_and_heading(vault: tuple[KnowledgeBase, Report]) -> None:
    search = vault[0].search
    assert search.find(Private("dépôt de garantie"), 1)[0].page == 2
    assert search.find(Private("tramway du château, Lisbon tram 28"), 1)[0].document.endswith(
        "Lisbon.md"
    )


def test_broken_links_and_circles_harm_nothing(vault: tuple[KnowledgeBase, Report]) -> None:
    assert len(links_to(vault[0].database, "Projet Colvert")) > 40


def test_a_link_opens_the_heading_or_the_block_it_names(
    vault: tuple[KnowledgeBase, Report],
) -> None:
    base, _report = vault
    block = base.show("assurance habitation#^echeance")
    assert block.text == "Le contrat se renouvelle chaque 1er mars. ^echeance"
    whole = base.show("Assurance habitation").text
    assert whole[block.start :].startswith(block.text)
    part = base.show("Chauffage#entretien")
    assert part.text.startswith("## Entretien\n\nLe technicien")
    assert base.show("Chaudière#Chaudière#Entretien").text == part.text
    for link in ("Chauffage#Ailleurs", "Assurance habitation#^rien", "Nulle part#x"):
        with pytest.raises(MissingError):
            base.show(link)


def test_one_text_can_be_asked_for_by_block(vault: tuple[KnowledgeBase, Report]) -> None:
    shown = vault[0].show("Assurance habitation")
    assert shown.text.endswith("1er mars. ^echeance\n")
    rows = vault[0].database.rows("select name from blocks")
    assert rows == [("echeance",)]


class Counting:
    """The embedding model; it counts the characters that it is asked to read."""

    def __init__(self, model: QuestionEmbedder) -> None:
        self.model, self.characters = model, 0

    def question(self, text: str) -> Asked:
        self.characters = len(text)
        return self.model.question(text)


@pytest.mark.parametrize("shape", ["{question}\n\n{paste}", "{paste}\n\n{question}"])
def test_of_a_long_paste_both_ends_are_searched_for_and_no_more(
    vault: tuple[KnowledgeBase, Report], monkeypatch: pytest.MonkeyPatch, shape: str
) -> None:
    base, _report = vault
    counting = Counting(base.embedder())
    monkeypatch.setattr(base.search.looks, "embedder", lambda: counting)
    question, right = next(iter(made_vault.QUESTIONS.items()))
    found = base.search.found(Private(shape.format(question=question, paste="… " * 200_000)), 3)
    assert right in [Path(hit.document).name for hit in found.hits]
    assert 0 < counting.characters <= MOST_ASKED + 1
