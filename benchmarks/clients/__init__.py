"""Real clients do a job of two turns with tools through the proxy, against a provider on this machine.

    python -m benchmarks.clients                 # all that are installed
    python -m benchmarks.clients aider llm       # some of them
    python -m benchmarks.clients --install       # first put each into an environment of its own, from the index

The environments lie in the folder that HYGIE_CLIENTS names, else in .clients. For each client it says whether the
tools were called with the real values, whether the answer came back restored, and whether anything left in clear.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from pathlib import Path

from benchmarks.clients.installing import install
from benchmarks.clients.programs import KEY, MAILS, NAMES, Client, clients, environment
from benchmarks.clients.provider import call, say
from tests.proxy.process import Process
from tests.proxy.upstream import PLACEHOLDER, Upstream

__all__ = ["main"]


def _done(client: Client, url: str, home: Path) -> tuple[int, str]:
    """Run every command of a client; return the exit code and all it printed and wrote."""
    code, said = 0, ""
    for command, typed in client.commands(home):
        done = subprocess.run(
            command, cwd=home, env=environment(url, home), timeout=240, check=False,
            input=typed, capture_output=True, text=True,
        )  # fmt: skip
        code, said = code or done.returncode, said + done.stdout + done.stderr
    written = home / "note.txt"
    return code, said + (written.read_text() if written.exists() else "")


def judged(client: Client, url: str, upstream: Upstream, *, show: bool = False) -> list[str]:
    """Run one client; return what went wrong, nothing if all is as it should be."""
    upstream.received.clear()
    with tempfile.TemporaryDirectory() as folder:
        try:
            code, said = _done(client, url, Path(folder))
        except subprocess.TimeoutExpired:
            return ["it ran out of time"]
    if show:
        print(said)
    noted = [line for line in said.splitlines() if "tool " in line]
    wrong = [f"exit code {code}"] if code else []
    wrong += [f"tool not called for person {n}" for n, mail in enumerate(MAILS, 1)
              if not any(mail in line for line in noted)]  # fmt: skip
    wrong += [f"person {n} not restored" for n, name in enumerate(NAMES, 1) if name not in said]
    wrong += ["placeholders left"] if PLACEHOLDER.search(said) else []
    secret = [*NAMES, *MAILS, *(name.split()[1] for name in NAMES)]
    wrong += ["LEAKED"] if any(upstream.holds(value) for value in secret) else []
    turns = [r for r in upstream.asked if "{{PERSON_2" in r.everything and "{{PERSON_1" in r.everything]  # fmt: skip
    return wrong + ([] if turns else ["the second turn did not go on with the first one's names"])


def main(argv: list[str] | None = None) -> int:
    """Try the clients that are asked for; return 1 if one of them failed."""
    parser = argparse.ArgumentParser("benchmarks.clients")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what the clients printed")
    options = parser.parse_args(argv)
    folder = Path(os.environ.get("HYGIE_CLIENTS", ".clients")).absolute()
    if options.install:
        install(folder)
    failed = False
    with Upstream() as upstream, tempfile.TemporaryDirectory() as home:
        upstream.calls, upstream.says = call, say
        with Process(Path(home), "--upstream", upstream.url, "--key", KEY, "--no-note") as proxy:
            for client in clients(folder):
                if options.names and client.name not in options.names:
                    continue
                if not client.program.exists():
                    print(f"{client.name:12}not installed", flush=True)
                    continue
                wrong = judged(client, proxy.url, upstream, show=options.show)
                failed = failed or bool(wrong)
                told = "; ".join(wrong) or "tools called, all restored, nothing left in clear"
                print(f"{client.name:12}{len(upstream.asked):2} requests: {told}", flush=True)
    return int(failed)
