"""`python -m training.averaged RUN RUN --out RUN`: the mean of two runs of one shape, the later grown from the earlier.

Weights averaged along one training are often better than its end (Izmailov and others 2018, arXiv 1803.05407). What
is written is a run like others: `python -m training` goes on from it, `training.release` releases it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

import torch

_KEPT = ("tokenizer.json", "recipe.json")


def averaged(earlier: Path, later: Path, out: Path) -> None:
    """Write the mean of the weights, with the tokenizer and recipe of the later run."""
    first, second = (torch.load(run / "model.pt", weights_only=True) for run in (earlier, later))
    out.mkdir(parents=True, exist_ok=True)
    mean = {name: (first[name] + own) / 2 for name, own in second.items()}
    torch.save(mean, out / "model.pt")
    for name in _KEPT:
        shutil.copyfile(later / name, out / name)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.averaged", description=__doc__)
    parser.add_argument("earlier", type=Path)
    parser.add_argument("later", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    averaged(options.earlier, options.later, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
