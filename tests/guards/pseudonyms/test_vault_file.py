"""The encrypted vault: opened with its key only, never half-written, never in clear."""

from pathlib import Path

import pytest

from assistant.errors import MissingError, StoreError
from assistant.types import Kind, Private
from guards.pseudonyms.vault_file import VaultFile

KEY, OTHER = Private(b"k" * 32), Private(b"o" * 32)


def filled(path: Path) -> VaultFile:
    vault = VaultFile(path, KEY)
    vault.placeholder(Kind.PERSON, Private("Élodie Lefèvre"))
    vault.placeholder(Kind.EMAIL, Private("paie@example.org"))
    vault.save()
    return vault


def test_comes_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "v"
    filled(path)
    again = VaultFile(path, KEY, must_exist=True)
    assert again.original("{{PERSON_1}}") == Private("Élodie Lefèvre")
    assert again.placeholder(Kind.PERSON, Private("Élodie Lefèvre")) == "{{PERSON_1}}"
    assert again.placeholder(Kind.PERSON, Private("Karim Benali")) == "{{PERSON_2}}"


def test_holds_nothing_in_clear_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "v"
    filled(path)
    data = path.read_bytes()
    assert b"lodie" not in data and b"PERSON" not in data
    assert path.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [path]


def test_wrong_key(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    with pytest.raises(StoreError):
        VaultFile(tmp_path / "v", OTHER)


@pytest.mark.parametrize("at", [0, 5, 13, 20, -1])
def test_damaged_anywhere(tmp_path: Path, at: int) -> None:
    path = tmp_path / "v"
    filled(path)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    with pytest.raises(StoreError):
        VaultFile(path, KEY)
    assert path.read_bytes() == bytes(data)


@pytest.mark.parametrize("data", [b"", b"x", b"hygie-vault\x00", b"hygie-vault\x009" + b"0" * 60])
def test_cut_short_or_of_a_newer_version(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "v"
    path.write_bytes(data)
    with pytest.raises(StoreError):
        VaultFile(path, KEY)


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        VaultFile(tmp_path / "none", KEY, must_exist=True)


def test_not_writable(tmp_path: Path) -> None:
    vault = VaultFile(tmp_path / "no" / "such" / "folder", KEY)
    with pytest.raises(StoreError):
        vault.save()


def test_any_string_survives(tmp_path: Path) -> None:
    vault = VaultFile(tmp_path / "v", KEY)
    odd = Private("\ud800 \0 \U0001f600 \u202e")
    vault.placeholder(Kind.CODE, odd)
    vault.save()
    assert VaultFile(tmp_path / "v", KEY).original("{{CODE_1}}") == odd
