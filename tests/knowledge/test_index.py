"""The vector index is a cache: lost, damaged, foreign or owned elsewhere, search goes on."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.types import Private
from knowledge.base import KnowledgeBase
from knowledge.index.chroma_adapter import ChromaIndex
from knowledge.index.keeper import Keeper
from knowledge.search.filters import Filter

NOTES = {
    "jardin.md": "#potager\n\nLes tomates demandent du soleil et de l'eau.",
    "moteur.md": "La voiture ne démarre plus, la batterie est à plat. Voir [[jardin]].",
    "car.md": "---\ntags: [garage/fleet]\ndate: 2024-05-02\n---\nThe vehicle will not start in the morning.",
    "cake.md": "Mix flour, eggs and butter, then bake for forty minutes.",
}


@pytest.fixture
def full(base: KnowledgeBase, notes: Path, monkeypatch: pytest.MonkeyPatch) -> KnowledgeBase:
    for name, text in NOTES.items():
        (notes / name).write_text(text, encoding="utf-8")
    base.add([str(notes)])
    base.embed()
    base.search.settle()
    # From here on the index must live from the vectors that are kept.
    monkeypatch.setattr(base._embedder, "passages", None)
    return base


def best(base: KnowledgeBase, question: str, wanted: Filter | None = None) -> str:
    hits = base.search.find(Private(question), 1, wanted or Filter())
    return Path(hits[0].document).name if hits else ""


def test_meaning_is_found_without_a_common_word(full: KnowledgeBase) -> None:
    assert best(full, "panne d'automobile") == "moteur.md"
    assert best(full, "dessert recipe") == "cake.md"


def test_a_lost_index_is_built_again_from_kept_vectors(full: KnowledgeBase) -> None:
    full._keeper.close()
    shutil.rmtree(full.folder / "chroma")
    assert best(full, "panne d'automobile") == "moteur.md"
    assert full._keeper.rebuilt == 1


def test_a_damaged_index_is_built_again(full: KnowledgeBase) -> None:
    full._keeper.close()
    for file in (full.folder / "chroma").rglob("*"):
        if file.is_file():
            file.write_bytes(b"damaged" * 50)
    assert best(full, "panne d'automobile") == "moteur.md"
    assert full._keeper.rebuilt == 1


def test_an_index_of_another_base_is_not_believed(full: KnowledgeBase, tmp_path: Path) -> None:
    other = KnowledgeBase(tmp_path / "other")
    (tmp_path / "x.txt").write_text("autre")
    other.add([str(tmp_path / "x.txt")])
    other.embed()
    other.close()
    full._keeper.close()
    shutil.rmtree(full.folder / "chroma")
    shutil.copytree(tmp_path / "other" / "chroma", full.folder / "chroma")
    assert best(full, "panne d'automobile") == "moteur.md"
    assert full._keeper.rebuilt == 1


def test_a_second_program_searches_while_the_first_owns_the_index(full: KnowledgeBase) -> None:
    assert full._keeper.ready()
    second = KnowledgeBase(full.folder)
    second.search.settle()
    assert second._keeper.query(np.zeros(384, np.float32), 1) is None
    assert best(second, "panne d'automobile") == "moteur.md"
    second.close()


def test_the_index_follows_deletions(full: KnowledgeBase, notes: Path) -> None:
    (notes / "moteur.md").unlink()
    full.sync()
    assert best(full, "the car has broken down") == "car.md"
    assert full._keeper.ready()
    assert full._keeper._index is not None
    assert full._keeper._index.count() == 3


def test_a_killed_telling_is_told_again(full: KnowledgeBase) -> None:
    """Changes that were told but not noted are harmless to tell twice."""
    full._keeper.ready()
    full.database.run("insert into changes (digest) select digest from vectors")
    keeper = full._keeper
    assert keeper.ready()
    assert keeper.rebuilt == 0
    assert full.database.value("select count(*) from changes") == 0
    assert isinstance(keeper, Keeper)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(tag="potager"), "jardin.md"),
        (Filter(tag="#garage"), "car.md"),
        (Filter(until="2024-12-31"), "car.md"),
        (Filter(links_to="Jardin"), "moteur.md"),
        (Filter(linked_from="moteur"), "jardin.md"),
        (Filter(kind="pdf"), ""),
    ],
)
def test_filters_hold(full: KnowledgeBase, wanted: Filter, expected: str) -> None:
    assert best(full, "panne d'automobile", wanted) == expected


def test_a_folder_filter_takes_the_folder_as_added(full: KnowledgeBase, notes: Path) -> None:
    assert best(full, "tomates", Filter(folder=str(notes))) == "jardin.md"
    assert best(full, "tomates", Filter(folder=str(notes) + "x")) == ""


def test_a_filter_takes_names_as_they_are(
    base: KnowledgeBase, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, tag in (("a_b", "garage/fleet"), ("aXb", "garages"), ("a_b0", "garag")):
        (notes / name).mkdir()
        (notes / name / f"{name}.md").write_text(f"#{tag}\n\nTomates.")
    monkeypatch.chdir(notes.parent)
    base.add([notes.name])
    for folder in (f"{notes.name}/a_b", str(notes / "a_b"), f"{notes.name}/a_b/a_b.md"):
        assert best(base, "tomates", Filter(folder=folder)) == "a_b.md"
        assert len(base.search.find(Private("tomates"), 9, Filter(folder=folder))) == 1
    assert len(base.search.find(Private("tomates"), 9, Filter(folder=notes.name))) == 3
    assert best(base, "tomates", Filter(tag="Garage")) == "a_b.md"
    assert len(base.search.find(Private("tomates"), 9, Filter(tag="garage"))) == 1


def test_a_folder_that_holds_an_added_one_filters_for_it(
    base: KnowledgeBase, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (notes / "in").mkdir()
    (notes / "in" / "a.md").write_text("Tomates.")
    monkeypatch.chdir(notes.parent)
    base.add([f"{notes.name}/in"])
    assert best(base, "tomates", Filter(folder=notes.name)) == "a.md"


def test_an_index_keeps_the_promises_of_its_protocol(tmp_path: Path) -> None:
    units = np.eye(384, dtype=np.float32)
    index = ChromaIndex(tmp_path / "chroma", "x")
    digests = [bytes([n]) * 16 for n in range(5)]
    index.upsert(digests, units[:5])
    index.upsert(digests[:1], units[:1])
    near = units[1] + 0.1 * units[2]
    assert list(index.query(near, 2)) == [digests[1], digests[2]]
    assert index.query(units[3], 1)[digests[3]] == pytest.approx(1)
    index.delete([digests[3], b"?" * 16])
    assert index.count() == 4
    index.rebuild(iter([(digests[:2], units[:2])]))
    assert index.count() == 2
    index.close()


@pytest.mark.parametrize("wanted", [Filter(), Filter(tag="potager")])
def test_what_is_new_is_found_by_meaning_though_it_takes_the_number_of_what_went(
    base: KnowledgeBase, notes: Path, wanted: Filter
) -> None:
    (notes / "a.md").write_text("#potager\n\nMix flour, eggs and butter.")
    (notes / "b.md").write_text("#potager\n\nThe meeting was moved.")
    base.add([str(notes)])
    told(base)
    assert best(base, "dessert recipe", wanted) == "a.md"
    (notes / "b.md").write_text("#potager\n\nLa voiture ne démarre plus.")
    base.sync()
    told(base)
    assert best(base, "the car has broken down", wanted) == "b.md"
    (notes / "b.md").unlink()
    told(base)
    assert best(base, "the car has broken down", wanted) == "a.md"


def told(base: KnowledgeBase) -> None:
    """Have another program sync and embed, as the one in the background does."""
    other = KnowledgeBase(base.folder)
    other.sync()
    other.embed()
    other.close()
