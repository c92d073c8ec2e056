"""`python -m training --data FOLDER --manuals FOLDER`: train, then put the model where the guard finds it."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from guards.detection.model_files import FOLDER
from training.recipe import Recipe
from training.release import THRESHOLDS, release


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the labelled sets (pii_train)")
    parser.add_argument(
        "--manuals", type=Path, required=True, help="unpacked manuals, see training/manuals.py"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("training/runs/last"), help="the folder of the run"
    )
    parser.add_argument("--initial", type=Path, help="a run to go on from")
    parser.add_argument(
        "--recipe", default="{}", help="what differs from training/recipe.py, as JSON"
    )
    parser.add_argument("--layers", type=int, default=5, help="the exit that is released")
    parser.add_argument("--target", type=Path, default=FOLDER, help="where the model is put")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    return parser


def main() -> int:
    parser = _parser()
    options = parser.parse_args()
    recipe = replace(Recipe(), **json.loads(options.recipe))
    if options.worker is not None:
        from knowledge.embedding.weights import installed
        from training.train import Places, train

        places = Places(options.data, options.manuals, options.out.parent / "kept", options.out)
        train(installed(), places, recipe, options.worker, options.initial)
        return 0
    (options.out / "meeting").unlink(missing_ok=True)
    command = [sys.executable, "-m", "training", *sys.argv[1:], "--worker"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    workers = [subprocess.Popen([*command, str(n)], env=environment) for n in range(recipe.workers)]
    codes = [worker.wait() for worker in workers]
    if any(codes):
        return 1
    release(options.out, options.target, options.layers, THRESHOLDS)
    print(f"released to {options.target}; measure it with: python -m benchmarks.detection")
    return 0


if __name__ == "__main__":
    sys.exit(main())
