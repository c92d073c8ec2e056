"""Another program that holds the store, a full disk: nothing waits long, and the true reason is told."""

import os
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant import settings_file, store_wiring
from assistant.config import Settings
from assistant.counting import count
from assistant.errors import StoreError, UserError
from assistant.store.store import Store
from knowledge.base import FILE, KnowledgeBase
from tests.store.made import KEY

KEPT = Settings(store_key="file")


def test_counting_does_not_wait_for_another_program(own_home: Path) -> None:
    with closing(store_wiring.store(KEPT)) as other:
        other.database.run("begin immediate")
        began = time.monotonic()
        count(KEPT, "scan")
        assert time.monotonic() - began < 15
        other.database.run("rollback")
        assert other.activity.latest() is None
        count(KEPT, "scan")
        assert other.activity.latest() is not None


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that says that it has no room left."""
    real = os.statvfs

    def none_left(folder: Path) -> os.statvfs_result:
        found = list(real(folder))
        found[4] = 0  # f_bavail
        return os.statvfs_result(found)

    monkeypatch.setattr(os, "statvfs", none_left)


def test_a_disk_too_full_to_read_is_said_to_be_full(
    tmp_path: Path, english: None, full: None
) -> None:
    Store(tmp_path, KEY).close()
    (tmp_path / "store.db-wal").mkdir()  # SQLite cannot open it
    with pytest.raises(StoreError, match="disk is full"):
        Store(tmp_path, KEY)
    KnowledgeBase(tmp_path).close()
    (tmp_path / f"{FILE}-wal").mkdir()
    with pytest.raises(StoreError, match="disk is full"):
        KnowledgeBase(tmp_path)


def test_a_disk_with_room_is_not_said_to_be_full(tmp_path: Path, english: None) -> None:
    Store(tmp_path, KEY).close()
    (tmp_path / "store.db-wal").mkdir()
    with pytest.raises(StoreError, match="permissions"):
        try:
            Store(tmp_path, KEY)
        except StoreError as error:
            raise StoreError(f"{error.title} {error.action}") from None


@pytest.fixture
def no_room() -> Iterator[None]:
    """Nothing can be written to any file."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, ignored)


def test_settings_that_cannot_be_written_stay_as_they_were(own_home: Path, no_room: None) -> None:
    (own_home / "config").mkdir(parents=True)
    with pytest.raises(UserError) as told:
        settings_file.change("theme", "hygie")
    assert "OSError" not in told.value.title
    assert list((own_home / "config").iterdir()) == []
