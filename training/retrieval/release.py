"""Writes what was learnt where the knowledge base reads it, with its SHA-256, the recipe and what was learnt from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from torch import nn

from knowledge.embedding.taught import MANIFEST, MODEL, NUMBERS
from training.marked import FOLDER as _TEXTS
from training.retrieval.train import Recipe

_TENSORS = {"scale": "w", "bias": "b"}


def release(model: nn.Module, recipe: Recipe, pairs: Path, folder: Path) -> None:
    """Write the numbers in half precision and the manifest into `folder`."""
    moves = {_tensor(name): value.detach().half() for name, value in model.named_parameters()}
    data = b"".join(value.numpy().astype("<f2").tobytes() for value in moves.values())
    manifest = {
        "model": MODEL,
        "sha256": hashlib.sha256(data).hexdigest(),
        "tensors": {name: value.numel() for name, value in moves.items()},
        "recipe": asdict(recipe),
        "learnt from": {"pairs": _sum(pairs), "texts/en": _sum(_TEXTS / "en")},
    }
    (folder / NUMBERS).write_bytes(data)
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _tensor(name: str) -> str:
    """Return the tensor that a parameter moves: `layers.l6.q.scale` moves `l6.q.w`."""
    layer, _dot, kind = name.removeprefix("layers.").rpartition(".")
    return f"{layer}.{_TENSORS[kind]}" if layer else kind


def _sum(folder: Path) -> str:
    """Return one SHA-256 of all files of a folder, in the order of their names."""
    whole = hashlib.sha256()
    for path in sorted(folder.glob("*.txt")):
        whole.update(path.read_bytes())
    return whole.hexdigest()
