"""Prompts of others: byte-exact imports, and the review of honest and of hostile ones."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from benchmarks.prompts import Score
from prompts.exchange import fabric
from prompts.exchange.converted import put
from prompts.format.rendering import fill
from prompts.library.stack import Library, Stack
from prompts.review.reviewing import review_path


def fabric_import(sets: Path) -> Score:
    """Patterns that render byte for byte after the import."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        put(root, "fabric", fabric.convert(sets / "fabric/patterns"))
        stack = Stack([Library(root)])
        paths = sorted((sets / "fabric/patterns").glob("*/system.md"))
        good = 0
        for path in paths:
            messages = fill(stack.find(path.parent.name).prompt, {}, stack.partial).messages
            good += "".join(m.text() for m in messages).encode() == path.read_bytes()
    return good, len(paths), "Fabric patterns, byte for byte"


def fabric_review(sets: Path) -> Score:
    """Honest patterns that the review leaves alone."""
    paths = sorted((sets / "fabric/patterns").glob("*/system.md"))
    return (
        sum(not review_path(p).dangerous for p in paths),
        len(paths),
        "Fabric patterns not flagged",
    )


def labelled_review(sets: Path) -> Score:
    """Labelled skills told apart, scripts included; the label file itself is not read."""
    good = total = 0
    for path in sorted((sets / "skill_review").rglob("_expected.json")):
        safe = json.loads(path.read_text(encoding="utf-8"))["expected_safe"]
        with tempfile.TemporaryDirectory() as name:
            for file in path.parent.iterdir():
                if file.is_file() and file != path:
                    (Path(name) / file.name).write_bytes(file.read_bytes())
            good += review_path(Path(name)).dangerous is not safe
            total += 1
    return good, total, "labelled skills told apart"
