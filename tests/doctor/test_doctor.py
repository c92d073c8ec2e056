"""Each planted fault is found and named; a sound home has none."""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant import backup_wiring, config, paths, store_wiring
from assistant.config import Settings
from assistant.doctor import installation, storage, working
from assistant.doctor.examining import QUICK, examined
from assistant.doctor.results import Home, Level, Result
from assistant.errors import HygieError
from assistant.models import assembly
from assistant.models.weights import EMBEDDED, embedded_choice, machine_memory
from assistant.store.database_adapter import Database
from assistant.store.key import from_environment
from assistant.store.records import Event
from assistant.store.schema import VERSION
from assistant.types import Private
from guards.detection import model_files
from tests.store.made import add, turn


@pytest.fixture
def home(own_home: Path) -> Path:
    """A sound home: settings, a store with a conversation."""
    for name in ("config", "data", "cache"):
        (own_home / name).mkdir(parents=True, mode=0o700)
    (own_home / "config" / "hygie.toml").write_text('store_key = "file"\n')
    with closing(store_wiring.store(Settings(store_key="file"))) as store:
        for n in range(40):
            add(store, f"c{n}", turn("une question " * 40))
        store.activity.add(Event(time.time(), "ask"))
    return own_home


def results(checks=QUICK) -> list[Result]:
    try:
        settings = config.load().settings
    except HygieError:
        settings = config.defaults().settings
    where = Home(
        settings, paths.config_dir(), paths.data_dir(), paths.cache_dir(), from_environment
    )
    return list(examined(where, checks))


def codes(level: Level = Level.FAULT, checks=QUICK) -> set[str]:
    return {result.code for result in results(checks) if result.level is level}


def written(home: Path, name: str, text: str) -> None:
    (home / "config" / name).write_text(text)


def unknown_setting(home: Path) -> None:
    written(home, "hygie.toml", 'store_key = "file"\nmodle = "x"\n')


def missing_terms(home: Path) -> None:
    written(home, "hygie.toml", 'store_key = "file"\ncompany_terms = "/nowhere/terms.txt"\n')


def broken_terms(home: Path) -> None:
    (home / "config" / "company.txt").write_bytes(b"H\xe9lianthe\n")


def broken_policy(home: Path) -> None:
    written(home, "policy.yaml", "version: 1\nname: x\nrules: [{action: perhaps}]\n")


def unsigned_policy(home: Path) -> None:
    written(home, "policy.company.yaml", "version: 1\nname: x\nrules: []\n")


def broken_models(home: Path) -> None:
    written(home, "models.toml", '[[model]]\nname = "x"\n')


def cleartext_model(home: Path) -> None:
    written(
        home,
        "models.toml",
        '[[model]]\nname = "a/b"\nlitellm_id = "openai/b"\ndestination = "company"\n'
        'api_base = "http://llm.example.org/v1"\n',
    )


def key_in_a_file(home: Path) -> None:
    written(home, "extra.toml", 'api_key = "sk-abcdefghijklmnopqrstuvwx"\n')


def open_folder(home: Path) -> None:
    (home / "data").chmod(0o755)


def open_key(home: Path) -> None:
    (home / "config" / "store-plain.key").chmod(0o644)


def lost_key(home: Path) -> None:
    (home / "data" / "store.key").unlink()


def wrong_key(home: Path) -> None:
    (home / "config" / "store-plain.key").write_bytes(b"o" * 32)


def damaged_store(home: Path) -> None:
    path = home / "data" / "store.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def newer_store(home: Path) -> None:
    with closing(store_wiring.store(Settings(store_key="file"))) as store:
        store.database.run(f"pragma user_version = {VERSION + 1}")


def clock_gone_back(home: Path) -> None:
    with closing(store_wiring.store(Settings(store_key="file"))) as store:
        store.activity.add(Event(time.time() + 86_400, "ask"))


def changed_weights(home: Path) -> None:
    chosen = EMBEDDED[embedded_choice(machine_memory())]
    folder = assembly.folder()
    folder.mkdir(parents=True)
    (folder / chosen.file_name).write_bytes(b"GGUF and not the rest")


def damaged_knowledge(home: Path) -> None:
    folder = home / "data" / "knowledge"
    folder.mkdir()
    (folder / "base.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)


PLANTED: list[tuple[Callable[[Path], None], str, str]] = [
    (unknown_setting, "settings.file", "modle"),
    (missing_terms, "settings.terms", "does not exist"),
    (broken_terms, "settings.terms", "cannot be read"),
    (broken_policy, "settings.policy", "rules"),
    (unsigned_policy, "settings.policy", "company"),
    (broken_models, "settings.models", "models.toml"),
    (cleartext_model, "network.cleartext", "a/b"),
    (key_in_a_file, "settings.secret", "extra.toml"),
    (open_folder, "permissions.folder", "data"),
    (open_key, "permissions.key", "store-plain.key"),
    (lost_key, "store", "store.key"),
    (wrong_key, "store", "plain key file"),
    (damaged_store, "store", "damaged"),
    (newer_store, "store", "newer"),
    (clock_gone_back, "clock", "behind"),
    (changed_weights, "models.weights.changed", "changed"),
    (damaged_knowledge, "knowledge", "damaged"),
]


def test_a_sound_home_has_no_fault(home: Path) -> None:
    assert codes() == set()


@pytest.mark.parametrize(
    ("plant", "code", "named"), PLANTED, ids=[row[0].__name__ for row in PLANTED]
)
def test_a_planted_fault_is_found_and_named(home: Path, plant, code: str, named: str) -> None:
    plant(home)
    faults = [r for r in results() if r.level is Level.FAULT]
    assert [r for r in faults if f"{r.code}.".startswith(f"{code}.") and named in r.title], faults
    assert all(result.title and result.mend for result in faults), faults


def test_variables_that_let_libraries_call_home(home, monkeypatch) -> None:
    monkeypatch.setenv("ANONYMIZED_TELEMETRY", "True")
    assert "network.calls_home" in codes()
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    assert "network.proxy" in codes(Level.NOTICE)


def test_no_key_to_be_had(own_home) -> None:
    assert "store.no_key" in codes()


def test_a_keyring_that_keeps_nothing(home, monkeypatch) -> None:
    import keyring
    from keyring.backends.null import Keyring

    monkeypatch.setattr(keyring, "get_keyring", Keyring)
    assert "keyring.null" in codes()


@pytest.mark.parametrize(
    ("name", "version", "code"),
    [("litellm", "1.82.8", "packages.advisory"), ("textual", "1.0.0", "packages.version")],
)
def test_an_installed_version_that_must_not_be(home, tmp_path, monkeypatch, name, version, code):
    place = tmp_path / "site" / f"{name}-{version}.dist-info"
    place.mkdir(parents=True)
    (place / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    monkeypatch.syspath_prepend(str(place.parent))
    assert code in codes()


@pytest.mark.parametrize(
    ("ner", "found"),
    [("model", set()), ("spacy", {"models.detection.fr"}), ("both", {"models.detection.fr"})],
)
def test_a_spacy_model_is_missed_by_those_who_use_it(home, monkeypatch, ner, found) -> None:
    monkeypatch.setitem(installation._DETECTION, "fr", ("a_model_that_is_not_there",))
    written(home, "hygie.toml", f'store_key = "file"\nner = "{ner}"\n')
    assert {code for code in codes() if code.startswith("models.detection")} == found


@pytest.mark.parametrize(("ner", "is_told"), [("model", True), ("spacy", False)])
def test_a_names_model_that_was_changed(home, tmp_path, monkeypatch, ner, is_told) -> None:
    copy = shutil.copytree(model_files.FOLDER, tmp_path / "names")
    (copy / "names.onnx").chmod(0o600)
    with (copy / "names.onnx").open("r+b") as network:
        network.write(b"other")
    monkeypatch.setattr(model_files.checked, "__defaults__", (copy,))
    written(home, "hygie.toml", f'store_key = "file"\nner = "{ner}"\n')
    assert ("models.names" in codes()) is is_told


def test_a_disk_that_is_nearly_full(home, monkeypatch) -> None:
    free = shutil.disk_usage(home).free
    monkeypatch.setattr(storage, "LITTLE", free + 10**15)
    monkeypatch.setattr(storage, "TOO_LITTLE", free + 10**15)
    assert "disk" in codes()


def test_a_folder_of_notes_that_is_gone(home, tmp_path) -> None:
    from assistant import knowledge_wiring

    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("# Une note\n\nAvec du texte.")
    with closing(knowledge_wiring.knowledge()) as base:
        base.add([str(notes)])
    assert "knowledge.index" in codes(Level.NOTICE)
    shutil.rmtree(notes)
    assert "knowledge.folder" in codes(Level.NOTICE)


def test_a_guard_that_sees_nothing(home, monkeypatch) -> None:
    class Blind:
        def scan(self, text):
            return []

    monkeypatch.setattr(working.guard_wiring, "guard", lambda settings, passphrase: Blind())
    assert "guard.blind" in codes(checks=[working.guard])


def test_a_check_that_breaks_is_told_and_stops_no_other(home) -> None:
    def broken(where):
        raise RuntimeError("Élodie Vasseur")
        yield

    found = results([broken, storage.disk])
    assert [r.code for r in found] == ["doctor.broken", "disk"]
    assert "Vasseur" not in str(found)


def test_backups_are_missed_when_old_or_out_of_reach(home, tmp_path) -> None:
    assert "backup.none" in codes(Level.NOTICE)
    with closing(store_wiring.store(Settings(store_key="file"))) as store:
        store.meta.set(
            "backup", {"folder": str(tmp_path / "gone"), "at": time.time() - 90 * 86_400}
        )
    assert {"backup.old", "backup.place"} <= codes(Level.NOTICE)


def test_a_last_backup_that_was_deleted_is_missed(home, tmp_path) -> None:
    chosen = lambda: Private("quatre mots sans lien")  # noqa: E731
    with closing(store_wiring.store(Settings(store_key="file"))) as store:
        backup_wiring.made(tmp_path / "stick", store, chosen, chosen, time.time())
    assert "backup.lost" not in codes(Level.NOTICE)
    (tmp_path / "stick" / "snapshots" / "000001.snapshot").unlink()
    assert "backup.lost" in codes(Level.NOTICE)


def test_an_unfinished_restore_is_told(home) -> None:
    (home / "hygie-before-restore-1").mkdir()
    assert "restore.unfinished" in codes(Level.NOTICE)


def test_the_check_of_the_store_changes_nothing(home) -> None:
    damaged_store(home)
    before = (home / "data" / "store.db").read_bytes()
    codes()
    assert (home / "data" / "store.db").read_bytes() == before
    assert os.access(home / "data" / "store.db", os.W_OK)
    assert Database
