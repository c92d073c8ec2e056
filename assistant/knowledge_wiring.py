"""The knowledge base, opened with the key of the store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from assistant import config, paths, store_wiring
from assistant.sealed import subkey
from assistant.store.key import Passphrase, from_environment
from assistant.store.store import Store
from assistant.types import Destination, Private

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase
    from knowledge.retriever import NotesRetriever


def knowledge(passphrase: Passphrase = from_environment) -> KnowledgeBase:
    """Return the person's knowledge base, opened; raises StoreError."""
    return _knowledge(lambda: knowledge_key(passphrase))


def knowledge_beside(store: Store) -> KnowledgeBase:
    """Return the knowledge base, opened with the key of a store that is open; raises StoreError."""
    return _knowledge(lambda: _of_notes(store.key))


def _knowledge(key: Callable[[], Private[bytes]]) -> KnowledgeBase:
    from knowledge.base import FILE, KnowledgeBase
    from knowledge.store.encryption import encrypted

    folder = paths.data_dir() / "knowledge"
    return KnowledgeBase(folder, key() if encrypted(folder / FILE) else None)


def knowledge_key(passphrase: Passphrase = from_environment) -> Private[bytes]:
    """Return the key of the encrypted base, made of the store's; raises StoreError.

    One passphrase, or one keyring, opens both, and a change of it changes nothing here.
    """
    with closing(store_wiring.store(config.load().settings, passphrase)) as opened:
        return _of_notes(opened.key)


def _of_notes(key: Private[bytes]) -> Private[bytes]:
    return subkey(key, "knowledge base")


def retriever(
    destination: Destination, passphrase: Passphrase = from_environment
) -> NotesRetriever:
    """Return the notes as material for a model at a destination; raises StoreError."""
    from knowledge.retriever import NotesRetriever

    return NotesRetriever(knowledge(passphrase), destination)
