"""Fits `guards/sources/subjects.json`: `python -m training.subjects [--write]`.

Multinomial logistic regression with a ridge over the questions `questions/train-*.tsv` (language,
1 if sensitive, subject, question). Prints how well it tells sensitive questions from ordinary ones
in five parts left out in turn, and on `questions/test-*.tsv`, which it never learns from.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guards.sources.sensitive import listed
from guards.sources.subjects import ORDINARY, features

_HERE = Path(__file__).parent / "questions"
_FILE = Path(__file__).parent.parent / "guards" / "sources" / "subjects.json"
_NAMES = {"-": ORDINARY, "law": "legal", "health": "medical", "money": "financial", "work": "employment",
          "safety": "safety"}  # fmt: skip
_CLASSES = tuple(_NAMES.values())
_RIDGE, _STEPS, _RATE, _PARTS = 1e-3, 200, 0.1, 5
_SMALL = 0.05  # weights that all stay below this are left out

Matrix = NDArray[np.float64]
Row = tuple[int, frozenset[str], str]  # class, features, question


def questions(part: str) -> list[Row]:
    """Return the questions of `train` or `test`."""
    lines = [
        line
        for path in sorted(_HERE.glob(f"{part}-*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    own = [line.split("\t") for line in lines if line]
    return [
        (_CLASSES.index(_NAMES[kind]), features(text), text)
        for _lang, _sensitive, kind, text in own
    ]


def main(wanted: Sequence[str]) -> int:
    rows = questions("train")
    risks = np.empty(len(rows))
    for part in range(_PARTS):
        left = [n for n in range(len(rows)) if n % _PARTS == part]
        known, weights = fitted([row for n, row in enumerate(rows) if n % _PARTS != part])
        risks[left] = 1 - _chances(_matrix([rows[n] for n in left], known), weights)[:, 0]
    _say("left out in turn", rows, risks)
    known, weights = fitted(rows)
    tests = questions("test")
    _say("test", tests, 1 - _chances(_matrix(tests, known), weights)[:, 0])
    if "--write" in wanted:
        _write(known, weights)
    return 0


def fitted(rows: Sequence[Row]) -> tuple[dict[str, int], Matrix]:
    """Return the features that come twice or more, and a row of weights for each; bias last."""
    counts = Counter(feature for _class, own, _text in rows for feature in own)
    names = sorted(feature for feature, count in counts.items() if count > 1)
    known = {name: number for number, name in enumerate(names)}
    x = _matrix(rows, known)
    y = np.eye(len(_CLASSES))[[row[0] for row in rows]]
    weights = np.zeros((x.shape[1], len(_CLASSES)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    ridge = np.full((x.shape[1], 1), _RIDGE)
    ridge[-1] = 0
    for step in range(1, _STEPS + 1):
        slope = x.T @ (_chances(x, weights) - y) / len(x) + ridge * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return known, weights


def _matrix(rows: Sequence[Row], known: dict[str, int]) -> Matrix:
    x = np.zeros((len(rows), len(known) + 1))
    for number, (_class, own, _text) in enumerate(rows):
        found = [known[feature] for feature in own if feature in known]
        x[number, found] = 1 / max(1, len(found)) ** 0.5
    x[:, -1] = 1
    return x


def _chances(x: Matrix, weights: Matrix) -> Matrix:
    totals = x @ weights
    powers = np.exp(totals - totals.max(1, keepdims=True))
    shares: Matrix = powers / powers.sum(1, keepdims=True)
    return shares


def _say(title: str, rows: Sequence[Row], risks: Matrix) -> None:
    sensitive = np.array([row[0] > 0 for row in rows])
    lists = np.array([listed(row[2]) is not None for row in rows])
    for limit in (0.5, 0.6, 0.7, 0.8):
        told = risks >= limit
        print(f"{title}, from {limit}: {(told == sensitive).mean():.3f} right, {(~told & sensitive).sum()} missed and "
              f"{(told & ~sensitive).sum()} held of {len(rows)}; with the lists {((told | lists) == sensitive).mean():.3f}")  # fmt: skip


def _write(known: dict[str, int], weights: Matrix) -> None:
    kept = {name: [round(float(w), 2) for w in weights[number]] for name, number in known.items()
            if np.abs(weights[number]).max() >= _SMALL}  # fmt: skip
    bias = [round(float(w), 3) for w in weights[-1]]
    card = {"what": "Subject of a question by its words: multinomial logistic regression.",
            "fitted_on": "1,600 questions of training/questions, French and English, half of them sensitive.",
            "fitted_by": "python -m training.subjects --write", "licence": "Apache-2.0"}  # fmt: skip
    data = {"card": card, "classes": _CLASSES, "bias": bias, "weights": kept}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    _FILE.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
