"""Links part near ties, either way, and never more than that."""

from pathlib import Path

import pytest

from assistant.types import Private
from knowledge.base import KnowledgeBase
from knowledge.search.linked import lifted

SAME = "Le budget de la Loutre est de 300 euros."


def found(base: KnowledgeBase, question: str) -> list[str]:
    return [Path(hit.document).stem for hit in base.search.find(Private(question), 3)]


@pytest.mark.parametrize("linking", ["plan", "seuil"])
def test_of_two_alike_the_linked_one_comes_first(
    base: KnowledgeBase, notes: Path, linking: str
) -> None:
    texts = {"marge": SAME, "seuil": SAME, "plan": "Plan de la Loutre, budget et dates."}
    links = {"marge": "[[rien]]", "seuil": "[[rien]]", "plan": "[[rien]]"}
    for link in ("[[rien]]", "[[seuil]]" if linking == "plan" else "[[plan]]"):
        links[linking] = link
        for name, text in texts.items():
            (notes / f"{name}.md").write_text(f"{text} {links[name]}")
        base.add([str(notes)])
        order = found(base, "budget de la Loutre")
        linked = link != "[[rien]]"
        assert order[:2] == (["seuil", "marge"] if linked else ["marge", "seuil"])


def test_a_table_of_contents_and_a_far_better_passage_change_nothing(
    base: KnowledgeBase, notes: Path
) -> None:
    for number in range(25):
        (notes / f"n{number}.md").write_text(f"Note {number}")
    (notes / "all.md").write_text("Note " + " ".join(f"[[n{n}]]" for n in range(25)))
    (notes / "one.md").write_text("Note [[n3]]")
    base.add([str(notes)])
    number = dict(
        base.database.rows("select f.title, p.id from passages p join files f on f.id = p.file")
    )
    scores = {number["n1"]: 0.9, number["all"]: 0.8, number["n2"]: 0.7}
    assert lifted(base.database, scores) == scores
    scores = {number["n1"]: 0.9, number["n3"]: 0.6, number["one"]: 0.5}
    moved = lifted(base.database, scores)
    assert list(moved) == list(scores)
    assert moved[number["n3"]] / moved[number["n1"]] > 0.6 / 0.9
    assert max(lifted(base.database, {number["n3"]: 1.0, number["one"]: 1.0}).values()) == 1.0
