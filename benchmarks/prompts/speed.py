"""How long large libraries take."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.prompts import Score
from prompts.library.stack import Library, Stack


def many_prompts() -> Score:
    """Milliseconds of CPU to list and to search 5,000 prompts whose index is warm, best of seven."""
    with tempfile.TemporaryDirectory() as name:
        root, cache = Path(name) / "library", Path(name) / "cache"
        for n in range(5_000):
            path = root / f"prompts/f{n % 50}/p{n}.fr.prompt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(
                f"---\nname: p{n}\ndescription: Résumé de la réunion {n}\nhygie.tags: [bureau]\n---\nTexte {n}\n",
                encoding="utf-8",
            )
        began = time.perf_counter()
        Stack([Library(root, cache)]).entries()
        print(f"first reading of 5,000 prompts: {time.perf_counter() - began:.2f} s")
        best = min(_listed(root, cache) for _attempt in range(7))
    return round(best * 1000), 100, "list and search 5,000 prompts, ms of CPU"


def _listed(root: Path, cache: Path) -> float:
    began = time.process_time()
    stack = Stack([Library(root, cache)])
    stack.entries()
    stack.search("reunion 4999")
    return time.process_time() - began
