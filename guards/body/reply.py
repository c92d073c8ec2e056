"""The way back: restores the strings of one reply, and masks personal data that was never in the request.

Only placeholders that stand in this very request are restored. So nothing can come back that the
client did not send, whatever a model utters.
"""

from __future__ import annotations

import json
from typing import Any

from assistant.protocols import Finder, Restorer, Vault
from assistant.types import Mention, Private
from guards.body.conversation import Conversation
from guards.body.foreign import ForeignData
from guards.restore import StreamRestorer
from guards.restore_json import JsonRestorer

OWN_KEYS = frozenset(
    {
        "id", "call_id", "tool_call_id", "tool_use_id", "item_id", "signature", "encrypted_content",
        "system_fingerprint", "previous_response_id", "model", "encrypted_index", "container_id",
    }
)  # fmt: skip
"""What providers make themselves and want back as it was."""
_JSON_KEYS = frozenset({"arguments", "partial_json"})
_TEXT_KEYS = frozenset({"text", "content"})


class Given:
    """A vault seen through the placeholders and stand-ins of one request."""

    def __init__(self, vault: Vault, given: frozenset[str]) -> None:
        self._vault, self._given = vault, given
        self._stand_ins = [one.casefold() for one in given if not one.startswith("{{")]

    def original(self, placeholder: str) -> Private[str] | None:
        """Return the value if this request holds its placeholder, or a stand-in with these words."""
        if placeholder in self._given or self._is_of_stand_in(placeholder):
            return self._vault.original(placeholder)
        return None

    def surrogates(self) -> tuple[str, ...]:
        """Return the stand-ins of this request and their words, longest first."""
        if not self._stand_ins:
            return ()
        return tuple(one for one in self._vault.surrogates() if self._is_of_stand_in(one))

    def _is_of_stand_in(self, text: str) -> bool:
        folded = text.casefold()
        return any(folded in one for one in self._stand_ins)

    def known(self) -> tuple[Mention, ...]:
        """Unused on the way back."""
        return ()

    def placeholders(self, mentions: object, texts: object = ()) -> list[str]:
        """Refused: nothing is hidden on the way back."""
        raise NotImplementedError


class Reply:
    """Restores one reply; `masking` says whether foreign personal data is masked.

    `structured` says that its texts are JSON.
    """

    def __init__(
        self, conversation: Conversation, given: frozenset[str], sent: str, words: Finder
    ) -> None:
        self._conversation, self._given = conversation, given
        self._seen = Given(conversation.vault, given)
        self._sent, self._words = sent.casefold(), words
        self.masking = True
        self.structured = False
        self.masked = 0

    @property
    def given(self) -> frozenset[str]:
        """The placeholders that may be restored."""
        return self._given

    def widen(self, given: frozenset[str]) -> None:
        """Also restore what earlier requests hid, of the conversation that this one continues."""
        self._given |= given
        self._seen = Given(self._conversation.vault, self._given)

    def text(self) -> Restorer:
        """Return a restorer for a text that streams; `structured` answers are JSON."""
        if self.structured:
            return self.json()
        return _Channel(self, StreamRestorer(self._vault()))

    def json(self) -> Restorer:
        """Return a restorer for JSON that streams as text."""
        return _Channel(self, JsonRestorer(self._vault()))

    def whole(self, text: str) -> str:
        """Restore one text that is complete."""
        channel = _Channel(self, StreamRestorer(self._vault()))
        return channel.feed(text) + channel.close()

    def whole_json(self, text: str) -> str:
        """Restore one JSON text that is complete."""
        channel = self.json()
        return channel.feed(text) + channel.close()

    def value(self, node: Any, key: str = "") -> Any:  # noqa: ANN401
        """Restore every string and key of a JSON value; `arguments` are JSON within a string."""
        if isinstance(node, str):
            return self._string(node, key)
        if isinstance(node, dict):
            return {self.whole(name): self.value(inner, name) for name, inner in node.items()}
        if isinstance(node, list):
            return [self.value(item, key) for item in node]
        if isinstance(node, int | float) and not isinstance(node, bool) and self.masking:
            text = json.dumps(node)
            return node if len(text) < 9 or self.whole(text) == text else None
        return node

    def _string(self, text: str, key: str) -> str:
        if key in _JSON_KEYS or (self.structured and key in _TEXT_KEYS):
            return self.whole_json(text)
        if key in OWN_KEYS:
            self.heard(text)
            restorer = StreamRestorer(self._vault())
            return restorer.feed(text) + restorer.close()
        return self.whole(text)

    def heard(self, received: str, shown: str | None = None) -> None:
        """Remember a string that the provider made, so that it may go back as it came."""
        self._conversation.heard(received, shown)

    def foreign(self) -> ForeignData:
        """Return a fresh mask for what streams."""
        return ForeignData(self._words, self._sent)

    def _vault(self) -> Vault:
        return self._seen


class _Channel:
    """One stream of a reply: foreign data is masked as it came, then placeholders are restored."""

    def __init__(self, reply: Reply, restorer: Restorer) -> None:
        self._reply, self._restorer = reply, restorer
        self._foreign = reply.foreign() if reply.masking else None

    def feed(self, chunk: str) -> str:
        """Take a chunk as received; return what can be shown already."""
        return self._restorer.feed(self._foreign.feed(chunk) if self._foreign else chunk)

    def close(self) -> str:
        """Return what was held back."""
        if self._foreign is None:
            return self._restorer.close()
        rest = self._restorer.feed(self._foreign.close()) + self._restorer.close()
        self._reply.masked += self._foreign.masked
        return rest

    @property
    def unknown(self) -> tuple[str, ...]:
        """Placeholders that the model made up."""
        return self._restorer.unknown
