"""The proxy beside others of its kind: time added to a request, first token, throughput, memory.

Peers are measured when HYGIE_PEERS names a folder with one environment each: `llm-redact` (the package
llm-redact-proxy) and `maskflow` (maskflow-gateway), with the settings they come with.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

KEY = "hyg-benchmark"
SIZES = (300, 4_000, 40_000)
_TICK = os.sysconf("SC_CLK_TCK")


class _Upstream(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: two would wait 40 ms for an acknowledgement

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        head = {"id": "c", "object": "chat.completion", "created": 1, "model": "m"}
        if not body.get("stream"):
            choice = {
                "index": 0,
                "message": {"role": "assistant", "content": "Noted."},
                "finish_reason": "stop",
            }
            return self._send(json.dumps(head | {"choices": [choice]}).encode(), "application/json")
        chunks = [{"content": "word "} for _ in range(20)]
        lines = [
            f"data: {json.dumps(head | {'choices': [{'index': 0, 'delta': d, 'finish_reason': None}]})}\n\n"
            for d in chunks
        ]
        return self._send("".join([*lines, "data: [DONE]\n\n"]).encode(), "text/event-stream")

    def _send(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


def _serve(port: Synchronized[int]) -> None:
    ThreadingHTTPServer.request_queue_size = 128
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Upstream)
    port.value = server.server_address[1]
    server.serve_forever()


@contextmanager
def upstream() -> Iterator[int]:
    """A provider in a process of its own."""
    port = multiprocessing.Value("i", 0)
    process = multiprocessing.Process(target=_serve, args=(port,), daemon=True)
    process.start()
    while not port.value:
        time.sleep(0.01)
    yield port.value
    process.terminate()


@dataclass(frozen=True)
class Gateway:
    """One proxy: how it is started for an upstream on a port of its own."""

    name: str
    command: list[str]
    environment: dict[str, str]
    port: int
    base: str = "/v1"

    @contextmanager
    def running(self) -> Iterator[int]:
        process = subprocess.Popen(
            self.command, env=os.environ | self.environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait(self, process)
            yield process.pid
        finally:
            process.terminate()
            process.wait(20)


def _wait(gateway: Gateway, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, f"{gateway.name} ended"
        try:
            post(gateway.port, [{"role": "user", "content": "hello"}])
        except OSError:
            time.sleep(0.1)
        else:
            return


def gateways(to: int, home: str) -> Iterator[Gateway]:
    root = Path(__file__).parent.parent
    hygie = [sys.executable, "-m", "proxy", "serve", "--port", "4321", "--key", KEY, "--no-note",
             "--upstream", f"http://127.0.0.1:{to}/v1"]  # fmt: skip
    yield Gateway("hygie", hygie, {"HYGIE_HOME": home, "PYTHONPATH": str(root)}, 4321)
    folder = Path(os.environ.get("HYGIE_PEERS", "/nowhere"))
    if (tool := folder / "llm-redact/bin/llm-redact").exists():
        config = Path(home) / "llm-redact.toml"
        config.write_text(
            f'port = 4322\n[providers.openai]\nupstream_base_url = "http://127.0.0.1:{to}"\n'
        )
        yield Gateway("llm-redact", [str(tool), "serve", "--config", str(config)], {}, 4322)
    if (tool := folder / "maskflow/bin/maskflow-gateway").exists():
        there = {"MASKFLOW_GATEWAY_OPENAI_BASE_URL": f"http://127.0.0.1:{to}/v1"}
        yield Gateway("maskflow", [str(tool), "--port", "4323"], there, 4323)


def post(port: int, messages: list[dict[str, str]], *, stream: bool = False) -> tuple[float, float]:
    """Return the seconds to the first byte of the answer and to its end."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = json.dumps({"model": "m", "messages": messages, "stream": stream})
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"}
    began = time.perf_counter()
    connection.request("POST", "/v1/chat/completions", body, headers)
    answer = connection.getresponse()
    answer.read(1)
    first = time.perf_counter() - began
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"status {answer.status}")
    connection.close()
    return first, time.perf_counter() - began


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


def cpu(pid: int) -> float:
    """Seconds of processor time that a process used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def memory(pid: int) -> int:
    """Resident megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def measure(gateway: Gateway, direct: float, rounds: int) -> dict[str, float]:
    """Return what one gateway adds, in milliseconds, and what it takes."""
    found: dict[str, float] = {}
    with gateway.running() as pid:
        for warm in range(3):
            post(gateway.port, [{"role": "user", "content": text(1_000, 900 + warm)}])
        for size in SIZES:
            count = max(3, rounds // (4 if size > 10_000 else 1))
            before, times = cpu(pid), []
            for number in range(count):
                asked = [{"role": "user", "content": text(size, size + number)}]
                times.append((post(gateway.port, asked)[1] - direct) * 1000)
            found[f"{size} p50"] = statistics.median(times)
            found[f"{size} p95"] = sorted(times)[int(len(times) * 0.95)]
            found[f"{size} cpu"] = (cpu(pid) - before) / count * 1000
        turns: list[dict[str, str]] = []
        for number in range(20):
            turns.append({"role": "user", "content": text(300, 7_000 + number)})
            before = cpu(pid)
            spent = (post(gateway.port, turns)[1] - direct) * 1000
            used = (cpu(pid) - before) * 1000
            turns.append(
                {"role": "assistant", "content": "C'est noté, voici une réponse courte. " * 6}
            )
        found |= {"turn 20": spent, "turn 20 cpu": used}
        asked = [{"role": "user", "content": text(300, 1)}]
        firsts = [
            (post(gateway.port, asked, stream=True)[0] - direct) * 1000 for _ in range(rounds)
        ]
        found["first token"] = statistics.median(firsts)
        for streams in (1, 8, 32):
            found[f"{streams} streams"] = throughput(gateway.port, streams)
        found["MB"] = memory(pid)
    return found


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
    options = parser.parse_args(argv)
    with upstream() as to, tempfile.TemporaryDirectory() as home:
        asked = [{"role": "user", "content": "hello"}]
        direct = statistics.median(post(to, asked)[1] for _ in range(20))
        print(
            f"direct call {direct * 1000:.1f} ms; milliseconds added, wall and processor; requests a second"
        )
        found = {g.name: measure(g, direct, options.rounds) for g in gateways(to, home)}
    names = list(found)
    print(
        f"{'':14}"
        + "".join(f"{name:>12}" for name in names)
        + "".join(f"{'hygie/' + n:>18}" for n in names[1:])
    )
    for row in found["hygie"]:
        values = [found[name][row] for name in names]
        ratios = [values[0] / value if value > 0.05 else float("nan") for value in values[1:]]
        print(
            f"{row:14}"
            + "".join(f"{v:12.1f}" for v in values)
            + "".join(f"{r:18.2f}" for r in ratios)
        )


if __name__ == "__main__":
    main()
