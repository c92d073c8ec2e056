"""The file itself: steps forward, refusals, damage, a full disk, two at once."""

import resource
import signal
import threading
from pathlib import Path

import pytest

from assistant.errors import StoreError
from assistant.store.database_adapter import Database
from assistant.store.schema import STEPS, VERSION
from assistant.store.store import FILE, Store
from assistant.types import Private
from tests.store.made import KEY, add, turn


def titles(path: Path) -> list[str]:
    store = Store(path, KEY)
    found = [c.key for c in store.conversations.latest(limit=1000)]
    store.close()
    return found


def test_an_older_store_is_brought_up_to_date_with_its_content(tmp_path: Path) -> None:
    old = Database(tmp_path / FILE, KEY, STEPS[:1])
    old.run("insert into conversations (key, title, created, updated) values ('a', 't', 1, 1)")
    old.close()
    store = Store(tmp_path, KEY)
    assert store.conversations.find("a").title == Private("t")
    assert store.database.value("pragma user_version") == VERSION
    add(store, "a", turn())
    store.close()


def test_a_newer_store_is_refused_and_not_touched(tmp_path: Path) -> None:
    Store(tmp_path, KEY).close()
    newer = Database(tmp_path / FILE, KEY)
    newer.run(f"pragma user_version = {VERSION + 1}")
    newer.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StoreError, match="newer"):
        Store(tmp_path, KEY)
    assert (tmp_path / FILE).read_bytes() == before


def test_another_key_is_refused(tmp_path: Path) -> None:
    Store(tmp_path, KEY).close()
    with pytest.raises(StoreError):
        Store(tmp_path, Private(b"o" * 32))


@pytest.mark.parametrize("at", [0, 20, 4096 * 2 + 100, -50])
def test_a_damaged_page_is_told_and_never_read_as_something_else(tmp_path: Path, at: int) -> None:
    store = Store(tmp_path, KEY)
    for n in range(60):
        add(store, f"k{n}", turn(f"question {n} " * 30))
    store.close()
    path = tmp_path / FILE
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    try:
        damaged = Store(tmp_path, KEY)
    except StoreError:
        return
    faults: list[str] = []
    try:
        faults = damaged.database.faults()
    except StoreError:
        faults = ["refused"]
    damaged.close()
    assert faults


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path, KEY)
    add(store, "kept", turn())
    store.database.run("pragma wal_checkpoint(truncate)")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = max(p.stat().st_size for p in tmp_path.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 30_000, limits[1]))
    try:
        with pytest.raises(StoreError):
            for n in range(50):
                add(store, f"n{n}", turn("long " * 5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    add(store, "after", turn())
    assert {"kept", "after"} <= {c.key for c in store.conversations.latest(1000)}
    assert store.database.faults() == []
    store.close()


def test_programs_that_begin_a_store_at_once_wait_for_each_other(tmp_path: Path) -> None:
    errors: list[BaseException] = []
    for number in range(20):
        together = threading.Barrier(6)
        (tmp_path / str(number)).mkdir()

        def begin(
            folder: Path = tmp_path / str(number), gate: threading.Barrier = together
        ) -> None:
            gate.wait()
            try:
                Store(folder, KEY).close()
            except Exception as error:  # noqa: BLE001
                errors.append(error)

        threads = [threading.Thread(target=begin) for _each in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert errors == []


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    errors: list[BaseException] = []

    def write(name: str) -> None:
        try:
            store = Store(tmp_path, KEY)
            for n in range(25):
                add(store, f"{name}{n}", turn())
                add(store, "both", turn())
            store.close()
        except Exception as error:  # noqa: BLE001
            errors.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    store = Store(tmp_path, KEY)
    assert store.conversations.count() == 76
    assert [t.number for t in store.conversations.turns("both")] == list(range(1, 76))
    store.close()


def test_what_another_program_still_reads_is_not_said_to_be_overwritten(tmp_path: Path) -> None:
    store, reader = Store(tmp_path, KEY), Store(tmp_path, KEY)
    add(store, "c1", turn("Élodie Vasseur"))
    store.database.run("pragma busy_timeout = 1")
    reader.database.run("begin")
    reader.database.rows("select count(*) from turns")
    store.conversations.forget(["c1"])
    assert not store.database.swept
    reader.database.run("rollback")
    store.database.sweep()
    assert store.database.swept
    reader.close()
    store.close()
