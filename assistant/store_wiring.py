"""The part of the wiring that concerns one's own data: the store, its key, the history."""

from __future__ import annotations

from contextlib import closing

from assistant import paths
from assistant.clock import SystemClock
from assistant.config import Settings
from assistant.models.cards import ModelCard
from assistant.protocols import ErasableVault, Vault
from assistant.store.key import FILE as KEY_FILE
from assistant.store.key import KeySource, Passphrase, from_environment
from assistant.store.recorder import Keep, Recorder
from assistant.store.retention import retire
from assistant.store.store import Store, exists, open_store
from assistant.types import Private


def key_source(
    settings: Settings,
    passphrase: Passphrase = from_environment,
    choosing: Passphrase = from_environment,
) -> KeySource:
    """Return where the store's key may come from; `choosing` gives the passphrase of a new one."""
    plain = paths.config_dir() / "store-plain.key"
    return KeySource(passphrase, plain, settings.store_key == "file", choosing)


def store(
    settings: Settings,
    passphrase: Passphrase = from_environment,
    choosing: Passphrase = from_environment,
) -> Store:
    """Return the person's store, opened or made; raises StoreError."""
    return open_store(paths.data_dir(), key_source(settings, passphrase, choosing))


def store_exists() -> bool:
    """Whether anything was ever kept."""
    return exists(paths.data_dir())


def history(
    settings: Settings,
    card: ModelCard,
    vault: Vault,
    passphrase: Passphrase = from_environment,
    conversation: str = "",
) -> Recorder:
    """Return what keeps the exchanges of a conversation; raises StoreError when there is no key."""
    return recorder(settings, card, vault, ready_key(settings, passphrase, conversation))


def ready_key(
    settings: Settings, passphrase: Passphrase = from_environment, conversation: str = ""
) -> Private[bytes]:
    """Return the store's key, and delete what is past its time but for an open conversation.

    For once a process: a passphrase makes it slow on purpose. Raises StoreError.
    """
    with closing(store(settings, passphrase)) as opened:
        if settings.keep_days != "always":
            _retire(opened, int(settings.keep_days), SystemClock().now(), conversation)
        return opened.key


def _retire(opened: Store, days: int, now: float, conversation: str) -> None:
    """Delete old conversations and old runs of prompts, but never all the runs: see `retire`."""
    from assistant.prompt_shelf import StoreShelf
    from prompts.reproduce.forgetting import forget, ids, older_than

    retire(opened, days, now, conversation)
    shelf = StoreShelf(opened)
    old = older_than(shelf, days, now)
    if old and len(old) < len(ids(shelf)):
        forget(shelf, old)


def key_stamp() -> tuple[int, ...]:
    """Return what changes when another key is put in place; empty when there is none."""
    try:
        stat = (paths.data_dir() / KEY_FILE).stat()
    except OSError:
        return ()
    return stat.st_mtime_ns, stat.st_ino, stat.st_size


def recorder(settings: Settings, card: ModelCard, vault: Vault, key: Private[bytes]) -> Recorder:
    """Return what keeps the exchanges of a conversation, in a store whose key is known."""
    from guards.pseudonyms.rows import rows
    from guards.pseudonyms.vault import MemoryVault

    assert isinstance(vault, MemoryVault)
    folder, clock = paths.data_dir(), SystemClock()
    return Recorder(folder, key, card, lambda: rows(vault), clock, Keep(settings.history))


def conversation_vault(opened: Store, key: str) -> ErasableVault:
    """Return the pseudonyms of a kept conversation; raises MissingError, StoreError."""
    from guards.pseudonyms.rows import fill
    from guards.pseudonyms.vault import MemoryVault

    vault = MemoryVault()
    fill(vault, opened.pseudonyms(key))
    return vault
