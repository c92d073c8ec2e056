"""`python -m benchmarks [NAME …]`: run some measurements, or all of them one after the other."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = (
    "startup", "scan", "guard", "guard_cost", "detection", "checks", "own_checks", "tui", "store", "knowledge",
    "knowledge_scale", "proxy", "clients",
)  # fmt: skip


def main(names: list[str]) -> int:
    for name in names or NAMES:
        if name not in NAMES:
            print(f"no measurement is called {name}; there are: {', '.join(NAMES)}")
            return 2
        print(f"\n== {name}", flush=True)
        import_module(f"benchmarks.{name}").main([])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
