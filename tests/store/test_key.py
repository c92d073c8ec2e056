"""The wrapped key: opened by what guards it and nothing else; never a store without a key."""

import json
from pathlib import Path

import pytest

from assistant import new_passphrase
from assistant.errors import StoreError
from assistant.store import key as keys
from assistant.store.key import FILE, KeySource, WrappedBy, make_key, open_key, rewrap, wrapped_by
from assistant.store.store import FILE as STORE
from assistant.store.store import open_store
from assistant.types import Private


class MemoryKeyring:
    """A keyring as the system's are: takes, keeps, gives; may be locked."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = self.forgetful = False

    def get_password(self, service: str, name: str) -> str | None:
        if self.locked:
            raise RuntimeError("locked")
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, value: str) -> None:
        if self.locked:
            raise RuntimeError("locked")
        if not self.forgetful:
            self.kept[service, name] = value

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    ring = MemoryKeyring()
    monkeypatch.setattr(keys, "trusted_keyrings", lambda: [ring])
    return ring


def source(tmp_path: Path, *, plain: bool = False) -> KeySource:
    return KeySource(keys.from_environment, tmp_path / "plain.key", plain_allowed=plain)


def test_a_passphrase_opens_and_another_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYGIE_PASSPHRASE", "quatre mots sans lien")
    key = make_key(tmp_path, source(tmp_path))
    assert open_key(tmp_path, source(tmp_path)) == key
    monkeypatch.setenv("HYGIE_PASSPHRASE", "autre chose")
    with pytest.raises(StoreError, match="not the passphrase"):
        open_key(tmp_path, source(tmp_path))
    monkeypatch.delenv("HYGIE_PASSPHRASE")
    with pytest.raises(StoreError, match="none was given"):
        open_key(tmp_path, source(tmp_path))


def test_a_new_passphrase_is_long_enough_and_an_old_one_goes_on_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ring: MemoryKeyring
) -> None:
    key = make_key(tmp_path, source(tmp_path))
    for short in ("x", "sept  7", "       x "):
        monkeypatch.setenv("HYGIE_PASSPHRASE", short)
        with pytest.raises(StoreError, match="at least 8 characters"):
            make_key(tmp_path / short, source(tmp_path))
        with pytest.raises(StoreError, match="at least 8 characters"):
            rewrap(tmp_path, key, WrappedBy.PASSPHRASE, source(tmp_path))
    assert wrapped_by(tmp_path) is WrappedBy.KEYRING
    # Made before there was a rule.
    monkeypatch.setattr(new_passphrase, "SHORTEST", 1)
    rewrap(tmp_path, key, WrappedBy.PASSPHRASE, source(tmp_path))
    monkeypatch.undo()
    monkeypatch.setenv("HYGIE_PASSPHRASE", "       x ")
    assert open_key(tmp_path, source(tmp_path)) == key


def test_without_any_key_nothing_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with pytest.raises(StoreError, match="no key"):
        open_store(folder, source(tmp_path))
    assert list(folder.iterdir()) == []


def test_a_plain_key_file_only_when_chosen(tmp_path: Path) -> None:
    key = make_key(tmp_path, source(tmp_path, plain=True))
    assert (tmp_path / "plain.key").stat().st_mode & 0o077 == 0
    assert open_key(tmp_path, source(tmp_path)) == key
    (tmp_path / "plain.key").write_bytes(b"o" * 32)
    with pytest.raises(StoreError, match="plain key file"):
        open_key(tmp_path, source(tmp_path))


def test_the_keyring_keeps_it_and_may_be_locked(tmp_path: Path, ring: MemoryKeyring) -> None:
    key = make_key(tmp_path, source(tmp_path))
    assert wrapped_by(tmp_path) is WrappedBy.KEYRING
    assert key.reveal().hex() not in (tmp_path / FILE).read_text() + str(ring.kept)
    assert open_key(tmp_path, source(tmp_path)) == key
    ring.locked = True
    with pytest.raises(StoreError, match="locked"):
        open_key(tmp_path, source(tmp_path))


def test_a_keyring_that_forgets_is_not_trusted(tmp_path: Path, ring: MemoryKeyring) -> None:
    ring.forgetful = True
    with pytest.raises(StoreError, match="no key"):
        make_key(tmp_path, source(tmp_path))
    assert not (tmp_path / FILE).exists()


def test_a_changed_passphrase_leaves_the_store_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ring: MemoryKeyring
) -> None:
    store = open_store(tmp_path, source(tmp_path))
    store.close()
    before = (tmp_path / STORE).read_bytes()
    monkeypatch.setenv("HYGIE_PASSPHRASE", "nouvelle")
    rewrap(tmp_path, store.key, WrappedBy.PASSPHRASE, source(tmp_path))
    assert wrapped_by(tmp_path) is WrappedBy.PASSPHRASE
    open_store(tmp_path, source(tmp_path)).close()
    assert (tmp_path / STORE).read_bytes() == before


def test_what_guarded_the_key_before_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ring: MemoryKeyring
) -> None:
    key = make_key(tmp_path, source(tmp_path))
    assert len(ring.kept) == 1
    rewrap(tmp_path, key, WrappedBy.FILE, source(tmp_path, plain=True))
    assert not ring.kept and (tmp_path / "plain.key").exists()
    assert open_key(tmp_path, source(tmp_path)) == key
    monkeypatch.setenv("HYGIE_PASSPHRASE", "quatre mots sans lien")
    rewrap(tmp_path, key, WrappedBy.PASSPHRASE, source(tmp_path))
    assert not (tmp_path / "plain.key").exists()
    rewrap(tmp_path, key, WrappedBy.KEYRING, source(tmp_path))
    rewrap(tmp_path, key, WrappedBy.KEYRING, source(tmp_path))
    assert len(ring.kept) == 1
    assert open_key(tmp_path, source(tmp_path)) == key


@pytest.mark.parametrize(
    "spoil",
    [
        lambda h: {**h, "format": 9},
        lambda h: {**h, "by": "magic"},
        lambda h: {**h, "sealed": h["sealed"][:-2]},
        lambda h: {**h, "salt": "00" * 16},
        lambda h: {k: v for k, v in h.items() if k != "salt"},
        lambda h: [],
    ],
)
def test_a_spoilt_key_file_is_refused(tmp_path: Path, spoil) -> None:
    make_key(tmp_path, source(tmp_path, plain=True))
    header = json.loads((tmp_path / FILE).read_text())
    (tmp_path / FILE).write_text(json.dumps(spoil(header)))
    with pytest.raises(StoreError):
        open_key(tmp_path, source(tmp_path))


def test_a_store_whose_key_is_gone_gets_no_new_one(tmp_path: Path) -> None:
    open_store(tmp_path, source(tmp_path, plain=True)).close()
    (tmp_path / FILE).unlink()
    with pytest.raises(StoreError, match=r"store\.key"):
        open_store(tmp_path, source(tmp_path, plain=True))


def test_of_two_who_make_a_key_at_once_both_get_the_first(tmp_path: Path) -> None:
    first = make_key(tmp_path, source(tmp_path, plain=True))
    assert make_key(tmp_path, source(tmp_path, plain=True)) == first


def test_the_key_is_bound_to_how_it_is_wrapped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYGIE_PASSPHRASE", "x" * 12)
    key = make_key(tmp_path, source(tmp_path))
    header = json.loads((tmp_path / FILE).read_text())
    assert Private(bytes.fromhex(header["sealed"])) != key
    (tmp_path / FILE).write_text(json.dumps({**header, "by": "file"}))
    (tmp_path / "plain.key").write_bytes(b"o" * 32)
    with pytest.raises(StoreError):
        open_key(tmp_path, source(tmp_path))
