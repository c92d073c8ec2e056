"""Measures the knowledge base on BEIR-like sets: `python -m benchmarks.knowledge [SET…]`.

Every passage becomes a file, added through the real base; questions go through the real search.
Shows nDCG@10 and recall of words, meaning, reciprocal rank fusion, their convex sum (one look) and ours
(a second look at the first), with paired bootstrap intervals of ours above each; then embedding speed and
query time, in CPU time of all threads.
"""

from __future__ import annotations

import json
import math
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.retrieval import PASSAGES
from assistant.types import Private
from knowledge.base import KnowledgeBase
from knowledge.search.filters import Filter, Resolved
from knowledge.search.fusion import normalised
from knowledge.search.sureness import DOUBTFUL

from .data import folder

Ranked = list[str]
_DRAWS = 2_000
_RRF = 60
_ASKED = 150


@dataclass(frozen=True, slots=True)
class Set:
    """One set: texts and questions by id, and the passages that answer each question."""

    name: str
    texts: dict[str, str]
    questions: dict[str, str]
    right: dict[str, set[str]]


def main(wanted: Sequence[str]) -> int:
    """Print the figures of each set; 3 when there is no data."""
    root = folder()
    if root is None or not (root / "knowledge").is_dir():
        print("No data: put the sets in ../shared/data/knowledge or set HYGIE_DATA.")
        return 3
    for path in sorted((root / "knowledge").iterdir()):
        if path.is_dir() and (not wanted or path.name in wanted):
            with tempfile.TemporaryDirectory() as scratch:
                _measure(_read(path), _unknown(path), Path(scratch))
    return 0


def _read(path: Path) -> Set:
    right: dict[str, set[str]] = {}
    for line in (path / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, passage, score = line.split("\t")
        if int(score) > 0:
            right.setdefault(question, set()).add(passage)
    texts = {row["_id"]: row["text"] for row in _rows(path / "corpus.jsonl")}
    questions = {r["_id"]: r["text"] for r in _rows(path / "queries.jsonl") if r["_id"] in right}
    return Set(path.name, texts, questions, right)


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _unknown(path: Path) -> dict[str, list[str]]:
    """Return questions that a set does not answer: those of the other sets, and near misses."""
    others = [
        row["text"]
        for other in sorted(path.parent.iterdir())
        if other.is_dir() and other != path
        for row in _rows(other / "queries.jsonl")[:_ASKED]
    ]
    near = path / "unanswerable.jsonl"
    missed = [row["text"] for row in _rows(near)[:_ASKED]] if near.exists() else []
    return {"other matters": others, "near misses": missed}


def _measure(data: Set, unknown: Mapping[str, list[str]], scratch: Path) -> None:
    notes = scratch / "notes"
    notes.mkdir()
    for name, text in data.texts.items():
        (notes / f"{name}.txt").write_text(text, encoding="utf-8")
    base = KnowledgeBase(scratch / "base")
    wall, began = time.monotonic(), time.process_time()
    base.add([str(notes)])
    print(f"\n{data.name}: {len(data.texts)} passages, {len(data.questions)} questions")
    print(
        f"  words ready in {time.monotonic() - wall:.1f} s, {time.process_time() - began:.1f} CPU-s"
    )
    base.embedder()
    began = time.process_time()
    base.embed()
    count = base.database.value("select count(*) from vectors")
    print(
        f"  {count / (time.process_time() - began):.1f} passages embedded and indexed a CPU-second"
    )
    base.search.settle()
    _quality(data, base)
    _sureness(list(data.questions.values())[:_ASKED], unknown, base)
    _sent(data, base)
    _speed(data, base)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"  {peak:.0f} MB of memory, {base.state().bytes_on_disk / 1e6:.0f} MB on disk")
    base.close()


def _sureness(known: Sequence[str], unknown: Mapping[str, list[str]], base: KnowledgeBase) -> None:
    high = [base.search.found(Private(text), 3, places=True).sureness for text in known]
    lost = _mean([value < DOUBTFUL for value in high])
    for name, questions in unknown.items():
        if questions:
            low = [base.search.found(Private(text), 3, places=True).sureness for text in questions]
            wins = _mean([(a > b) + (a == b) / 2 for a in high for b in low])
            told = _mean([value < DOUBTFUL for value in low])
            print(
                f"  not in the notes, {name}: AUC {wins:.3f}, told {told:.2f}, wrongly {lost:.2f}"
            )


def _sent(data: Set, base: KnowledgeBase) -> None:
    """Show how many passages an `ask` leaves out, and how often the right one is among them."""
    there = lost = found = left = 0
    for number, text in data.questions.items():
        seen = base.search.found(Private(text), PASSAGES, places=True)
        if not seen.doubtful:
            given = {Path(hit.document).stem for hit in seen.hits} & data.right[number]
            kept = {Path(hit.document).stem for hit in seen.bearing} & data.right[number]
            there, lost = there + len(given), lost + len(given - kept)
            found, left = found + len(seen.hits), left + len(seen.hits) - len(seen.bearing)
    print(f"  asked: {left} of {found} passages left out, right ones {lost} of {there}")


def _quality(data: Set, base: KnowledgeBase) -> None:
    names = {
        row[0]: Path(row[1]).stem
        for row in base.database.rows(
            "select p.id, f.path from passages p join files f on f.id = p.file"
        )
    }
    everything = Resolved(base.database, Filter())
    words = {q: base.search.looks.words(text, everything) for q, text in data.questions.items()}
    meaning = {q: base.search.looks.meaning(text, everything) for q, text in data.questions.items()}
    ours = {q: base.search.scores(text) for q, text in data.questions.items()}
    runs = {
        "words": words,
        "meaning": meaning,
        "RRF": {q: _rrf([words[q], meaning[q]]) for q in words},
        "one look": {q: normalised(meaning[q], words[q]).joined() for q in words},
        "ours": ours,
    }
    gains = {}
    for system, run in runs.items():
        ranked = {q: list(dict.fromkeys(names[n] for n in found)) for q, found in run.items()}
        gains[system] = [_ndcg(ranked[q], data.right[q]) for q in data.questions]
        recall = [_mean([_recall(ranked[q], data.right[q], k) for q in ranked]) for k in (5, 10)]
        print(
            f"  {system:<8} nDCG@10 {_mean(gains[system]):.3f}  R@5 {recall[0]:.3f}  R@10 {recall[1]:.3f}"
        )
    for system in ("words", "meaning", "RRF", "one look"):
        low, high = _interval([a - b for a, b in zip(gains["ours"], gains[system], strict=True)])
        print(f"  ours above {system:<8} [{low:+.3f}, {high:+.3f}]")


def _rrf(runs: Sequence[Mapping[int, float]]) -> dict[int, float]:
    scores: dict[int, float] = {}
    for run in runs:
        for rank, number in enumerate(run, 1):
            scores[number] = scores.get(number, 0.0) + 1 / (_RRF + rank)
    return dict(sorted(scores.items(), key=lambda pair: -pair[1]))


def _ndcg(ranked: Ranked, right: set[str], depth: int = 10) -> float:
    gain = sum(1 / math.log2(at + 2) for at, name in enumerate(ranked[:depth]) if name in right)
    return gain / sum(1 / math.log2(at + 2) for at in range(min(depth, len(right))))


def _recall(ranked: Ranked, right: set[str], depth: int) -> float:
    return len(right.intersection(ranked[:depth])) / len(right)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def _interval(differences: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a mean difference."""
    draw = random.Random(1)
    means = sorted(_mean(draw.choices(differences, k=len(differences))) for _ in range(_DRAWS))
    return means[int(0.025 * _DRAWS)], means[int(0.975 * _DRAWS)]


def _speed(data: Set, base: KnowledgeBase) -> None:
    questions = list(data.questions.values())[:200]
    half = Filter(since="1000-01-01")  # everything passes, yet each must be looked at
    narrow = Filter(folder=base.documents()[0])
    for name, wanted in (("no filter", Filter()), ("wide filter", half), ("one file", narrow)):
        spent = sorted(_cpu(lambda q=q, w=wanted: base.search.scores(q, w)) for q in questions)
        print(
            f"  query, {name:<12} p50 {1000 * spent[len(spent) // 2]:.1f}"
            f"  p95 {1000 * spent[int(len(spent) * 0.95)]:.1f} CPU-ms"
        )


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
