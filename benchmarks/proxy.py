"""The proxy beside others of its kind: time added to a request, first token, throughput, memory.

Peers are measured when HYGIE_PEERS names a folder with one environment each: `llm-redact` (the package
llm-redact-proxy), `maskflow` (maskflow-gateway) and `litellm` (litellm[proxy], which asks a Presidio with medium
models over HTTP), with the settings they come with.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gateways import Gateway, gateways, post, upstream

SIZES = (300, 4_000, 40_000)
_TICK = os.sysconf("SC_CLK_TCK")
_SAID = "C'est noté, voici une réponse courte. " * 6
Turns = list[dict[str, str]]


_LINES = (
    "Bonjour, je suis Mme {name}, du cabinet Brumaire à Lyon. Mon numéro est le 06 39 98 {a} {b}.",
    "Le dossier n° 2026-{a}{b} concerne M. {name}, né le 12 mars 1981.",
    "Merci de préparer une réponse courte et polie pour notre client, avant vendredi.",
    "The contract with {name} ends in March; please write to {mail} about the renewal.",
    "Il faut comparer les trois offres, rappeler les délais et proposer une date de réunion.",
)
_FIRST = ("Alice", "Bruno", "Chloé", "David", "Inès", "Karim", "Louise", "Mehdi")
_LAST = ("Morel", "Petit", "Garnier", "Lefèvre", "Belhadj", "Kerguelen", "Delmas", "Roux")


def text(size: int, seed: int) -> str:
    """Return new text of a length: people, numbers and ordinary sentences in two languages."""
    rng = random.Random(seed)
    lines: list[str] = []
    while sum(map(len, lines)) < size:
        first, last = rng.choice(_FIRST), rng.choice(_LAST)
        mail = f"{first}.{last}{rng.randint(1, 999)}@example.org".lower()
        line = rng.choice(_LINES).format(
            name=f"{first} {last}", mail=mail, a=rng.randint(10, 99), b=rng.randint(10, 99)
        )
        lines.append(f"{line} ({rng.randint(1, 10**6)})\n")
    return "".join(lines)[:size]


def cpu(pids: Iterable[int]) -> float:
    """Seconds of processor time that processes used."""
    stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(fields[11]) + int(fields[12]) for fields in stats) / _TICK


def memory(pids: Iterable[int]) -> int:
    """Resident megabytes."""
    texts = (Path(f"/proc/{pid}/status").read_text() for pid in pids)
    return sum(int(text.partition("VmRSS:")[2].split()[0]) for text in texts) // 1024


@dataclass
class Meter:
    """What requests to one running gateway took beyond a direct call, in milliseconds."""

    port: int
    pids: list[int]
    direct: float

    def added(self, conversations: Iterable[Turns], *, stream: bool = False) -> list[float]:
        """Return what each request added to the time of its first byte (streamed) or of its end."""
        return [
            (post(self.port, asked, stream=stream)[0 if stream else 1] - self.direct) * 1000
            for asked in conversations
        ]

    def summary(self, name: str, asked: Iterable[Turns]) -> dict[str, float]:
        """Return p50, p95 and processor time of some requests; what it takes to make them is not counted."""
        times: list[float] = []
        used = 0.0
        for one in asked:
            before = cpu(self.pids)
            times += self.added([one])
            used += cpu(self.pids) - before
        times.sort()
        p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
        mean = used / len(times) * 1000
        return {f"{name} p50": statistics.median(times), f"{name} p95": p95, f"{name} cpu": mean}


def measure(gateway: Gateway, direct: float, rounds: int) -> dict[str, float]:
    """Return what one gateway adds, in milliseconds, and what it takes."""
    with gateway.running() as pids:
        meter = Meter(gateway.port, pids, direct)
        meter.added(_asked(1_000, 900 + warm) for warm in range(3))
        found: dict[str, float] = {}
        for size in SIZES:
            count = max(3, rounds // (4 if size > 10_000 else 1))
            found |= meter.summary(str(size), [_asked(size, size + n) for n in range(count)])
        found |= meter.summary("turn 20", (_talked(meter, n) for n in range(rounds)))
        # A team's conversations do not come one after the other.
        apart = [_talked(meter, 1_000 + n) for n in range(rounds)]
        found |= meter.summary("turn 20 among others", apart)
        firsts = meter.added((_asked(300, 60_000 + n) for n in range(rounds)), stream=True)
        found["first token"] = statistics.median(firsts)
        for streams in (1, 8, 32):
            found[f"{streams} streams"] = throughput(gateway.port, streams)
        found["MB"] = memory(pids)
    return found


def _asked(size: int, seed: int) -> Turns:
    return [{"role": "user", "content": text(size, seed)}]


def _talked(meter: Meter, number: int) -> Turns:
    """Hold a conversation up to its twentieth turn, which is returned unasked."""
    turns: Turns = []
    for turn in range(20):
        turns += _asked(300, 7_000 + 100 * number + turn)
        if turn < 19:
            post(meter.port, turns)
            turns.append({"role": "assistant", "content": _SAID})
    return turns


def throughput(port: int, streams: int) -> float:
    """Requests a second of short streamed answers."""
    began = time.perf_counter()
    asked = [[{"role": "user", "content": text(300, 50_000 + n)}] for n in range(64)]
    with ThreadPoolExecutor(streams) as pool:
        list(pool.map(lambda messages: post(port, messages, stream=True), asked))
    return len(asked) / (time.perf_counter() - began)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks proxy", description=__doc__)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--only", default="", metavar="NAMES", help="of the gateways, with commas")
    options = parser.parse_args(argv)
    with upstream() as to, tempfile.TemporaryDirectory() as home:
        asked = [{"role": "user", "content": "hello"}]
        direct = statistics.median(post(to, asked)[1] for _ in range(20))
        print(
            f"direct call {direct * 1000:.1f} ms; milliseconds added, wall and processor; requests a second"
        )
        wanted = [g for g in gateways(to, home) if g.name in (options.only or g.name).split(",")]
        found = {gateway.name: measure(gateway, direct, options.rounds) for gateway in wanted}
    names = list(found)
    print(
        f"{'':14}"
        + "".join(f"{name:>12}" for name in names)
        + "".join(f"{names[0] + '/' + n:>18}" for n in names[1:])
    )
    for row in found[names[0]]:
        values = [found[name][row] for name in names]
        ratios = [values[0] / value if value > 0.05 else float("nan") for value in values[1:]]
        print(
            f"{row:14}"
            + "".join(f"{v:12.1f}" for v in values)
            + "".join(f"{r:18.2f}" for r in ratios)
        )


if __name__ == "__main__":
    main()
