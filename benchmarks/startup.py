"""CPU time of the short commands, whole processes, beside the libraries they avoid."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

LINE = "Bonjour, Mme Élodie LEFÈVRE est joignable au 06 39 98 12 34."
PYTHON = [sys.executable]
CASES = {
    "python -c pass": [*PYTHON, "-c", "pass"],
    "hygie --version": [*PYTHON, "-m", "assistant.cli", "--version"],
    "hygie scan (one line)": [*PYTHON, "-m", "assistant.cli", "scan", "-"],
    "import litellm": [*PYTHON, "-c", "import litellm"],
    "Presidio, same line": [
        *PYTHON,
        "-c",
        "import sys; from benchmarks.guard import presidio; print(presidio()(sys.stdin.read(), 'fr'))",
    ],
}


def cpu_ms(command: list[str]) -> float:
    """Return user plus system CPU milliseconds of one run and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=LINE.encode(), capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main(argv: list[str] | None = None) -> None:
    print(f"{'command':28}{'CPU-ms (median of 5)':>22}{'ratio':>8}")
    base = 0.0
    for title, command in CASES.items():
        cpu_ms(command)
        spent = statistics.median(cpu_ms(command) for _ in range(5))
        base = base or spent
        print(f"{title:28}{spent:22.0f}{spent / base:8.1f}", flush=True)


if __name__ == "__main__":
    main()
