"""Puts a trained run where the guard finds it: network, tokenizer, and the manifest with their sums."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tokenizers import Tokenizer

from guards.detection.model_files import LAYOUT, MANIFEST
from training.export import exported, loaded
from training.labels import LABELS
from training.pieces import saved

THRESHOLDS = {
    "PERSON": 0.2,
    "ORG": 0.01,
    "LOCATION": 0.006,
    "ADDRESS": 0.5,
    "DATE": 0.5,
    "NRP": 0.5,
}
"""From which chance on a word is a name, by kind; job titles are learnt, and not reported."""


def release(
    run: Path,
    target: Path,
    layers: int,
    thresholds: dict[str, float],
    *,
    integers: bool = True,
    temperature: float = 1.0,
) -> None:
    """Write the files of a model that `guards.detection.model_files` reads."""
    target.mkdir(parents=True, exist_ok=True)
    network = exported(loaded(run), layers, LABELS, integers=integers, temperature=temperature)
    files = {
        "names.onnx": network,
        "tokenizer.json": saved(Tokenizer.from_file(str(run / "tokenizer.json"))),
    }
    for name, data in files.items():
        (target / name).write_bytes(data)
    manifest = {
        "layout": LAYOUT,
        "labels": LABELS,
        "thresholds": thresholds,
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        "recipe": json.loads((run / "recipe.json").read_text()),
        "layers": layers,
        "temperature": temperature,
    }
    (target / MANIFEST).write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
