"""Killed at any moment, the store opens, has all it acknowledged, and nothing shows on disk.

HYGIE_KILLS sets how many times; the measured run is 300.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from assistant.store.store import Store
from tests.store.killed_writer import PLANTED
from tests.store.made import KEY

KILLS = int(os.environ.get("HYGIE_KILLS", "6"))
ROOT = Path(__file__).parents[2]


def killed(folder: Path, seed: str, wait: float) -> list[str]:
    """Let a writer run for a while, kill it, return what it said."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.killed_writer", str(folder), seed],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(wait)
    child.send_signal(signal.SIGKILL)
    out, err = child.communicate()
    assert err == b""
    return [line for line in out.decode().split("\n")[:-1] if line]


def test_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    draw = random.Random(11)
    live: set[str] = set()
    for number in range(KILLS):
        folder = tmp_path / str(number // 25)  # a fresh one now and then: migrations are killed too
        folder.mkdir(exist_ok=True)
        if number % 25 == 0:
            live = set()
        for said in killed(folder, f"k{number}", draw.uniform(0.15, 0.6)):
            (live.discard if said.startswith("-") else live.add)(said.lstrip("-"))
        data = b"".join(p.read_bytes() for p in folder.iterdir())
        assert PLANTED.encode() not in data
        store = Store(folder, KEY)
        kept = {c.key: c for c in store.conversations.latest(limit=-1)}
        # At most one act was under way: its effect is whole or absent.
        assert len(live - kept.keys()) <= 1
        assert len(kept.keys() - live) <= 1
        assert all(c.turns == 1 for c in kept.values())
        assert store.database.faults() == []
        store.database.run("insert into words (words) values ('integrity-check')")
        for key in live & kept.keys():
            assert len(store.pseudonyms(key)) == 5
        live = set(kept)
        store.close()
