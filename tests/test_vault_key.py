"""A vault file is opened with what it was made with, whatever is there besides."""

import pytest

from assistant.errors import StoreError
from assistant.vault_key import vault_lock


def test_a_short_passphrase_opens_what_it_locked_once_and_locks_nothing_new(own_home, monkeypatch):
    monkeypatch.setenv("HYGIE_PASSPHRASE", "juste")
    with pytest.raises(StoreError, match="at least 8 characters"):
        vault_lock(None)
    assert vault_lock(b"p" + bytes(16)).origin == "passphrase"


def test_the_label_finds_the_way_again(own_home, monkeypatch):
    plain = vault_lock(None)
    assert plain.origin == "file"
    monkeypatch.setenv("HYGIE_PASSPHRASE", "quatre mots sans lien")
    chosen = vault_lock(None)
    assert chosen.origin == "passphrase"
    assert vault_lock(chosen.label).key == chosen.key
    assert vault_lock(plain.label).key == plain.key
    assert vault_lock(None).key != chosen.key  # a salt of its own
    monkeypatch.delenv("HYGIE_PASSPHRASE")
    with pytest.raises(StoreError):
        vault_lock(chosen.label)
    with pytest.raises(StoreError):
        vault_lock(b"k" + bytes(16))
