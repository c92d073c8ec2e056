"""The folder of the native server's socket goes with the load, and after a kill with the next one."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from assistant.models.private_door import private_door

_DOOR = """
import signal
from assistant.models.private_door import private_door
with private_door() as (door, _port):
    import socket
    socket.socket(socket.AF_UNIX).bind(door)
    print(door, flush=True)
    signal.pause()
"""
_DAY = 86_400


@pytest.fixture
def place(tmp_path_factory, monkeypatch):
    """A folder for temporary files with a path that a socket accepts."""
    with tempfile.TemporaryDirectory(dir="/tmp") as short:
        monkeypatch.setenv("TMPDIR", short)
        monkeypatch.setattr(tempfile, "tempdir", None)
        yield Path(short)


def aged(path: Path) -> None:
    then = path.lstat().st_mtime - _DAY
    os.utime(path, (then, then), follow_symlinks=False)


def swept(place: Path) -> list[str]:
    with private_door():
        pass
    return sorted(left.name for left in place.iterdir())


def test_nothing_is_left_after_a_load(place):
    with private_door() as (door, _port):
        assert Path(door).parent.stat().st_mode & 0o777 == 0o700
    assert swept(place) == []


def test_what_a_killed_process_left_goes_with_a_later_load(place):
    with subprocess.Popen([sys.executable, "-c", _DOOR], stdout=subprocess.PIPE) as loading:
        door = Path(loading.stdout.readline().decode().strip())
        assert swept(place) == [door.parent.name], "another process is loading"
        loading.send_signal(signal.SIGKILL)
    assert door.is_socket()
    aged(door.parent)
    assert swept(place) == []


def test_what_is_no_door_stays(place):
    (place / "elsewhere").mkdir()
    (place / "elsewhere" / "model.sock").write_text("")
    (place / "hygie-model-link").symlink_to(place / "elsewhere")
    (place / "hygie-model-notes").mkdir()
    (place / "hygie-model-notes" / "notes.txt").write_text("Bonjour")
    (place / "hygie-model-file").write_text("")
    for one in place.iterdir():
        aged(one)
    before = sorted(left.name for left in place.iterdir())
    assert swept(place) == before
    assert (place / "hygie-model-notes" / "notes.txt").exists()
    assert (place / "elsewhere" / "model.sock").exists()
