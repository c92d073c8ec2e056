"""Puts original values back into an answer, streamed at any chunk border.

Tolerant to what models do to placeholders; what this conversation never gave out stays as it is:
a wrong restore is worse than none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import regex

from assistant.protocols import Vault
from guards.pseudonyms.placeholders import FORM, MAX_LENGTH, canonical
from guards.pseudonyms.surrogates.book import AFTER, BEFORE

_STARTS = frozenset("\\{[<&ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def json_text(value: str) -> str:
    """Return a value as it stands inside a JSON string, for answers that are JSON."""
    return json.dumps(value, ensure_ascii=False)[1:-1]


class StreamRestorer:
    """Restores one answer; feed it the chunks in order, then close it.

    `written` says how a value is written where it goes, see `json_text`.
    """

    def __init__(self, vault: Vault, written: Callable[[str], str] = str) -> None:
        self._vault, self._written = vault, written
        stand_ins = vault.surrogates()
        self._pattern = _with(stand_ins) if stand_ins else FORM
        self._stand_ins = tuple(one.casefold() for one in stand_ins)
        self._longest = max([MAX_LENGTH, *map(len, stand_ins)])
        self._starts = _STARTS | {char for one in stand_ins for char in _cases(one[:1])}
        self._held = ""
        self._before = ""
        self._unknown: dict[str, None] = {}
        self.knew_all = True
        """Whether the vault knew whatever it was asked for so far."""

    def feed(self, chunk: str) -> str:
        """Take a chunk as received; return what is certain already."""
        text = self._held + chunk
        cut = self._safe_cut(text)
        self._held = text[cut:]
        return self._restore(text, cut)

    def close(self) -> str:
        """Return the rest."""
        text, self._held = self._held, ""
        return self._restore(text, len(text))

    def whole(self, text: str) -> str:
        """Return an answer that came at once: nothing of it is held back."""
        return self._restore(text, len(text))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Placeholders in the answer that stand for nothing in this conversation."""
        return tuple(self._unknown)

    def _safe_cut(self, text: str) -> int:
        """Where the text may be cut: before the first place where a placeholder may still grow."""
        for start in range(max(0, len(text) - self._longest), len(text)):
            if text[start] in self._starts and self._may_grow(text, start):
                return self._before_whole(text, start)
        return len(text)

    def _before_whole(self, text: str, cut: int) -> int:
        """The cut, moved before a name that it would part: « Claire Vasseur » when « Vasseur » may grow."""
        if not self._stand_ins:
            return cut
        whole = self._pattern.finditer(text, max(0, cut - self._longest))
        return next((m.start() for m in whole if m.start() < cut < m.end()), cut)

    def _may_grow(self, text: str, start: int) -> bool:
        context = self._before + text
        match = self._pattern.match(context, start + len(self._before), partial=True)
        rest = context[match.end() :] if match is not None else None
        # A dot or dash after a stand-in may go on as an address or a compound, which it is not part of.
        if rest == "" or (self._stand_ins and rest in (".", "-")):
            return True
        # « \} » is whole, and « \}\ » the beginning of « \}\} ».
        if rest and match is not None and (match["close"] or "").startswith(rest):
            return True
        # « Claire » is a stand-in, and « Claire Vasseur » may be coming.
        at = start + len(self._before)
        if at and context[at - 1].isalnum():
            return False
        begun = text[start:].casefold()
        return any(one.startswith(begun) for one in self._stand_ins)

    def _restore(self, text: str, cut: int) -> str:
        # Two characters of what went before, for the pattern's look-behind.
        context = self._before + text
        pieces: list[str] = []
        at = len(self._before)
        limit = at + cut  # what follows is seen, for the pattern's look-ahead, and kept
        for match in self._pattern.finditer(context, at):
            if match.end() > limit:
                break
            original = self._vault.original(sought(match))
            if original is None:
                self.knew_all = False
                if match["open"]:
                    self._unknown[match.group()] = None
                continue
            pieces += [context[at : match.start()], self._written(original.reveal())]
            at = match.end()
        pieces.append(context[at:limit])
        self._before = context[:limit][-2:]
        return "".join(pieces)


def _with(stand_ins: Sequence[str]) -> regex.Pattern[str]:
    """The pattern of placeholders, or of one of the stand-ins as a whole word in any case."""
    words = "|".join(map(regex.escape, stand_ins))
    return regex.compile(rf"{FORM.pattern}|(?P<stand_in>{BEFORE}(?i:{words}){AFTER})")


def sought(match: regex.Match[str]) -> str:
    """Return what a match of the restorer's pattern stands for: a placeholder, or a stand-in."""
    stand_in = match.groupdict().get("stand_in")
    return stand_in if stand_in is not None else canonical(match)


def _cases(char: str) -> tuple[str, ...]:
    return char, char.lower(), char.upper()
