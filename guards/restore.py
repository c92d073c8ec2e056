"""Puts original values back into an answer, streamed at any chunk border.

Tolerant to what models do to placeholders; what this conversation never gave out stays as it is:
a wrong restore is worse than none.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from assistant.protocols import Vault
from guards.pseudonyms.placeholders import FORM, MAX_LENGTH, canonical

_STARTS = frozenset("{[<&ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def json_text(value: str) -> str:
    """Return a value as it stands inside a JSON string, for answers that are JSON."""
    return json.dumps(value, ensure_ascii=False)[1:-1]


class StreamRestorer:
    """Restores one answer; feed it the chunks in order, then close it.

    `written` says how a value is written where it goes, see `json_text`.
    """

    def __init__(self, vault: Vault, written: Callable[[str], str] = str) -> None:
        self._vault, self._written = vault, written
        self._held = ""
        self._before = ""
        self._unknown: dict[str, None] = {}

    def feed(self, chunk: str) -> str:
        """Take a chunk as received; return what is certain already."""
        text = self._held + chunk
        cut = self._safe_cut(text)
        self._held = text[cut:]
        return self._restore(text[:cut])

    def close(self) -> str:
        """Return the rest."""
        text, self._held = self._held, ""
        return self._restore(text)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Placeholders in the answer that stand for nothing in this conversation."""
        return tuple(self._unknown)

    def _safe_cut(self, text: str) -> int:
        """Where the text may be cut: before the first place where a placeholder may still grow."""
        for start in range(max(0, len(text) - MAX_LENGTH), len(text)):
            if text[start] in _STARTS and self._may_grow(text, start):
                return start
        return len(text)

    def _may_grow(self, text: str, start: int) -> bool:
        context = self._before + text
        match = FORM.match(context, start + len(self._before), partial=True)
        return match is not None and match.end() == len(context)

    def _restore(self, text: str) -> str:
        # One character of what went before, for the pattern's look-behind.
        context = self._before + text
        pieces: list[str] = []
        at = len(self._before)
        for match in FORM.finditer(context, at):
            original = self._vault.original(canonical(match))
            if original is None:
                if match["open"]:
                    self._unknown[match.group()] = None
                continue
            pieces += [context[at : match.start()], self._written(original.reveal())]
            at = match.end()
        pieces.append(context[at:])
        self._before = context[-1:]
        return "".join(pieces)
