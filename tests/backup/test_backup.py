"""A backup gives back every record; whatever is wrong with it is said and changes nothing."""

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from assistant import backup_wiring, knowledge_wiring, paths, store_wiring
from assistant.backup import repository, restoring, schedule
from assistant.backup.records import record_digest
from assistant.backup.repository import HEADER, Repository
from assistant.backup.restoring import rehearse, restore
from assistant.config import Settings
from assistant.errors import HygieError, MissingError, StoreError, UserError
from assistant.store.key import from_environment
from assistant.types import Private
from knowledge.store.database import Database
from tests.store.made import add, turn

SETTINGS = Settings(store_key="file")
PASSPHRASE = Private("quatre mots sans lien")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


@pytest.fixture
def home(own_home: Path) -> Path:
    """A home with conversations, settings, a prompt and a draft."""
    (own_home / "config").mkdir(parents=True)
    (own_home / "config" / "hygie.toml").write_text('store_key = "file"\n')
    with closing(store_wiring.store(SETTINGS)) as store:
        for n in range(60):
            add(store, f"c{n:03}", turn(f"Élodie Vasseur {n} " * 20, "réponse " * 50, at=float(n)))
        store.conversations.tag("c001", ["client"])
        with store.database.transaction():
            store.vaults.save(1, {"0 {{PERSON_1}}": Private("Élodie Vasseur")})
        store.drafts.keep("d", Private("brouillon"), 5.0)
    prompts = own_home / "data" / "prompts"
    prompts.mkdir()
    (prompts / "x.prompt").write_text("Bonjour {{name}}")
    (prompts / "lien").symlink_to("/etc/passwd")
    return own_home


def made(folder: Path, **more) -> repository.Repository:
    with closing(store_wiring.store(SETTINGS)) as store:
        backup_wiring.made(
            folder, store, lambda: PASSPHRASE, lambda: PASSPHRASE, time.time(), **more
        )
        return backup_wiring.opened(folder, store, lambda: None)


def digest() -> dict:
    with closing(store_wiring.store(SETTINGS)) as store:
        return record_digest(store.database)


def restored(found: Repository, **more):
    source = store_wiring.key_source(SETTINGS)
    return restore(found, found.snapshot(), backup_wiring.roots(), source, **more)


def test_restored_on_a_clean_home_it_equals_the_original(home, tmp_path, monkeypatch):
    before, folder = digest(), tmp_path / "stick"
    made(folder)
    monkeypatch.setenv("HYGIE_HOME", str(tmp_path / "other"))
    restored(repository.open_with(folder, PASSPHRASE))
    assert digest() == before
    with closing(store_wiring.store(SETTINGS)) as store:
        assert store.pseudonyms("c000")["0 {{PERSON_1}}"] == Private("Élodie Vasseur")
        assert store.search("vasseur")
    ours, theirs = tree(home), tree(tmp_path / "other")
    changed = {"data/store.db", "data/prompts/lien"}
    assert {k: v for k, v in theirs.items() if k not in changed} == {
        k: v for k, v in ours.items() if k not in changed
    }
    assert not list(tmp_path.glob("**/.hygie-restoring*"))


def test_nothing_in_the_repository_is_readable(home, tmp_path):
    made(tmp_path / "stick")
    data = b"".join(tree(tmp_path / "stick").values()) + "".join(tree(tmp_path / "stick")).encode()
    for planted in ("Vasseur", "Bonjour", "x.prompt", "store_key", "hygie.toml", "brouillon"):
        assert planted.encode() not in data
    with closing(store_wiring.store(SETTINGS)) as store:
        assert store.key.reveal() not in data


def test_the_next_one_copies_only_what_changed(home, tmp_path):
    with closing(store_wiring.store(SETTINGS)) as store:
        for n in range(60):
            add(store, f"big{n}", turn(os.urandom(9000).hex()))
        first = backup_wiring.made(
            tmp_path / "s", store, lambda: None, lambda: PASSPHRASE, time.time()
        )
        add(store, "one", turn("encore une"))
        second = backup_wiring.made(tmp_path / "s", store, lambda: None, lambda: None, time.time())
    assert (first.snapshot.number, second.snapshot.number) == (1, 2)
    assert second.written < first.written / 2


def test_a_rehearsal_restores_and_leaves_no_trace(home, tmp_path):
    found = made(tmp_path / "stick")
    before = tree(home)
    done = rehearse(found, found.snapshot(), paths.data_dir())
    assert done.snapshot.records["tables"]["turns"] == 60
    assert tree(home) == before


def test_restore_moves_aside_what_is_there_and_only_when_told(home, tmp_path):
    found, before = made(tmp_path / "stick"), digest()
    with closing(store_wiring.store(SETTINGS)) as store:
        store.conversations.forget(["c000"])
    with pytest.raises(UserError):
        restored(found)
    done = restored(found, replace=True)
    assert digest() == before
    assert done.aside is not None
    assert (done.aside / "data" / "store.db").exists()


def spoil_header(folder: Path, **fields: object) -> None:
    header = json.loads((folder / HEADER).read_text())
    (folder / HEADER).write_text(json.dumps({**header, **fields}))


def test_other_formats_and_passphrases_are_refused(home, tmp_path):
    folder = tmp_path / "stick"
    made(folder)
    with pytest.raises(StoreError, match="not the passphrase"):
        repository.open_with(folder, Private("autre"))
    for number, word in ((0, "too old"), (2, "newer")):
        spoil_header(folder, format=number)
        with pytest.raises(StoreError, match=word):
            repository.open_with(folder, PASSPHRASE)
    spoil_header(folder, format="x")
    with pytest.raises(StoreError, match="damaged"):
        repository.open_with(folder, PASSPHRASE)
    with pytest.raises(MissingError):
        repository.open_with(tmp_path / "none", PASSPHRASE)


@pytest.mark.parametrize("act", ["cut", "flip", "remove", "swap"])
@pytest.mark.parametrize("what", ["chunks", "snapshots"])
def test_a_damaged_archive_changes_nothing(home, tmp_path, monkeypatch, what, act):
    folder = tmp_path / "stick"
    found = made(folder)
    files = [p for p in sorted((folder / what).rglob("*")) if p.is_file()]
    if act == "swap" and len(files) < 2:
        files.append(tmp_path / "other")
        files[1].write_bytes(b"x" * 99)
    data = files[0].read_bytes()
    if act == "remove":
        files[0].unlink()
    else:
        spoilt = {"cut": data[:-9], "flip": bytes([data[0] ^ 1]) + data[1:]}
        files[0].write_bytes(spoilt.get(act) or files[1].read_bytes())
    monkeypatch.setenv("HYGIE_HOME", str(tmp_path / "clean"))
    with pytest.raises(HygieError):
        restored(found)
    assert not (tmp_path / "clean" / "data").exists()
    assert not list((tmp_path / "clean").rglob("*"))


def test_a_destination_that_vanishes_is_said_and_gone_on_with(home, tmp_path):
    folder = tmp_path / "stick"
    made(folder)
    (home / "config" / "large.bin").write_bytes(os.urandom(2_000_000))

    def vanish(done: int, total: int) -> None:
        if done > total // 2 and folder.exists():
            shutil.move(folder, tmp_path / "away")

    with closing(store_wiring.store(SETTINGS)) as store, pytest.raises(StoreError, match="place"):
        try:
            backup_wiring.made(folder, store, lambda: None, lambda: None, 1.0, vanish)
        finally:
            assert not folder.exists()
            shutil.move(tmp_path / "away", folder)
    again = made(folder)
    assert again.numbers() == [1, 2]
    rehearse(again, again.snapshot(), paths.data_dir())


def test_a_repository_within_what_it_saves_is_refused(home):
    with closing(store_wiring.store(SETTINGS)) as store, pytest.raises(UserError):
        backup_wiring.made(
            paths.data_dir() / "b", store, lambda: PASSPHRASE, lambda: PASSPHRASE, 1.0
        )


def test_a_clock_that_goes_back_keeps_the_order(home, tmp_path):
    with closing(store_wiring.store(SETTINGS)) as store:
        for now in (2e9, 1e9):
            done = backup_wiring.made(tmp_path / "s", store, lambda: None, lambda: PASSPHRASE, now)
        assert done.snapshot.number == 2
        assert backup_wiring.opened(tmp_path / "s", store, lambda: None).snapshot().at == 1e9


def test_pruning_keeps_the_last_ones_whole(home, tmp_path):
    for n in range(4):
        (home / "config" / "note.txt").write_bytes(os.urandom(3000))
        found = made(tmp_path / "stick")
        assert found.numbers()[-1] == n + 1
    before = len(list((tmp_path / "stick" / "chunks").rglob("*")))
    assert found.prune(2)[0] == 2
    assert found.numbers() == [3, 4]
    assert len(list((tmp_path / "stick" / "chunks").rglob("*"))) < before
    for number in (3, 4):
        rehearse(found, found.snapshot(number), paths.data_dir())


def test_pruning_costs_no_good_snapshot_when_the_newest_is_damaged(home, tmp_path):
    for _n in range(2):
        found = made(tmp_path / "stick")
    newest = found.folder / "snapshots" / "000002.snapshot"
    newest.write_bytes(b"cut short")
    with pytest.raises(StoreError):
        found.prune(1)
    assert found.numbers() == [1, 2]
    rehearse(found, found.snapshot(1), paths.data_dir())


def test_a_base_that_cannot_be_folded_in_is_not_copied_half(home):
    knowledge_wiring.knowledge().close()
    path = paths.data_dir() / "knowledge" / "base.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("pragma journal_mode = wal")
        reader.execute("begin")
        reader.execute("select count(*) from sqlite_master").fetchone()
        with closing(sqlite3.connect(path, isolation_level=None)) as writer:
            writer.execute("create table waiting (n)")
        base = Database(path)
        base.run("pragma busy_timeout = 1")
        with closing(base), pytest.raises(StoreError), base.still():
            pass
        reader.execute("rollback")
    with closing(Database(path)) as base, base.still():
        assert not Path(f"{path}-wal").stat().st_size


def test_a_name_that_leads_out_of_the_folder_is_refused(home, tmp_path):
    found = made(tmp_path / "stick")
    first = found.snapshot()
    for path in ("../../evil", "/etc/evil"):
        bad = restoring.Saved("data", path, 0, 0o600, "", ())
        with pytest.raises(StoreError):
            rehearse(found, first.__class__(0, "", (bad,), first.keys, {}), paths.data_dir())


def test_timers_name_the_command_and_the_home(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    units = schedule.systemd("week", "/srv/a 100%")
    service = next(text for path, text in units.items() if path.suffix == ".service")
    assert 'Environment="HYGIE_HOME=/srv/a 100%%"' in service
    assert service.rstrip().endswith("backup create")
    assert "Mon " in next(text for path, text in units.items() if path.suffix == ".timer")
    (text,) = schedule.launchd("day", "/a&b").values()
    assert "<string>/a&amp;b</string>" in text


def test_random_changes_and_restores_agree(home, tmp_path, monkeypatch):
    draw = random.Random(5)
    for _ in range(2):
        with closing(store_wiring.store(SETTINGS)) as store:
            keys = [c.key for c in store.conversations.latest(100)]
            store.conversations.forget(draw.sample(keys, 3))
            store.fork(draw.choice([k for k in keys if _there(store, k)]), 1, 9.0)
        wanted = digest()
        found = made(tmp_path / "stick")
        monkeypatch.setenv("HYGIE_HOME", str(tmp_path / f"h{draw.getrandbits(40)}"))
        restored(found)
        assert digest() == wanted
        monkeypatch.setenv("HYGIE_HOME", str(home))


def _there(store, key: str) -> bool:
    try:
        store.conversations.identity(key)
    except MissingError:
        return False
    return True


def test_the_environment_gives_the_passphrase_of_the_store(monkeypatch):
    monkeypatch.setenv("HYGIE_PASSPHRASE", "x")
    assert from_environment() == Private("x")


def other(script: str, home: Path) -> subprocess.Popen[bytes]:
    """Another program over the same home; it prints a line when it is where the test wants it."""
    child = subprocess.Popen(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, env={**os.environ, "HYGIE_HOME": str(home)},
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    return child


OPENS = """
from assistant import store_wiring
from assistant.config import Settings
store = store_wiring.store(Settings(store_key="file"))
print("ready", flush=True)
input()
"""


def test_a_restore_under_another_programs_feet_is_refused(home, tmp_path):
    found = made(tmp_path / "stick")
    before = tree(home)
    with other(OPENS, home) as child:
        with pytest.raises(UserError, match="Another program"):
            restored(found, replace=True)
        assert child.stdin is not None
        child.stdin.write(b"\n")
    assert {k: v for k, v in tree(home).items() if "store.db-" not in k} == before
    restored(found, replace=True)


SAVES = """
import time
from contextlib import closing
from pathlib import Path
from assistant import backup_wiring, store_wiring
from assistant.config import Settings
from assistant.types import Private
given = Private("quatre mots sans lien")
print("ready", flush=True)
with closing(store_wiring.store(Settings(store_key="file"))) as store:
    for _ in range(2):
        backup_wiring.made(Path({folder!r}), store, lambda: given, lambda: given, time.time())
"""


def test_two_backups_at_once_are_both_whole(home, tmp_path):
    (home / "data" / "large.bin").write_bytes(os.urandom(3_000_000))
    found = made(tmp_path / "stick")
    script = SAVES.format(folder=str(tmp_path / "stick"))
    children = [other(script, home) for _ in range(2)]
    assert [child.wait(120) for child in children] == [0, 0]
    for child in children:
        child.communicate()
    assert found.numbers() == list(range(1, 6))
    for number in (1, 3, 5):
        rehearse(found, found.snapshot(number), paths.data_dir())


def test_a_file_that_goes_while_a_backup_runs_is_left_out(home, tmp_path):
    (home / "data" / "a-large.bin").write_bytes(os.urandom(600_000))
    (home / "data" / "z-going.new").write_bytes(b"x")

    def going(done: int, total: int) -> None:
        (home / "data" / "z-going.new").unlink(missing_ok=True)

    found = made(tmp_path / "stick", progress=going)
    names = {file.path for file in found.snapshot().files}
    assert "a-large.bin" in names and "z-going.new" not in names
    rehearse(found, found.snapshot(), paths.data_dir())


@pytest.fixture
def small_disk():
    """Give a function that limits how large a file may grow: what a full disk looks like."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_is_said_and_changes_nothing(home, tmp_path, small_disk):
    found, before = made(tmp_path / "stick"), tree(home)
    small_disk(40_000)  # less than the store
    with pytest.raises(StoreError, match="full"):
        rehearse(found, found.snapshot(), paths.data_dir())
    with pytest.raises(StoreError, match="full"):
        restored(found, replace=True)
    with pytest.raises(StoreError, match="full"):
        made(tmp_path / "stick")
    small_disk(resource.RLIM_INFINITY)
    assert {k: v for k, v in tree(home).items() if k != "data/store.db"} == {
        k: v for k, v in before.items() if k != "data/store.db"
    }
    assert found.numbers() == [1]
    made(tmp_path / "stick")


def test_the_next_backup_mends_a_spoilt_chunk(home, tmp_path):
    (home / "data" / "large.bin").write_bytes(os.urandom(90_000))
    found = made(tmp_path / "stick")
    (chunk,) = (
        tmp_path / "stick" / "chunks" / name[:2] / name
        for file in found.snapshot().files if file.path == "large.bin"
        for name in file.chunks
    )  # fmt: skip
    data = bytearray(chunk.read_bytes())
    data[100] ^= 1
    chunk.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        rehearse(found, found.snapshot(), paths.data_dir())
    made(tmp_path / "stick")
    for number in found.numbers():
        rehearse(found, found.snapshot(number), paths.data_dir())


def test_a_restore_that_cannot_finish_puts_everything_back(home, tmp_path, monkeypatch):
    found, before = made(tmp_path / "stick"), tree(home)
    moved, calls = shutil.move, []

    def failing(source, target):
        calls.append(source)
        if len(calls) == 4:  # data and config are aside, data is in place, config is to come
            raise PermissionError(13, "refused")
        return moved(source, target)

    monkeypatch.setattr(restoring.shutil, "move", failing)
    with pytest.raises(StoreError, match="refuses"):
        restored(found, replace=True)
    monkeypatch.undo()
    monkeypatch.setenv("HYGIE_HOME", str(home))
    assert tree(home) == before


def test_folders_of_the_system_are_kept_apart_when_moved_aside(home, tmp_path, monkeypatch):
    """Without HYGIE_HOME the folders of data and of settings bear the same name, hygie."""
    found = made(tmp_path / "stick")
    monkeypatch.delenv("HYGIE_HOME")
    for name in ("DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    restored(found)
    before = digest()
    done = restored(found, replace=True)
    assert digest() == before
    assert (done.aside / "data" / "store.db").is_file()
    assert (done.aside / "config" / "hygie.toml").is_file()


def test_a_home_that_holds_nothing_is_not_saved(own_home, tmp_path):
    with pytest.raises(UserError, match="nothing to save"):
        backup_wiring.made(tmp_path / "s", None, lambda: PASSPHRASE, lambda: PASSPHRASE, 1.0)
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("harm", ["sealed", "salt", "cut", "gone"])
def test_a_header_that_was_changed_or_lost_is_put_back(home, tmp_path, harm):
    folder = tmp_path / "stick"
    made(folder)
    header = (folder / HEADER).read_text()
    if harm == "gone":
        (folder / HEADER).unlink()
    elif harm == "cut":
        (folder / HEADER).write_text(header[:40])
    else:
        value = json.loads(header)[harm]
        spoil_header(folder, **{harm: f"{int(value[0], 16) ^ 1:x}{value[1:]}"})
    with closing(store_wiring.store(SETTINGS)) as store:
        assert backup_wiring.opened(folder, store, lambda: None).numbers() == [1]
        assert backup_wiring.mended(folder, store)
        assert not backup_wiring.mended(folder, store)
    assert repository.open_with(folder, PASSPHRASE).snapshot().number == 1
    (folder / HEADER).unlink()
    made(folder)  # with the key of the first, not a new one
    assert repository.open_with(folder, PASSPHRASE).numbers() == [1, 2]


def test_a_header_that_cannot_be_put_back_is_said(home, tmp_path):
    folder = tmp_path / "stick"
    made(folder)
    spoil_header(folder, sealed="00")
    (folder / HEADER).unlink()
    (folder / HEADER).mkdir()
    with closing(store_wiring.store(SETTINGS)) as store, pytest.raises(StoreError, match="header"):
        backup_wiring.mended(folder, store)


def test_another_repository_at_the_place_keeps_its_header(home, tmp_path):
    folder = tmp_path / "stick"
    made(folder)
    shutil.rmtree(folder)
    other = repository.make(folder, Private("une autre phrase"))
    before = (folder / HEADER).read_bytes()
    with closing(store_wiring.store(SETTINGS)) as store:
        assert not backup_wiring.mended(folder, store)
        assert backup_wiring.remembered(folder, store) is None
    assert (folder / HEADER).read_bytes() == before
    assert repository.open_with(folder, Private("une autre phrase")).key == other.key


def test_a_last_backup_that_was_deleted_is_missed_and_its_number_not_given_again(home, tmp_path):
    folder = tmp_path / "stick"
    for _ in range(2):
        assert not made(folder).lost
    (folder / "snapshots" / "000002.snapshot").unlink()
    with closing(store_wiring.store(SETTINGS)) as store:
        found = backup_wiring.opened(folder, store, lambda: None)
        assert found.lost and found.last == 2
    assert made(folder).numbers() == [1, 3]
