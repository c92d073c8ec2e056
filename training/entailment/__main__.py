"""`python -m training.entailment --kept FOLDER --out FOLDER`: train on the pairs written for it."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

import torch

from knowledge.embedding.weights import installed
from training.entailment.pairs import FOLDER, blocks
from training.entailment.train import Recipe, train


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.entailment", description=__doc__)
    parser.add_argument(
        "--kept", type=Path, required=True, help="tokenizer.json and rows.json of a names run"
    )
    parser.add_argument("--pairs", type=Path, default=FOLDER)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--initial", type=Path, help="a run to go on from")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--recipe", default="{}", help="what differs from Recipe, as JSON")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    recipe = replace(Recipe(), **json.loads(options.recipe))
    train(
        installed(), options.kept, list(blocks(options.pairs)), recipe, options.out, options.initial
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
