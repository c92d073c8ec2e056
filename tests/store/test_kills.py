"""Killed at any moment, the store opens, has all it acknowledged, and nothing shows on disk.

HYGIE_KILLS sets how many times each; the measured run is 300, a hundred each of writes, migrations and
backups: HYGIE_KILLS=100 pytest tests/store/test_kills.py tests/backup/test_kills.py
"""

import random
import shutil
import time
from contextlib import closing
from pathlib import Path

from assistant.backup.records import record_digest
from assistant.store.database_adapter import Database
from assistant.store.schema import STEPS
from assistant.store.store import FILE, Store
from tests.killing import killed, kills, readable
from tests.store.killed_migration import SLOW
from tests.store.killed_writer import PLANTED
from tests.store.made import KEY, add, turn


def test_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    draw, temporary = random.Random(11), tmp_path / "temporary"
    live: set[str] = set()
    for number in range(kills(6)):
        folder = tmp_path / str(
            number // 25
        )  # a fresh one now and then: first writes are killed too
        folder.mkdir(exist_ok=True)
        if number % 25 == 0:
            live = set()
        for said in killed(
            "tests.store.killed_writer", str(folder), f"k{number}", wait=draw.uniform(0, 0.3),
            temporary=temporary,
        ):  # fmt: skip
            (live.discard if said.startswith("-") else live.add)(said.lstrip("-"))
        assert readable(folder, temporary, word=PLANTED) == []
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


def test_a_killed_migration_is_whole_or_absent(tmp_path: Path) -> None:
    """From the first version through every step, and one more that rewrites all there is."""
    old, draw, steps = tmp_path / "old", random.Random(3), (*STEPS, SLOW)
    old.mkdir()
    with closing(Store(old, KEY)) as store:
        for n in range(300):
            add(store, f"c{n}", turn(f"Dossier {PLANTED} {n}", "mot " * 300))
        before = record_digest(store.database)
        for table in _tables(store.database) - _tables_of_the_first(tmp_path):
            store.database.run(f"drop table {table}")
        store.database.run("pragma user_version = 1")
    lasts, seen = _duration(old, tmp_path / "whole", steps), set[int]()
    for number in range(kills(4)):
        folder = tmp_path / "now"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(old, folder)
        said = killed(
            "tests.store.killed_migration", str(folder), wait=draw.uniform(0, 1.1 * lasts),
            temporary=tmp_path / "temporary",
        )  # fmt: skip
        assert readable(folder, tmp_path / "temporary", word=PLANTED) == []
        version = _version(folder / FILE)
        assert version in (1, len(steps)), f"kill {number} left a step half-way"
        assert version == len(steps) or not said
        seen.add(version)
        with closing(Database(folder / FILE, KEY, steps)) as database:
            assert record_digest(database) == before
            assert database.faults() == []
    if kills(4) >= 50:
        assert seen == {1, len(steps)}, "the kills fell before or after the work, never into it"


def _tables(database: Database) -> set[str]:
    rows = database.rows("select name from sqlite_master where type = 'table'")
    return {str(row[0]) for row in rows}


def _tables_of_the_first(folder: Path) -> set[str]:
    with closing(Database(folder / "first.db", KEY, STEPS[:1])) as database:
        return _tables(database)


def _version(path: Path) -> int:
    """The version as it lies there: opening the store would bring it up to date."""
    from sqlcipher3 import dbapi2

    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute(f"pragma key = \"x'{KEY.reveal().hex()}'\"")
        return int(connection.execute("pragma user_version").fetchone()[0])


def _duration(old: Path, folder: Path, steps: tuple[str, ...]) -> float:
    shutil.copytree(old, folder)
    began = time.perf_counter()
    Database(folder / FILE, KEY, steps).close()
    return time.perf_counter() - began
