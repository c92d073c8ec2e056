"""Killed while it saves: every backup that was finished restores, and nothing is left in clear.

HYGIE_KILLS sets how many times; the measured run is 300 with those of the store.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from assistant import paths
from assistant.backup import repository
from assistant.backup.restoring import rehearse
from assistant.types import Private

KILLS = int(os.environ.get("HYGIE_KILLS", "4"))
ROOT = Path(__file__).parents[2]


def test_a_finished_backup_restores_whatever_was_killed(own_home: Path, tmp_path: Path) -> None:
    draw, folder, finished = random.Random(2), tmp_path / "stick", 0
    for _ in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.backup.killed_backup", str(own_home), str(folder)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        time.sleep(draw.uniform(0.5, 1.2))
        child.send_signal(signal.SIGKILL)
        out, err = child.communicate()
        assert err == b""
        finished = max([finished, *map(int, out.split(b"\n")[:-1])])
        if not repository.exists(folder):
            continue
        found = repository.open_with(folder, Private("quatre mots sans lien"))
        # One may have been finished without having been said.
        assert len(found.numbers()) - finished in (0, 1)
        finished = len(found.numbers())
        if finished:
            assert rehearse(found, found.snapshot(), paths.data_dir()).snapshot.number == finished
        files = [p for top in (own_home, folder) for p in top.rglob("*") if p.is_file()]
        assert not any(b"Vasseur" in p.read_bytes() for p in files)
