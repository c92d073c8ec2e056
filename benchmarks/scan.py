"""Scan speed per 1,000 characters by length and language, beside Presidio's default; engine memory.

Milliseconds of CPU, and of the clock where the machine is quiet: from 2,000 characters on hygie reads
names beside its rules, on a second core.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence

from benchmarks.guard import Engine, hygie, presidio

FRENCH = (
    "Bonjour Karim, le comité du {n} mars a retenu l'offre de la société Brivelle Numérique SAS pour la refonte du "
    "portail. Mme Élodie LEFÈVRE ({n}6 39 98 12 34) reprend le dossier CTR-2026-00{n} et verra M. de La Roncière à "
    "Nantes. Les délais restent serrés, mais l'équipe pense tenir la date annoncée aux fournisseurs.\n"
)
ENGLISH = (
    "Dear Priya, the board of {n} March accepted the offer of Whitcombe & Sons Ltd for the new portal. Mrs Harriet "
    "Quenneville (+44 7700 9004{n}) takes over contract CTR-2026-00{n} and will meet Mr Traoré in London. The schedule "
    "is tight, yet the team expects to keep the date that was given to the suppliers.\n"
)
SIZES = (300, 1_000, 4_000, 40_000)


def text(template: str, size: int) -> str:
    """Return varied text of a size: no two lines are equal, so that no cache helps."""
    lines = []
    while sum(map(len, lines)) < size:
        lines.append(template.replace("{n}", f"{len(lines) + 10}"))
    return "".join(lines)[:size]


def spent(engine: Engine, samples: Sequence[str], lang: str) -> tuple[float, float]:
    """Return milliseconds of CPU and of the clock for 1,000 characters."""
    cpu, clock = time.process_time(), time.perf_counter()
    for one in samples:
        engine(one, lang)
    each = sum(map(len, samples)) / 1e6
    return (time.process_time() - cpu) / each, (time.perf_counter() - clock) / each


def _sample(template: str, run: int, size: int) -> str:
    named = template.replace("comité", f"comité n° {run}").replace("board", f"board {run}")
    return text(named, size)


def main(argv: list[str] | None = None) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ours = hygie()
    ours(FRENCH, "fr"), ours(ENGLISH, "en")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    theirs = presidio()
    theirs(FRENCH, "fr"), theirs(ENGLISH, "en")
    print(f"{'':10}{'':>11}{'hygie ms/1k':>16}{'Presidio ms/1k':>16}{'times as fast':>16}")
    print(
        f"{'language':10}{'characters':>11}{'CPU':>9}{'clock':>7}{'CPU':>9}{'clock':>7}{'CPU':>9}{'clock':>7}"
    )
    for lang, template in (("fr", FRENCH), ("en", ENGLISH)):
        for size in SIZES:
            samples = [_sample(template, run, size) for run in range(max(1, 8_000 // size))]
            (cpu, clock), (theirs_cpu, theirs_clock) = (
                spent(engine, samples, lang) for engine in (ours, theirs)
            )
            print(
                f"{lang:10}{size:11}{cpu:9.1f}{clock:7.1f}{theirs_cpu:9.1f}{theirs_clock:7.1f}"
                f"{theirs_cpu / cpu:9.2f}{theirs_clock / clock:7.2f}",
                flush=True,
            )
    print(
        f"memory of the process with both languages loaded: {memory / 1024:.0f} MB (before: {before / 1024:.0f})"
    )


if __name__ == "__main__":
    main()
