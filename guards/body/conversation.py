"""What one conversation knows: its pseudonyms, and what its provider said.

Strings that the provider itself made (identifiers, signatures, reasoning) go back to it as they came:
they say nothing that it did not say first. They are known by their hash.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict

from assistant.errors import StoreError
from assistant.i18n import _
from assistant.types import Private
from guards.pseudonyms.rows import fill, rows
from guards.pseudonyms.vault import MemoryVault

_KEPT = 2_000
_SHORTEST = 4


class Conversation:
    """The vault of a conversation, and the strings its provider made."""

    def __init__(self) -> None:
        self.vault = MemoryVault()
        self.provider = ""
        """Who is spoken to: what one provider said is known to no other."""
        self.sealed_before = False
        """Whether another guard's placeholders stand in the request and are left as they are."""
        self._said: OrderedDict[str, str] = OrderedDict()
        self._heard = 0

    @property
    def state(self) -> tuple[int, int]:
        """What differs once more was hidden or heard."""
        return self.vault.size, self._heard

    @property
    def characters(self) -> int:
        """How many characters of the last request are kept beside it, in memory."""
        return self.vault.recall.size

    def heard(self, received: str, shown: str | None = None) -> None:
        """Remember what the provider said, and what it was shown as if that differs."""
        if len(received) >= _SHORTEST:
            self._heard += 1
            self._said[self._hash(received if shown is None else shown)] = received if shown else ""
            while len(self._said) > _KEPT:
                self._said.popitem(last=False)

    def as_received(self, text: str) -> str | None:
        """Return a string as the provider made it, or None if it never did."""
        if (
            not self._said
            or len(text) < _SHORTEST
            or (said := self._said.get(self._hash(text))) is None
        ):
            return None
        return said or text

    def _hash(self, text: str) -> str:
        data = f"{self.provider}\0{text}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(data, digest_size=16).hexdigest()

    def every(self) -> frozenset[str]:
        """Every placeholder and stand-in that this conversation ever gave."""
        markers = (str(marker) for _, marker in self.vault.entries())
        return frozenset([*markers, *self.vault.surrogates()])

    def written(self) -> Private[str]:
        """Return everything as text, to be encrypted and kept."""
        kept = {name: value.reveal() for name, value in rows(self.vault).items()}
        return Private(json.dumps([kept, list(self._said.items())]))

    @classmethod
    def read(cls, kept: Private[str]) -> Conversation:
        """Return the conversation that was kept; raises StoreError."""
        conversation = cls()
        try:
            vault, said = json.loads(kept.reveal())
            fill(conversation.vault, {name: Private(value) for name, value in vault.items()})
            conversation._said.update(said)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise StoreError(
                _("The memory of this conversation cannot be read."),
                _("Nothing was sent."),
                _("Start a new conversation."),
            ) from None
        return conversation
