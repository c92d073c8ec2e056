"""`python -m training.averaged RUN RUN… --out RUN`: the mean of runs of one shape, each grown from the one before.

Weights averaged along one training are often better than its end (Izmailov and others 2018, arXiv 1803.05407). What
is written is a run like others: `python -m training` goes on from it, `training.release` releases it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

_KEPT = ("tokenizer.json", "recipe.json")


def averaged(runs: Sequence[Path], out: Path) -> None:
    """Write the mean of the weights, with the tokenizer and recipe of the last run."""
    weights = [torch.load(run / "model.pt", weights_only=True) for run in runs]
    out.mkdir(parents=True, exist_ok=True)
    mean = {name: sum(own[name] for own in weights) / len(weights) for name in weights[-1]}
    torch.save(mean, out / "model.pt")
    for name in _KEPT:
        shutil.copyfile(runs[-1] / name, out / name)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.averaged", description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    averaged(options.runs, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
