"""Scores labelled answers with other checkers, in an interpreter of their own.

`PYTHONPATH=. PYTHON benchmarks/check_peers.py SET.jsonl…` prints AUROC and CPU-ms of grounded-check, ancora-rag and
anchorcite on the sets that `benchmarks.checks` reads; each is used as its documentation shows, with its
defaults. An answer's score is the share of its claims or sentences that the checker does not find
supported. Run it right after `python -m benchmarks.checks` on the same machine and set the two side by
side; the three packages are no dependency of hygie.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.ranking import auroc

Checker = Callable[[str, Sequence[str]], float]


def _grounded() -> Checker:
    import grounded  # type: ignore[import-not-found]

    kinds = set(grounded.Kind)

    def score(answer: str, sources: Sequence[str]) -> float:
        read = [grounded.Source(Path(f"{n}.txt"), text) for n, text in enumerate(sources)]
        found = grounded.verify(grounded.extract(answer, kinds=kinds), read).findings
        bad = sum(finding.verdict is not grounded.Verdict.GROUNDED for finding in found)
        return bad / len(found) if found else 0.0

    return score


def _ancora() -> Checker:
    from ancora.grounding import GroundingChecker  # type: ignore[import-not-found]
    from ancora.types import Chunk  # type: ignore[import-not-found]

    checker = GroundingChecker()

    def score(answer: str, sources: Sequence[str]) -> float:
        chunks = [Chunk(str(n), str(n), text, 0, len(text)) for n, text in enumerate(sources)]
        found = checker.check_answer(answer, chunks)
        return sum(not claim.supported for claim in found) / len(found) if found else 0.0

    return score


def _anchorcite() -> Checker:
    import anchorcite  # type: ignore[import-not-found]

    anchorer = anchorcite.CitationAnchorer(anchorcite.LexicalScorer())

    def score(answer: str, sources: Sequence[str]) -> float:
        text = "\n".join(sources)
        sentences = [part[0] for part in anchorcite.split_sentences_with_offsets(answer)]
        missing = sum(anchorer.anchor(sentence, text) is None for sentence in sentences)
        return missing / len(sentences) if sentences else 0.0

    return score


PEERS = {"grounded-check": _grounded, "ancora-rag": _ancora, "anchorcite": _anchorcite}


def main(paths: Sequence[str]) -> int:
    """Print one line a checker and set."""
    for path in paths:
        rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
        for name, make in PEERS.items():
            try:
                print(_line(name, Path(path).stem, make(), rows), flush=True)
            except ImportError:
                print(f"{name}: not installed")
    return 0


def _line(name: str, stem: str, check: Checker, rows: Sequence[dict[str, Any]]) -> str:
    began = time.process_time()
    scores = [check(row["answer"], row["sources"]) for row in rows]
    spent = 1000 * (time.process_time() - began) / max(1, len(rows))
    ranked = auroc([bool(row["label"]) for row in rows], scores)
    return f"{name:<16}{stem:<18}{len(rows):>5}  AUROC {ranked:.3f}  {spent:.1f} CPU-ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
