"""The encrypted vault: opened with its key only, never half-written, never in clear."""

import json
from pathlib import Path

import pytest

from assistant.errors import MissingError, StoreError
from assistant.sealed import seal
from assistant.types import Kind, Private
from guards.pseudonyms.rows import rows
from guards.pseudonyms.vault_file import Expiry, VaultFile, wipe

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


def test_each_fault_is_told_apart_and_the_file_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "v"
    filled(path)
    good = path.read_bytes()
    faults = {
        "not the key": (good, OTHER),
        "damaged": (good[:-1] + bytes([good[-1] ^ 1]), KEY),
        "newer": (b"hygie-vault\x005" + good[13:], KEY),
        "no vault": (b"name,amount\n", KEY),
    }
    for words, (data, key) in faults.items():
        path.write_bytes(data)
        with pytest.raises(StoreError, match=words) as caught:
            VaultFile(path, key)
        assert caught.value.detail and caught.value.action
        assert path.read_bytes() == data


def test_a_vault_of_the_format_before_is_read_and_written_in_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "v"
    vault = filled(path)
    head = b"hygie-vault\x003" + bytes(17)
    plain = json.dumps({name: value.reveal() for name, value in rows(vault).items()}).encode()
    path.write_bytes(head + seal(plain, KEY, head))
    again = VaultFile(path, KEY)
    assert again.original("{{PERSON_1}}") == Private("Élodie Lefèvre")
    again.save()
    assert path.read_bytes().startswith(b"hygie-vault\x004")
    assert VaultFile(path, KEY).original("{{PERSON_1}}") == Private("Élodie Lefèvre")


def test_an_expired_vault_restores_nothing_and_is_wiped(tmp_path: Path) -> None:
    path, now = tmp_path / "v", [1000.0]
    kept = Expiry(60.0, lambda: now[0])
    vault = VaultFile(path, KEY, expiry=kept)
    vault.placeholder(Kind.PERSON, Private("Élodie Lefèvre"))
    vault.save()
    now[0] += 59
    VaultFile(path, KEY, expiry=kept).save()  # used: its time begins anew
    now[0] += 59
    assert VaultFile(path, KEY, expiry=kept).original("{{PERSON_1}}")
    now[0] += 2
    with pytest.raises(StoreError, match="expired"):
        VaultFile(path, KEY, must_exist=True, expiry=kept)
    assert not path.exists()


def test_the_expiry_cannot_be_moved_without_the_key(tmp_path: Path) -> None:
    path = tmp_path / "v"
    vault = VaultFile(path, KEY, expiry=Expiry(60.0, lambda: 1000.0))
    vault.save()
    data = bytearray(path.read_bytes())
    data[13 + 17 + 8 : 13 + 17 + 16] = (2**40).to_bytes(8, "big")
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        VaultFile(path, KEY)


def test_wiped_on_request_and_nothing_else_is(tmp_path: Path) -> None:
    path, other = tmp_path / "v", tmp_path / "thesis.txt"
    filled(path)
    wipe(path)
    assert not path.exists()
    with pytest.raises(MissingError):
        wipe(path)
    other.write_text("mine")
    with pytest.raises(StoreError, match="no vault"):
        wipe(other)
    assert other.read_text() == "mine"


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
