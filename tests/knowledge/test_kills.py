"""Killed at any moment, or run twice at once, the base loses and doubles nothing."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.errors import StoreError
from knowledge.base import KnowledgeBase

KILLS = int(os.environ.get("HYGIE_KILLS", "8"))
ROOT = Path(__file__).parents[2]


def start(base: Path, notes: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.knowledge.killed_sync", str(base), str(notes)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def shuffled(notes: Path, draw: random.Random) -> None:
    """Change, delete, rename and add notes."""
    files = sorted(notes.iterdir())
    for file in draw.sample(files, min(8, len(files))):
        act = draw.choice(["change", "delete", "rename"])
        if act == "delete":
            file.unlink()
        elif act == "rename":
            file.rename(notes / f"{draw.getrandbits(40):x}.md")
        else:
            file.write_text(f"# Changed\n\n{draw.getrandbits(60):x} " * 3)
    for _ in range(8):
        name = f"{draw.getrandbits(40):x}"
        (notes / f"{name}.md").write_text(f"# {name}\n\nLe texte de {name}.\n")


def whole(base: KnowledgeBase, notes: Path) -> None:
    """Check that base and folder agree, word for word, with nothing twice."""
    rows = dict(base.database.rows("select path, body from files"))
    assert rows == {str(path): path.read_text() for path in notes.iterdir()}
    count = base.database.value
    assert count("select count(*) from passages") == count("select count(*) from words")
    assert count("select count(*) from passages") == len(rows)
    assert count("select count(*) from words w join passages p on p.id = w.rowid") == len(rows)
    assert count("pragma integrity_check") == "ok"
    base.database.run("insert into words (words) values ('integrity-check')")


def test_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    draw = random.Random(7)
    notes = tmp_path / "notes"
    notes.mkdir()
    shuffled(notes, draw)
    child = start(tmp_path / "base", notes)
    assert child.stdout is not None
    child.stdout.readline()
    for _ in range(KILLS):
        shuffled(notes, draw)
        time.sleep(draw.uniform(0, 0.4))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        with_base = KnowledgeBase(tmp_path / "base")
        assert with_base.database.value("pragma quick_check") == "ok"
        with_base.close()
        child = start(tmp_path / "base", notes)
        assert child.stdout is not None
        child.stdout.readline()
    child.kill()
    child.communicate()
    base = KnowledgeBase(tmp_path / "base")
    base.sync()
    whole(base, notes)
    assert base._keeper.ready()
    base.close()


def test_two_programs_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    draw = random.Random(3)
    notes = tmp_path / "notes"
    notes.mkdir()
    for _ in range(5):
        shuffled(notes, draw)
    pair = [start(tmp_path / "base", notes) for _ in range(2)]
    for child in pair:
        assert child.stdout is not None
        assert child.stdout.readline() == b"synced\n"
    for child in pair:
        child.kill()
        assert child.communicate()[1] == b""
    base = KnowledgeBase(tmp_path / "base")
    base.sync()
    whole(base, notes)
    base.close()


def test_a_full_disk_is_said_and_loses_nothing(base: KnowledgeBase, notes: Path) -> None:
    for n in range(20):
        (notes / f"{n}.txt").write_text(f"note {n} " * 2000)
    (notes / "0.txt").write_text("petite")
    base.add([str(notes / "0.txt")])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = max(file.stat().st_size for file in base.folder.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, limits[1]))
    try:
        with pytest.raises(StoreError):
            base.add([str(notes)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert base.state().files >= 1
    assert base.sync().refused == ()
    assert base.state().files == 20
