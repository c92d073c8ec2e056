"""`hygie backup` and `hygie doctor` at the command line, from the first copy to another machine."""

from pathlib import Path

import pytest

from assistant.store.key import KeySource, from_environment
from assistant.store.store import opened
from tests.store.made import add, turn

OLD = {"HYGIE_PASSPHRASE": "quatre mots sans lien"}
BACKUP = {"HYGIE_BACKUP_PASSPHRASE": "cinq autres mots très longs"}


@pytest.fixture
def kept(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYGIE_PASSPHRASE", OLD["HYGIE_PASSPHRASE"])
    with opened(own_home / "data", KeySource(from_environment, own_home / "none")) as store:
        add(store, "c0ffee01", turn("Le devis", "Réponse"))
    monkeypatch.delenv("HYGIE_PASSPHRASE")


def test_from_the_first_copy_to_another_machine(hygie, kept, own_home: Path, tmp_path: Path):
    stick, other = str(tmp_path / "stick"), {"HYGIE_HOME": str(tmp_path / "other")}
    assert hygie("backup", "create", **OLD).code == 2  # nowhere yet
    assert hygie("backup", "create", "--to", stick, **OLD).code == 2  # no passphrase
    made = hygie("backup", "create", "--to", stick, "--json", **OLD, **BACKUP)
    assert made.code == 0, made.err
    assert made.json["number"] == 1
    # The next ones need no passphrase: a timer has none.
    assert hygie("backup", "create", "--keep", "5", "--json", **OLD).json["number"] == 2
    assert [b["number"] for b in hygie("backup", "list", "--json", **OLD).json["backups"]] == [1, 2]
    assert hygie("backup", "verify", "--json", **OLD).json["records"]["turns"] == 1
    assert hygie("backup", "restore", **OLD).code == 2  # there is data here
    wrong = {"HYGIE_BACKUP_PASSPHRASE": "pas la bonne phrase"}
    assert hygie("backup", "restore", "--from", stick, **other, **wrong).code == 5
    assert not (tmp_path / "other" / "data").exists()
    new = {"HYGIE_PASSPHRASE": "une phrase neuve ici"}
    done = hygie("backup", "restore", "--from", stick, "--json", **other, **new, **BACKUP)
    assert done.code == 0, done.err
    listed = hygie("history", "list", "--json", **other, **new).json
    assert [c["key"] for c in listed["conversations"]] == ["c0ffee01"]
    assert hygie("backup", "prune", "--keep", "1", "--json", **OLD).json["dropped"] == 1
    assert hygie("backup", "verify", "--from", str(tmp_path / "none"), **OLD).code == 3
    shown = hygie("backup", "schedule", "--every", "week")
    assert "backup create" in shown.out and str(own_home) in shown.out
    assert "import-environment" in shown.err  # a timer types no passphrase


def test_the_doctor_works_where_settings_are_broken(hygie, own_home: Path):
    (own_home / "config").mkdir(parents=True)
    (own_home / "config" / "hygie.toml").write_text("modle = 1\n")
    found = hygie("doctor", "--quick", "--json")
    assert found.code == 1
    assert "settings.file" in {r["code"] for r in found.json["results"] if r["level"] == "fault"}
    said = hygie("doctor", "--quick", HYGIE_LANG="fr")
    assert said.code == 1
    assert "Réglage" in said.out or "réglage" in said.out


def test_one_passphrase_opens_notes_and_history_here_and_elsewhere(hygie, kept, tmp_path: Path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("# Chantier\n\nLe sondage de Vézelay est en mai.")
    assert hygie("knowledge", "add", str(tmp_path / "notes"), **OLD).code == 0
    assert hygie("knowledge", "encrypt").code == 5  # no key: nothing falls back to a plain file
    assert hygie("knowledge", "encrypt", **OLD).code == 0

    def found(**environment: str) -> bool:
        done = hygie("knowledge", "search", "Vézelay", "--json", **environment)
        return done.code == 0 and "Vézelay" in done.out

    assert found(**OLD) and not found() and not found(HYGIE_PASSPHRASE="une tout autre phrase")
    # Another passphrase: neither store nor notes are written anew, both follow.
    new = {"HYGIE_PASSPHRASE": "une phrase neuve ici"}
    done = hygie(
        "history", "key", "--by", "passphrase", HYGIE_NEW_PASSPHRASE=new["HYGIE_PASSPHRASE"], **OLD
    )
    assert done.code == 0, done.err
    assert found(**new) and not found(**OLD)
    stick, other = str(tmp_path / "stick"), {"HYGIE_HOME": str(tmp_path / "other")}
    assert hygie("backup", "create", "--to", stick, **new, **BACKUP).code == 0
    third = {"HYGIE_PASSPHRASE": "une troisième phrase là-bas"}
    assert hygie("backup", "restore", "--from", stick, **other, **third, **BACKUP).code == 0
    assert found(**other, **third) and not found(**other, **new)
    data = [
        p.read_bytes()
        for top in ("home", "other", "stick")
        for p in (tmp_path / top).rglob("*")
        if p.is_file()
    ]
    assert not any("Vézelay".encode() in each for each in data)
    assert not list(tmp_path.rglob("vault.key"))


def test_a_damaged_copy_does_not_hide_the_others(hygie, kept, tmp_path: Path):
    for _ in range(2):
        assert hygie("backup", "create", "--to", str(tmp_path / "stick"), **OLD, **BACKUP).code == 0
    (tmp_path / "stick" / "snapshots" / "000002.snapshot").write_bytes(b"cut short")
    listed = hygie("backup", "list", "--json", **OLD).json["backups"]
    assert listed[1] == {"number": 2, "damaged": True}
    shown = hygie("backup", "list", **OLD)
    assert shown.code == 0 and "damaged" in shown.out


def test_a_spoilt_header_and_a_deleted_copy_are_said(hygie, kept, tmp_path: Path):
    stick = tmp_path / "stick"
    for _ in range(2):
        assert hygie("backup", "create", "--to", str(stick), **OLD, **BACKUP).code == 0
    header = stick / "hygie-backup.json"
    header.write_text(header.read_text().replace('"sealed": "', '"sealed": "00'))
    (stick / "snapshots" / "000002.snapshot").unlink()
    done = hygie("backup", "verify", **OLD)
    assert done.code == 0 and "put back" in done.err and "it was deleted" in done.err
    other = {"HYGIE_HOME": str(tmp_path / "other"), **OLD}
    assert hygie("backup", "list", "--from", str(stick), **other, **BACKUP).code == 0
