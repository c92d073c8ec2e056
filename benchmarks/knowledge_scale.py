"""Measures the base as it grows: `python -m benchmarks.knowledge_scale [--alone] [N…]` (10,000 unless told).

Notes are drawn from the sentences of the measuring sets, and over 5,000 passages copied under other names;
vectors are invented near real ones, since embedding 100,000 passages takes hours and changes no time
measured here. Shows search by words after
adding 1,000 notes, a renamed folder, the index made again, and query times in CPU-ms of all threads
beside those of chroma alone with its own metadata filter. `--alone` leaves out chroma alone, the thousand
notes and the index made again, which at 100,000 passages take most of the time.
"""

from __future__ import annotations

import random
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.types import Language, Private
from knowledge.base import KnowledgeBase
from knowledge.embedding.meaning import Meaning
from knowledge.search.filters import Filter

from .data import folder
from .knowledge import _cpu, _read

_THOUSAND, _ASKED, _EACH = 1_000, 60, 10
_WRITTEN = 5_000
_ALONE = "--alone"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


class Near:
    """Stands for the model at embedding: vectors and pieces drawn around real ones."""

    def __init__(self, base: KnowledgeBase, texts: Sequence[str]) -> None:
        import numpy as np

        self._draw = np.random.default_rng(1)
        real = base.embedder().passages(texts)
        self._vectors = [each.vector for each in real]
        self._pieces = [each.pieces for each in real]

    def passages(self, texts: Sequence[str]) -> list[Meaning]:
        """Return one meaning a text."""
        return [self._one() for _text in texts]

    def _one(self) -> Meaning:
        import numpy as np

        at = int(self._draw.integers(len(self._vectors)))
        moved = self._vectors[at] + self._draw.normal(0, 0.02, 384).astype(np.float32)
        return Meaning(moved / np.linalg.norm(moved), self._pieces[at])


def main(wanted: Sequence[str]) -> int:
    """Print the figures; 3 when there is no data."""
    root = folder()
    if root is None or not (root / "knowledge").is_dir():
        print("No data: put the sets in ../shared/data/knowledge or set HYGIE_DATA.")
        return 3
    sets = [_read(path) for path in sorted((root / "knowledge").iterdir()) if path.is_dir()]
    texts = [text for each in sets for text in each.texts.values()]
    questions = [q for each in sets for q in list(each.questions.values())[:_ASKED]]
    beside = _ALONE not in wanted
    if beside:
        with tempfile.TemporaryDirectory() as scratch:
            _thousand(texts, Path(scratch))
    for count in [int(each) for each in wanted if each != _ALONE] or [10_000]:
        with tempfile.TemporaryDirectory() as scratch:
            base = _grown(count, texts, Path(scratch))
            _asked(base, questions, Path(scratch), _again(base, questions) if beside else None)
            base.close()
    return 0


def _write(texts: Sequence[str], count: int, notes: Path) -> None:
    """Write notes of two passages each, with a tag that one in twenty bears."""
    draw = random.Random(5)
    sentences = [s for text in texts for s in _SENTENCE.split(text)]
    for number in range(count):
        place = notes / f"{number % 50:02}"
        place.mkdir(parents=True, exist_ok=True)
        parts = [" ".join(draw.choices(sentences, k=5)) for _ in range(2)]
        tag = "#rare" if draw.random() < 0.05 else "#common"
        (place / f"{number}.md").write_text(f"# Note {number} {tag}\n\n" + "\n\n".join(parts))


def _thousand(texts: Sequence[str], scratch: Path) -> None:
    _write(texts, _THOUSAND, scratch / "notes" / "before")
    base = KnowledgeBase(scratch / "base")
    began, cpu = time.monotonic(), time.process_time()
    base.add([str(scratch / "notes")])
    assert base.search.find(Private("histoire"), 3)
    print(
        f"1,000 notes searchable by words in {time.monotonic() - began:.1f} s"
        f" ({time.process_time() - cpu:.1f} CPU-s)"
    )
    (scratch / "notes" / "before").rename(scratch / "notes" / "after")
    began, cpu = time.monotonic(), time.process_time()
    report = base.sync()
    print(
        f"{report.renamed} renamed notes synced in {time.monotonic() - began:.1f} s"
        f" ({time.process_time() - cpu:.1f} CPU-s)"
    )
    base.close()


def _grown(count: int, texts: Sequence[str], scratch: Path) -> KnowledgeBase:
    written = min(count, _WRITTEN)
    _write(texts, written // 2, scratch / "notes")
    base = KnowledgeBase(scratch / "base")
    base.add([str(scratch / "notes")])
    _copy(base, count // written)
    base._job.run(Near(base, texts[::20]))
    base.search.settle()
    base._keeper.ready()
    state = base.state()
    print(f"\n{state.passages} passages, {state.bytes_on_disk / 1e6:.0f} MB on disk", flush=True)
    return base


def _copy(base: KnowledgeBase, times: int) -> None:
    """Fill the base with copies of itself in SQLite; each copy counts as a text of its own."""
    run, value = base.database.run, base.database.value
    files, passages = value("select max(id) from files"), value("select max(id) from passages")
    for k in range(1, times):
        by, on = k * files, k * passages
        with base.database.transaction():
            run(
                "insert into files select id + ?1, key || ?2, path || ?2, shown || ?2, folder, size, changed,"
                " digest, kind, language, title, date, pieces, body, reason from files where id <= ?3",
                (by, f".{k}", files),
            )
            run(
                "insert into passages select id + ?1, file + ?2, key || ?3, start, stop, heading, page,"
                " randomblob(16) from passages where id <= ?4",
                (on, by, f".{k}", passages),
            )
            run(
                "insert into words (rowid, stems, exact, context) select rowid + ?1, stems, exact, context"
                " from words where rowid <= ?2",
                (on, passages),
            )
            run("insert into tags select file + ?1, name from tags where file <= ?2", (by, files))


def _again(base: KnowledgeBase, questions: Sequence[str]) -> float:
    """Make a deleted index again; return the CPU time of chroma alone."""
    base._keeper.close()
    shutil.rmtree(base.folder / "chroma")
    cpu = time.process_time()
    base._keeper.ready()
    print(f"  a deleted index is made again in {time.process_time() - cpu:.1f} CPU-s, 0 embedded")
    return _chroma_alone(base, questions)


def _asked(
    base: KnowledgeBase, questions: Sequence[str], scratch: Path, chroma: float | None
) -> None:
    kinds = {
        "no filter": Filter(),
        "language": Filter(language=Language.FR),
        "tag, 1 in 20": Filter(tag="rare"),
        "folder, 1 in 50": Filter(folder=str(scratch / "notes" / "07")),
    }
    for name, wanted in kinds.items():
        for question in questions[:_EACH]:
            base.search.scores(question, wanted)
        spent = sorted(_cpu(lambda q=q, w=wanted: base.search.scores(q, w)) for q in questions)
        p50, p95 = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
        print(
            f"  {name:<16} p50 {1000 * p50:6.1f}  p95 {1000 * p95:6.1f} CPU-ms, the question's"
            " embedding included" + (f"; {p50 / chroma:.2f} of chroma's filter" if chroma else "")
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"  {peak:.0f} MB of memory at most")


def _chroma_alone(base: KnowledgeBase, questions: Sequence[str]) -> float:
    """Return the median CPU time of chroma's own filtered query on the same vectors."""
    import chromadb
    from chromadb.config import Settings

    client = chromadb.EphemeralClient(settings=Settings(anonymized_telemetry=False))
    collection: Any = client.create_collection("peer", embedding_function=None)
    for digests, vectors in base._keeper._batches():
        names = [digest.hex() for digest in digests]
        marks = [{"language": "fr" if at % 2 else "en"} for at in range(len(names))]
        collection.add(ids=names, embeddings=vectors, metadatas=marks)
    asked = [base.embedder().question(question).vector[None] for question in questions]

    def query(vector: Any) -> object:  # noqa: ANN401
        return collection.query(query_embeddings=vector, n_results=100, where={"language": "fr"})

    spent = sorted(_cpu(lambda v=vector: query(v)) for vector in asked)
    client.delete_collection("peer")
    print(f"  chroma alone, its own filter of one in two: p50 {1000 * spent[len(spent) // 2]:.1f}")
    return spent[len(spent) // 2]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
