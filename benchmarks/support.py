"""Fits the weights of `guards/sources/support.json`: `python -m benchmarks.support [--write]`.

Logistic regression with a ridge on the `fit` half of hygie's own answers, sentence by sentence; a
signal too rare there to fit keeps near the prior given below. Prints how well it ranks sentences by
leaving one document out at a time, so that no sentence is scored by weights that saw its document.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.types import Document, Private
from guards.sources.checker import Check
from guards.sources.passages import Passages
from guards.sources.support import Signals

from .answers import answers
from .ranking import auroc

_FILE = Path(__file__).parent.parent / "guards" / "sources" / "support.json"
_PRIOR = {"lacking": 3.0, "absent": 1.0, "gap": 0.3, "pairs": 1.0, "copied": -0.3, "length": 0.0,
          "figures": 1.5, "names": 1.5, "derived": 0.0,
          "contradicted": 3.0, "translated": 0.0, "aside": -1.5}  # fmt: skip
_RIDGE = 1.0
_STEPS = 50

Matrix = NDArray[np.float64]
_START = np.array([-3.0, *(_PRIOR[name] for name in Signals.__slots__)])
_ONE_WAY = np.array([False, *(_PRIOR[name] > 0 for name in Signals.__slots__)])


def main(wanted: Sequence[str]) -> int:
    """Fit, print, and write the weights with --write."""
    rows = list(_rows())
    x = np.array([signals for _document, signals, _label in rows])
    y = np.array([label for _document, _signals, label in rows], float)
    documents = np.array([document for document, _signals, _label in rows])
    risks = np.empty(len(rows))
    for document in sorted(set(documents)):
        left = documents == document
        risks[left] = _risk(x[left], _fit(x[~left], y[~left]))
    weights = _fit(x, y)
    print(f"{len(y)} sentences, {y.sum():.0f} wrong; AUROC, one document left out: ", end="")
    print(f"{auroc(y.tolist(), risks.tolist()):.3f}")
    for name, weight in zip(("bias", *Signals.__slots__), weights, strict=True):
        print(f"{name:>14} {weight:7.2f}")
    for low in (0.05, 0.1, 0.15, 0.2, 0.3):
        below = risks < low
        print(f"risk < {low}: {below.mean():.2f} of sentences, {1 - y[below].mean():.2f} right")
    for high in (0.5, 0.6, 0.7, 0.8):
        above = risks >= high
        print(f"risk ≥ {high}: {above.mean():.2f} of sentences, {y[above].mean():.2f} wrong")
    if "--write" in wanted:
        _write(weights)
    return 0


def _rows() -> list[tuple[str, tuple[float, ...], bool]]:
    found = []
    for answer in answers("fit"):
        passages = Passages([Document(Private(""), Private(answer.source))])
        for span, reading in Check(answer.text, passages).readings():
            if reading is not None:
                wrong = answer.label(span) != "supported"
                found.append((answer.document, astuple(reading.signals(reading.support)), wrong))
    return found


def _fit(x: Matrix, y: Matrix) -> Matrix:
    """Return bias and weights; a signal of what is lacking may not speak for a sentence."""
    x = np.column_stack([np.ones(len(x)), x])
    kept = np.ones(x.shape[1], bool)
    while True:
        weights = np.zeros(x.shape[1])
        weights[kept] = _newton(x[:, kept], y, _START[kept])
        wrong = _ONE_WAY & (weights < 0)
        if not wrong.any():
            return weights
        kept &= ~wrong


def _newton(x: Matrix, y: Matrix, prior: Matrix) -> Matrix:
    """Minimise the logistic loss with a ridge towards the prior; the bias is left free."""
    ridge = np.diag([1e-3, *([_RIDGE] * (x.shape[1] - 1))])
    weights = prior.copy()
    for _step in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + ridge @ (weights - prior)
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(curve, gradient)
        weights = weights - step / max(1.0, float(np.abs(step).max()))
    return weights


def _risk(x: Matrix, weights: Matrix) -> Matrix:
    risk: Matrix = 1 / (1 + np.exp(-(weights[0] + x @ weights[1:])))
    return risk


def _write(weights: Matrix) -> None:
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    data["bias"] = round(float(weights[0]), 3)
    names = Signals.__slots__
    data["weights"] = {n: round(float(w), 3) for n, w in zip(names, weights[1:], strict=True)}
    _FILE.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
