"""Killed while it saves: every backup that was finished restores, and nothing is left in clear.

HYGIE_KILLS sets how many times; tests/store/test_kills.py says how to run the 300.
"""

import random
from pathlib import Path

from assistant import paths
from assistant.backup import repository
from assistant.backup.restoring import rehearse
from assistant.types import Private
from tests.killing import killed, kills, readable


def test_a_finished_backup_restores_whatever_was_killed(own_home: Path, tmp_path: Path) -> None:
    draw, folder, finished = random.Random(2), tmp_path / "stick", 0
    for _ in range(kills(4)):
        said = killed(
            "tests.backup.killed_backup", str(own_home), str(folder), wait=draw.uniform(0, 0.7),
            temporary=tmp_path / "temporary",
        )  # fmt: skip
        finished = max([finished, *map(int, said)])
        assert readable(own_home, folder, tmp_path / "temporary", word="Vasseur") == []
        if not repository.exists(folder):
            continue
        found = repository.open_with(folder, Private("quatre mots sans lien"))
        # One may have been finished without having been said.
        assert len(found.numbers()) - finished in (0, 1)
        finished = len(found.numbers())
        if finished:
            assert rehearse(found, found.snapshot(), paths.data_dir()).snapshot.number == finished
