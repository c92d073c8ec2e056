"""Measures the source checks on labelled answers: `python -m benchmarks.checks [SET…]`.

Reads JSONL sets `{id, group, lang, sources, answer, label}` (1 = not supported) from `checks/` in
the folder of measuring sets. Groups keep answers on one source together: the threshold for
balanced accuracy comes from the other half of the groups. Figures are printed, not stored.
"""

from __future__ import annotations

import json
import sys
import time
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.types import ClaimKind, Document, Private, Status, Verdict
from guards.sources.checker import SourceChecker
from guards.sources.report import score

from .data import folder
from .ranking import auroc, grouped_interval

_FIRES = (Status.NOT_FOUND, Status.ALTERED)
_FIGURES = (ClaimKind.NUMBER, ClaimKind.DATE)
_HEAD = (
    f"{'set':<18}{'n':>5}{'bad':>5}{'AUROC':>7}{' 95 % by group':<16}{'BAcc':>5}{'figures':>9}"
    f"{'right':>6}{'names':>7}{'right':>6}{'conflicts':>10}{'right':>6}{'unsupp.':>8}{'right':>6}"
    f"{'unchecked':>10}{'CPU-ms':>8}"
)
_RESAMPLED = 200


@dataclass(frozen=True, slots=True)
class Result:
    """One answer, checked."""

    group: str
    half: int
    label: int
    score: float
    figure: bool
    name: bool
    conflict: bool
    unsupported: bool
    statements: int
    unchecked: int
    seconds: float


def main(wanted: Sequence[str]) -> int:
    """Print one line a set; 3 when there is no data."""
    base = folder()
    if base is None or not (base / "checks").is_dir():
        print("No data: put the sets in ../shared/data/checks or name their parent in HYGIE_DATA.")
        return 3
    print(_HEAD)
    for path in sorted((base / "checks").glob("*.jsonl")):
        if not wanted or path.stem in wanted:
            print(_line(path.stem, [_measure(record) for record in records(path)]), flush=True)
    return 0


def records(path: Path) -> Iterable[dict[str, object]]:
    """Yield the answers of a set."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _measure(record: dict[str, object]) -> Result:
    sources = record["sources"]
    assert isinstance(sources, list)
    documents = [Document(Private(""), Private(text)) for text in sources]
    started = time.process_time()
    question = Private(str(record.get("question", "")))
    verdicts = SourceChecker().check(Private(str(record["answer"])), documents, question)
    seconds = time.process_time() - started
    statements = [v for v in verdicts if v.claim.kind is ClaimKind.STATEMENT]
    return Result(
        str(record["group"]),
        zlib.crc32(str(record["group"]).encode()) % 2,
        int(str(record["label"])),
        score(verdicts),
        _fires(verdicts, _FIGURES),
        _fires(verdicts, (ClaimKind.NAME,)),
        any(v.status is Status.CONTRADICTED for v in verdicts),
        any(v.status is Status.UNSUPPORTED for v in verdicts),
        len(statements),
        sum(v.status is Status.UNCHECKED for v in statements),
        seconds,
    )


def _fires(verdicts: Sequence[Verdict], kinds: Sequence[ClaimKind]) -> bool:
    return any(v.claim.kind in kinds and v.status in _FIRES for v in verdicts)


def _line(name: str, results: Sequence[Result]) -> str:
    unchecked = sum(r.unchecked for r in results) / max(1, sum(r.statements for r in results))
    low, high = grouped_interval(results, lambda one: one.group, _ranked, _RESAMPLED)
    fired = (
        [r.label for r in results if r.figure],
        [r.label for r in results if r.name],
        [r.label for r in results if r.conflict],
        [r.label for r in results if r.unsupported],
    )
    shown = "".join(
        f"{len(labels):>{width}}{_share(labels):>6.2f}"
        for labels, width in zip(fired, (9, 7, 10, 8), strict=True)
    )
    return (
        f"{name:<18}{len(results):>5}{sum(r.label for r in results):>5}{_ranked(results):>7.3f}"
        f" [{low:.3f}, {high:.3f}]{_balanced(results):>6.3f}{shown}{unchecked:>10.2f}"
        f"{1000 * sum(r.seconds for r in results) / max(1, len(results)):>8.1f}"
    )


def _share(labels: Sequence[int]) -> float:
    return sum(labels) / len(labels) if labels else float("nan")


def _ranked(results: Sequence[Result]) -> float:
    return auroc([result.label for result in results], [result.score for result in results])


def _balanced(results: Sequence[Result]) -> float:
    """Return balanced accuracy, each half cut where the other half is best cut."""
    halves = [[r for r in results if r.half == half] for half in (0, 1)]
    right = {0: [0, 0], 1: [0, 0]}
    for here, other in (halves, halves[::-1]):
        cut = max({r.score for r in other} or {0.5}, key=lambda value: _accuracy(other, value))
        for result in here:
            right[result.label][result.label == (result.score >= cut)] += 1
    return sum(_share_right(counts) for counts in right.values()) / 2


def _accuracy(results: Sequence[Result], cut: float) -> float:
    rates = []
    for label in (0, 1):
        found = [(r.score >= cut) == bool(label) for r in results if r.label == label]
        rates.append(sum(found) / len(found) if found else 0.0)
    return sum(rates) / 2


def _share_right(counts: Sequence[int]) -> float:
    return counts[True] / sum(counts) if sum(counts) else float("nan")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
