"""Finds the measuring sets, which are not part of the project."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Gold:
    """A text with its confidential spans: (start, end, label)."""

    text: str
    lang: str
    spans: tuple[tuple[int, int, str], ...]


def folder() -> Path | None:
    """The folder of measuring sets: HYGIE_DATA, or `shared/data` beside the checkout."""
    root = Path(__file__).parent.parent
    for path in (os.environ.get("HYGIE_DATA"), root.parent / "shared" / "data"):
        if path and Path(path).is_dir():
            return Path(path)
    return None


def pii(name: str) -> Iterator[Gold]:
    """Yield the texts of one set of `pii/`."""
    base = folder()
    assert base is not None, "set HYGIE_DATA to the folder of measuring sets"
    for line in (base / "pii" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Gold(
            row["text"], row["lang"],
            tuple((s["start"], s["end"], s["label"]) for s in row["spans"]),
        )  # fmt: skip
