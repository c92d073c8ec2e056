"""Scan speed per 1,000 characters by length and language, beside Presidio's default; engine memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

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


def cpu_ms(engine: Engine, sample: Callable[[int], str], lang: str, runs: int) -> float:
    samples = [sample(run) for run in range(runs)]
    began = time.process_time()
    for one in samples:
        engine(one, lang)
    return 1e6 * (time.process_time() - began) / sum(map(len, samples))


def main(argv: list[str] | None = None) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ours = hygie()
    ours(FRENCH, "fr"), ours(ENGLISH, "en")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    theirs = presidio()
    theirs(FRENCH, "fr"), theirs(ENGLISH, "en")
    print(f"{'language':10}{'characters':>11}{'hygie ms/1k':>13}{'Presidio ms/1k':>16}{'ratio':>7}")
    for lang, template in (("fr", FRENCH), ("en", ENGLISH)):
        for size in SIZES:

            def sample(run: int, template: str = template, size: int = size) -> str:
                return text(
                    template.replace("comité", f"comité n° {run}").replace("board", f"board {run}"),
                    size,
                )

            runs = max(1, 8_000 // size)
            a, b = cpu_ms(ours, sample, lang, runs), cpu_ms(theirs, sample, lang, runs)
            print(f"{lang:10}{size:11}{a:13.1f}{b:16.1f}{b / a:7.2f}", flush=True)
    print(
        f"memory of the process with both languages loaded: {memory / 1024:.0f} MB (before: {before / 1024:.0f})"
    )


if __name__ == "__main__":
    main()
