"""A backup written by someone else harms nothing: it is refused as damaged, and only it is touched."""

import json
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.backup import repository, restoring
from assistant.backup.repository import CHUNK, Repository
from assistant.backup.snapshots import Saved, Snapshot, to_json
from assistant.errors import StoreError
from assistant.sealed import seal
from assistant.types import Private

PASSPHRASE = Private("quatre mots sans lien")
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
NAME = "ab" + "0" * 62


@pytest.fixture
def hostile(tmp_path: Path) -> Repository:
    return repository.make(tmp_path / "stick", PASSPHRASE)


def put(found: Repository, number: int = 1, **changes: object) -> None:
    """Write a snapshot of one file, changed as given, sealed as it should be."""
    file = Saved("data", "x", 0, 0o600, EMPTY, ())
    row = json.loads(to_json(Snapshot(1.0, "0.1", (file,), Private({}), {}, number)))
    for key, value in changes.items():
        (row["files"][0] if key in row["files"][0] else row)[key] = value
    path = found.folder / "snapshots" / f"{number:06}.snapshot"
    path.write_bytes(seal(json.dumps(row).encode(), found._snapshots, path.name.encode()))


def rehearsed(found: Repository, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(exist_ok=True)
    restoring.rehearse(found, found.snapshot(), tmp_path / "home" / "data")


def test_what_is_written_as_it_should_be_is_read(hostile, tmp_path):
    put(hostile, path="notes/\udce9.md")
    rehearsed(hostile, tmp_path)


@pytest.mark.parametrize(
    "name", ["{victim}", "../../../victim", "..", "", 5, None, "AB" + "0" * 62]
)
def test_the_name_of_a_chunk_is_no_place(hostile, tmp_path, name):
    victim = tmp_path / "victim"
    victim.write_text("à moi")
    put(hostile, chunks=[name.format(victim=victim) if isinstance(name, str) else name])
    with pytest.raises(StoreError, match="damaged"):
        rehearsed(hostile, tmp_path)
    assert victim.read_text() == "à moi"
    assert not list(tmp_path.rglob("*.damaged"))


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "a\0b"}, {"path": ""}, {"path": "\ud800"}, {"path": 5}, {"path": "../x"},
        {"root": "data/.."}, {"root": "/"}, {"size": "9"}, {"size": -1}, {"mode": "x"},
        {"sha256": 5}, {"keys": {"store": "xyz"}}, {"keys": {"store": 5}}, {"keys": 5},
        {"records": {"tables": 5}}, {"at": "now"}, {"at": 1e300}, {"files": [5]}, {"number": "1"},
    ],
)  # fmt: skip
def test_fields_that_hygie_does_not_write_are_refused(hostile, tmp_path, changes):
    put(hostile, **changes)
    with pytest.raises(StoreError, match="damaged"):
        rehearsed(hostile, tmp_path)


def bomb(found: Repository, body: bytes) -> None:
    path = found._place(NAME)
    path.parent.mkdir()
    path.write_bytes(seal(body, found._chunks, NAME.encode()))


@pytest.mark.parametrize("body", [b"\1" + zlib.compress(bytes(64 << 20), 9), bytes(CHUNK + 2)])
def test_a_chunk_larger_than_any_is_not_unpacked(hostile, body):
    bomb(hostile, body)
    with pytest.raises(StoreError, match="damaged"):
        hostile.get(NAME)


def test_the_largest_chunk_is(hostile):
    for data in (bytes(CHUNK), os.urandom(CHUNK)):
        assert hostile.get(hostile.put(data)[0]) == data


def test_no_more_is_written_than_the_file_is_said_to_be_large(hostile, tmp_path, monkeypatch):
    name = hostile.put(bytes(CHUNK))[0]
    put(hostile, chunks=[name] * 50, size=CHUNK + 1)
    asked: list[str] = []
    taken: Callable[[str], bytes] = hostile.get
    monkeypatch.setattr(hostile, "get", lambda chunk: asked.append(chunk) or taken(chunk))
    with pytest.raises(StoreError, match="damaged"):
        rehearsed(hostile, tmp_path)
    assert len(asked) == 2


@pytest.mark.parametrize("stem", ["²³", "9" * 5000 + "x", "9" * 200, "7", "0000001", "١٢٣٤٥٦"])
def test_a_stray_file_among_the_snapshots_is_none(hostile, stem):
    put(hostile, 1)
    try:
        (hostile.folder / "snapshots" / f"{stem}.snapshot").write_bytes(b"x")
    except OSError:
        pytest.skip("no such name on this disk")
    assert hostile.numbers() == [1]
    assert hostile.snapshot().number == 1


def test_pruning_deletes_nothing_behind_a_link(hostile, tmp_path):
    put(hostile, 1)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.odt").write_text("à moi")
    (hostile.folder / "chunks" / "cd").symlink_to(tmp_path / "mine")
    (hostile.folder / "chunks" / "ef").mkdir()
    (hostile.folder / "chunks" / "ef" / "other.txt").write_text("à moi")
    hostile.put(b"of no snapshot")
    assert hostile.prune(1) == (0, 1)
    assert (tmp_path / "mine" / "letter.odt").exists()
    assert (hostile.folder / "chunks" / "ef" / "other.txt").exists()


@pytest.mark.parametrize("header", ['{"format": 1e999}', "[" * 100_000, "5", '{"format": null}'])
def test_a_header_that_hygie_does_not_write_is_refused(hostile, header):
    (hostile.folder / repository.HEADER).write_text(header)
    with pytest.raises(StoreError, match="damaged"):
        repository.open_with(hostile.folder, PASSPHRASE)


def test_the_lock_is_for_its_owner_whatever_the_umask(hostile):
    before = os.umask(0)
    try:
        with hostile.locked():
            assert (hostile.folder / "lock").stat().st_mode & 0o077 == 0
    finally:
        os.umask(before)


def test_a_backup_is_closed_to_others_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        made = repository.make(tmp_path / "stick", PASSPHRASE)
        made.put(b"some bytes")
    finally:
        os.umask(before)
    folders = [path for path in made.folder.rglob("*") if path.is_dir()]
    assert len(folders) > 2
    assert not any(path.stat().st_mode & 0o077 for path in folders)
