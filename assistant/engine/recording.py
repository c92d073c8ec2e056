"""What keeps the exchanges of a session: the store, its key unwrapped once."""

from __future__ import annotations

from dataclasses import dataclass

from assistant import store_wiring
from assistant.config import Settings
from assistant.errors import StoreError, StoreLocked
from assistant.models.cards import ModelCard
from assistant.protocols import History, Vault
from assistant.store.key import Passphrase
from assistant.types import Answer, Private, Request


@dataclass(frozen=True, slots=True)
class _Unusable:
    """A history that cannot be written to."""

    error: StoreError

    def add(self, request: Request, answer: Answer) -> None:
        """Raise why."""
        raise self.error


class Recording:
    """Opens the history of a person whose passphrase is asked for as `passphrase` says."""

    def __init__(self, passphrase: Passphrase) -> None:
        self._passphrase = passphrase
        self._key: tuple[tuple[int, ...], Private[bytes]] | None = None

    def history(
        self, settings: Settings, card: ModelCard, vault: Vault, key: str
    ) -> History | None:
        """Return what keeps the exchanges, None when it is locked: the person asks why in History.

        A store that is damaged or full is told with each answer.
        """
        try:
            known = self.store_key(settings, key)
            return store_wiring.recorder(settings, card, vault, known)
        except StoreLocked:
            return None
        except StoreError as error:
            return _Unusable(error)

    def store_key(self, settings: Settings, conversation: str) -> Private[bytes]:
        """Return the store's key, unwrapped once for as long as its file is the same one."""
        stamp = store_wiring.key_stamp()
        if self._key is None or not stamp or self._key[0] != stamp:
            key = store_wiring.ready_key(settings, self._passphrase, conversation)
            self._key = store_wiring.key_stamp(), key
        return self._key[1]
