"""What hygie taught the encoder is used, checked, and brings bases of an older model up to date."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StoreError
from assistant.types import Private
from knowledge.base import KnowledgeBase
from knowledge.embedding import onnx_adapter, taught
from knowledge.embedding.onnx_adapter import Embedder
from knowledge.embedding.vectors import unpacked
from knowledge.embedding.weights import Weights, installed
from knowledge.search.filters import Filter, Resolved
from knowledge.team.passages import Selection

FILES = (taught.MANIFEST, taught.NUMBERS)
QUESTION = "Qui l'a aperçue en premier ?"
PASSAGES = [
    "Titan est une lune. Christiaan Huygens la découvrit en 1655 avec une lunette de sa fabrication.",
    "Titan est une lune. Son atmosphère épaisse est faite d'azote et d'un peu de méthane.",
    "Titan est une lune. La sonde Cassini y a photographié des lacs près du pôle Nord en 2006.",
]


@pytest.fixture(scope="module")
def plain() -> Embedder:
    return Embedder(installed(), threads=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "taught"
    copied.mkdir()
    for name in FILES:
        shutil.copy(taught.FOLDER / name, copied)
    return copied


def test_a_question_in_other_words_comes_nearer_to_its_answer(plain: Embedder) -> None:
    def ahead(embedder: Embedder) -> float:
        near = np.array([each.vector for each in embedder.passages(PASSAGES)])
        cosines = near @ embedder.question(QUESTION).vector
        return float(cosines[0] - cosines[1:].max())

    assert ahead(Embedder(threads=1)) > ahead(plain)


@pytest.mark.parametrize("name", FILES)
def test_missing_files_are_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(StoreError, match="taught"):
        taught.taught(folder)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (taught.NUMBERS, None, None),
        (taught.MANIFEST, taught.MODEL, "another model"),
        (taught.MANIFEST, '"sha256"', '"sum"'),
        (taught.MANIFEST, "{", ""),
        (taught.MANIFEST, "{", "[" * 50_000),
        (taught.MANIFEST, '"tensors": {', '"tensors": {}, "others": {'),
    ],
)
def test_changed_files_are_refused(
    folder: Path, name: str, before: str | None, after: str | None
) -> None:
    path = folder / name
    data = path.read_bytes()
    if before is None or after is None:
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    else:
        path.write_bytes(data.replace(before.encode(), after.encode()))
    with pytest.raises(StoreError, match="taught"):
        taught.taught(folder)


@pytest.mark.parametrize("name", ["l6.q.w", "l6.q.b", "telling", "no such tensor"])
def test_moves_of_other_weights_are_refused(name: str) -> None:
    with pytest.raises(StoreError, match="damaged"):
        installed({name: np.zeros(7, np.float32)})


def test_without_it_words_are_searched(
    base: KnowledgeBase, notes: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(base, notes)
    base.embed()
    (folder / taught.NUMBERS).unlink()

    def damaged() -> Weights:
        return taught.taught(folder)

    monkeypatch.setattr(onnx_adapter, "taught", damaged)
    base._embedder = None
    assert base.search.find(Private("Huygens"), 1)
    assert base.search.words_only


def test_a_base_of_the_untaught_model_serves_until_it_is_embedded_again(
    base: KnowledgeBase, notes: Path, plain: Embedder
) -> None:
    _filled(base, notes)
    base._embedder = plain
    base.embed()
    base.search.settle()
    assert base.search.find(Private(QUESTION), 1)  # the index is filled
    old, names = _vectors(base), _names(base)
    base.database.run("alter table vectors drop column model")
    base.database.run("pragma user_version = 2")
    base.close()

    again = KnowledgeBase(base.folder)
    assert again.state().pending == len(PASSAGES)
    assert Selection(again.database, "").pending == 0
    assert again.search.looks.meaning(QUESTION, Resolved(again.database, Filter()))
    again.embed()
    assert again.state().pending == 0
    assert _names(again) == names
    new = _vectors(again)
    assert new.keys() == old.keys()
    expected = Embedder(threads=1).passages(PASSAGES)
    assert {each.vector.astype(np.float16).tobytes() for each in expected} == {*new.values()}
    assert not {*new.values()} & {*old.values()}
    again.search.settle()
    for digest, value in new.items():
        found = again._keeper.query(unpacked([value])[0], 1)
        assert found is not None
        assert next(iter(found)) == digest
        assert found[digest] == pytest.approx(1, abs=0.002)
    again.close()


def _filled(base: KnowledgeBase, notes: Path) -> None:
    for number, text in enumerate(PASSAGES):
        (notes / f"{number}.txt").write_text(text, encoding="utf-8")
    base.add([str(notes)])


def _vectors(base: KnowledgeBase) -> dict[bytes, bytes]:
    return dict(base.database.rows("select digest, value from vectors"))


def _names(base: KnowledgeBase) -> list[str]:
    return [row[0] for row in base.database.rows("select key from passages order by id")]
