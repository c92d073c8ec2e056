"""What is closed to a model has no part in the order of what is open to it."""

from pathlib import Path

import pytest

from assistant.types import Destination, Private
from knowledge.base import KnowledgeBase
from knowledge.retriever import NotesRetriever
from knowledge.search.filters import Filter, Resolved
from knowledge.search.lexical import by_words, phrases
from knowledge.search.within import bm25
from knowledge.values import Rule
from tests.knowledge import made_two_languages

QUESTIONS = [question for question, _note in made_two_languages.OWN]
CLOSED = {
    "a.md": "Le chat, le chien et la chaudière : préavis de trois mois, préavis, préavis.",
    "b.md": "The tent leaks, the tent leaks at the seam. Cake, cake and cake. " * 40,
    "c.md": "La date du contrôle technique, le prix du ravalement, le numéro de la réclamation.",
}


def written(folder: Path, notes: dict[str, str]) -> Path:
    for name, text in notes.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def beside(base: KnowledgeBase, tmp_path: Path) -> KnowledgeBase:
    """The vault in two languages, beside a closed folder that was taken in first."""
    base.add([str(written(tmp_path / "closed", CLOSED))], Rule.LOCAL)
    base.add([str(written(tmp_path / "open", made_two_languages.NOTES))])
    return base


def test_where_nothing_is_left_out_the_scores_are_those_of_sqlite(beside: KnowledgeBase) -> None:
    everything = Resolved(beside.database, Filter(without=("/nowhere",)))
    for question in [*QUESTIONS, "la", "Tente ? tente ! tente…", "à l'œil de bœuf, 7GA"]:
        ours = bm25(beside.database, phrases(question), everything.lengths, 100)
        theirs = by_words(beside.database, question, 100)
        assert ours == pytest.approx(theirs)
        assert list(ours.values()) == pytest.approx(list(theirs.values()))
    assert len(theirs) > 0


def test_open_passages_score_as_if_nothing_else_were_there(
    beside: KnowledgeBase, tmp_path: Path
) -> None:
    alone = KnowledgeBase(tmp_path / "alone")
    alone.add([str(tmp_path / "open")])
    closed = Filter(without=(str(tmp_path / "closed"),))
    shifted = 0
    for question in QUESTIONS:
        here, there, whole = (
            [(hit.document, hit.score) for hit in each.search.find(Private(question), 40, wanted)]
            for each, wanted in ((beside, closed), (alone, Filter()), (beside, Filter()))
        )
        assert [name for name, _s in here] == [name for name, _s in there]
        assert [s for _d, s in here] == pytest.approx([s for _d, s in there])
        shifted += here != [each for each in whole if "open" in each[0]]
    assert shifted > len(QUESTIONS) // 2  # in the whole base the closed words do tell
    alone.close()


def test_a_model_that_a_folder_is_closed_to_gets_the_same_passages_without_it(
    beside: KnowledgeBase, tmp_path: Path
) -> None:
    beside.embed()
    alone = KnowledgeBase(tmp_path / "alone")
    alone.add([str(tmp_path / "open")])
    alone.embed()
    far = [NotesRetriever(each, Destination.WORLD) for each in (beside, alone)]
    for question in QUESTIONS[:12]:
        here, there = (
            [(each.document.reveal(), each.span) for each in one.search(Private(question), 6)]
            for one in far
        )
        assert here == there
    alone.close()
