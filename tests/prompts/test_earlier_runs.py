"""What an earlier version kept in sealed files of its own comes into the store; nothing is lost."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from assistant import prompt_wiring, vault_key
from assistant.earlier_runs import damaged
from assistant.errors import StoreError
from assistant.prompt_shelf import Opening, earlier
from assistant.sealed import seal, subkey

TEXTS = {
    "key": "ab" * 32,
    "runs/20261101-000000-aaaa": "{}",
    "objects/ab/cdef": "Bonjour {{PERSON_1}} é",
}


def sealed_as_before() -> Path:
    """Files as the version before sealed them, with the key it would have found."""
    root = earlier()
    root.mkdir(parents=True)
    key = subkey(vault_key.vault_key(root), "prompt runs")
    for name, text in TEXTS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(seal(text.encode(), key, name.encode()))
    return root


@pytest.mark.parametrize("with_passphrase", [True, False])
def test_what_was_recorded_before_is_there_and_its_files_are_gone(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, *, with_passphrase: bool
) -> None:
    if with_passphrase:
        monkeypatch.setenv("HYGIE_PASSPHRASE", "quatre mots")
    root = sealed_as_before()
    monkeypatch.setenv("HYGIE_PASSPHRASE", "quatre mots")  # a key in a file opens all the same
    for _again in range(2):
        with prompt_wiring.runs(opening), closing(opening()) as store:
            assert {name: store.texts.get(name) for name in TEXTS} == TEXTS
        assert not root.exists()


def test_what_does_not_open_stays_and_the_rest_comes(opening: Opening) -> None:
    root = sealed_as_before()
    (root / "objects/ab/cdef").write_bytes(b"damaged")
    for _again in range(2):
        with prompt_wiring.runs(opening), closing(opening()) as store:
            assert store.texts.get("key") == TEXTS["key"]
            assert store.texts.get("objects/ab/cdef") is None
    (kept,) = damaged(root)
    assert kept.read_bytes() == b"damaged"


def test_without_the_key_nothing_is_touched_and_the_remedy_is_told(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYGIE_PASSPHRASE", "quatre mots")
    root = sealed_as_before()
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    monkeypatch.setenv("HYGIE_PASSPHRASE", "autres mots")
    with pytest.raises(StoreError, match="earlier version") as caught, prompt_wiring.runs(opening):
        pass
    assert "HYGIE_PASSPHRASE" in caught.value.action
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_what_the_store_has_already_is_not_overwritten(opening: Opening) -> None:
    with closing(opening()) as store:
        store.texts.put("key", "newer")
    sealed_as_before()
    with prompt_wiring.runs(opening), closing(opening()) as store:
        assert store.texts.get("key") == "newer"
        assert store.texts.names("runs") == ["runs/20261101-000000-aaaa"]
