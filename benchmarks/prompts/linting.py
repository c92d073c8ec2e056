"""What the linter says of prompts that people wrote: how much, and by which rule.

`python -m benchmarks.prompts.linting N` prints a sample of N findings with their lines, for a person
to judge; the sample is drawn with a fixed seed, evenly over both sets.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assistant.prompt_wiring import STARTER
from benchmarks.data import folder
from benchmarks.prompts import Score
from prompts.exchange import fabric as fabric_format
from prompts.exchange.converted import put
from prompts.library.stack import Library, Stack
from prompts.lint.advice import Advice
from prompts.lint.linting import lint

SEED = 7


def fabric(sets: Path) -> Score:
    """Fabric patterns the linter leaves alone, and the count of each rule."""
    return _counted(_fabric(sets), "Fabric patterns without advice")


def starter() -> Score:
    """Prompts of the starter library without advice."""
    return _counted(_library(STARTER), "starter prompts without advice")


def _counted(found: dict[str, list[tuple[Advice, str]]], name: str) -> Score:
    rules = Counter(advice.rule for rows in found.values() for advice, _line in rows)
    if rules:
        print("  " + ", ".join(f"{rule} {n}" for rule, n in rules.most_common()))
    return sum(not rows for rows in found.values()), len(found), name


def _fabric(sets: Path) -> dict[str, list[tuple[Advice, str]]]:
    with tempfile.TemporaryDirectory() as name:
        put(Path(name), "fabric", fabric_format.convert(sets / "fabric/patterns"))
        return _library(Path(name))


def _library(root: Path) -> dict[str, list[tuple[Advice, str]]]:
    stack = Stack([Library(root)])
    return {
        entry.identity: list(_lines(stack, library, entry)) for library, entry in stack.entries()
    }


def _lines(stack: Stack, library: Library, entry) -> Iterator[tuple[Advice, str]]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    lines = (library.root / entry.path).read_text(encoding="utf-8").splitlines()
    for advice in lint(stack.read(library, entry), stack.partial):
        yield advice, lines[max(0, advice.place.line - 1)] if lines else ""


def main(size: int) -> int:
    """Print the sample."""
    data = folder()
    assert data is not None, "set HYGIE_DATA to the folder of measuring sets"
    found = _fabric(data / "prompts") | _library(STARTER)
    rows = [(name, *row) for name, rows in sorted(found.items()) for row in rows]
    for name, advice, line in random.Random(SEED).sample(rows, min(size, len(rows))):
        print(f"{name}:{advice.place.line} [{advice.rule}] {advice.reason} → {advice.mend}")
        print(f"      {line.strip()[:200]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])))
