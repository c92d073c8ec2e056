"""The guard of JSON bodies: what leaves is sealed string by string, what returns is restored."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Any, Protocol, runtime_checkable

import regex

from assistant.errors import GuardError, LeakPrevented, PolicyRefused
from assistant.i18n import _
from assistant.protocols import Finder
from assistant.types import (
    Action,
    Destination,
    Kind,
    Mention,
    Message,
    Private,
    Proposal,
    Review,
    Role,
    SafeBody,
)
from guards.absences import Absences
from guards.body.conversation import Conversation
from guards.body.detecting import Sorted
from guards.body.gate import widened
from guards.body.note import with_note
from guards.body.places import HEADERS, Sort
from guards.body.reply import Reply
from guards.body.sealed_before import left, without
from guards.body.slots import Apart, Text, put_together, take_apart
from guards.detection.regrouped import written
from guards.engine import ConfidentialityGuard
from guards.policy.decisions import Policy
from guards.standing import stands

_SEPARATOR = "\n\n␞\n\n"
_SHORT = 2_000
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_RESTORED = (Action.PLACEHOLDER, Action.PSEUDONYMISE)
_WORDS = regex.compile(r"[_\-./:]+|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Guarded:
    """A request that may be sent, with what restores its reply."""

    body: SafeBody
    reply: Reply
    kinds: Mapping[Kind, int]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text that is examined in one go: strings of one section, by their numbers."""

    texts: tuple[int, ...]
    text: str
    lone: bool


@runtime_checkable
class Eager(Protocol):
    """A finder that can begin before it is asked."""

    def ahead(self, text: str) -> None:
        """Begin with what takes longest in a text that is about to be searched."""


class BodyGuard:
    """Guards the bodies of requests; the conversation holds all that lasts."""

    def __init__(self, prose: Finder, words: Finder, policy: Policy | None = None) -> None:
        self._prose, self._words, self._policy = prose, words, policy or Policy()

    @property
    def prose(self) -> Finder:
        """What reads prose, with its models."""
        return self._prose

    def load(self) -> None:
        """Load every model now; raises GuardNotReady."""
        self._prose.load()

    def ahead(self, body: Mapping[str, Any]) -> None:
        """Begin to read the last turn of a body, the one that is likely new; nothing is decided."""
        turns = body.get("messages", body.get("input"))
        last = turns[-1] if isinstance(turns, list) and turns else turns
        text = last.get("content") if isinstance(last, Mapping) else last
        if isinstance(text, str) and isinstance(self._prose, Eager):
            self._prose.ahead(text)

    def protect(
        self,
        body: Mapping[str, Any],
        conversation: Conversation,
        destination: Destination,
        headers: Mapping[str, str] = _NO_HEADERS,
    ) -> Guarded:
        """Return the body as it may be sent; raises GuardError or PolicyRefused, and nothing leaves.

        Headers that hold anything are left out.
        """
        model = self._model(body)
        rest = {key: value for key, value in body.items() if key not in model}
        rest[HEADERS] = [{"name": value} for value in headers.values()]
        apart = take_apart(rest, conversation.as_received)
        pieces = list(_pieces(apart))
        guard = ConfidentialityGuard(
            Sorted(self._prose, self._words, [piece.lone for piece in pieces]), self._policy
        )
        messages = [Message(Role.USER, Private(piece.text)) for piece in pieces]
        texts = (piece.text for piece in pieces if conversation.sealed_before)
        before = left(texts, conversation.vault)
        proposal = without(guard.propose(messages, conversation.vault, destination), before)
        _refuse_settings(apart.settings, proposal)
        try:
            sealed = guard.seal(proposal, Review(), conversation.vault)
        except LeakPrevented:
            proposal = widened(proposal, conversation.vault, self._policy)
            proposal = without(proposal, before)
            sealed = guard.seal(proposal, Review(), conversation.vault)
        told = _sealed_texts(apart, pieces, [str(message.text) for message in sealed])
        given = {r.placeholder for r in proposal.redactions if r.action in _RESTORED}
        given |= _alias_names(apart, pieces, told, proposal, conversation)
        safe = put_together(apart.tree, told, apart.texts)
        kept = [header["name"] for header in safe.pop(HEADERS)]
        pairs = zip(headers.items(), kept, strict=True)
        passed = {name: value for (name, value), told in pairs if value == told}
        last_look({**model, **safe}, proposal, conversation.vault.recall.body)
        seen = "\n".join(told)
        return Guarded(
            SafeBody({**model, **safe}),
            Reply(conversation, frozenset(given), seen, self._words),
            _kinds(proposal),
            passed,
        )

    def _model(self, body: Mapping[str, Any]) -> dict[str, str]:
        """The model's name, which cannot be replaced: « claude-… » stays, whoever is called Claude.

        Raises PolicyRefused for a name that holds anything by itself.
        """
        name = body.get("model")
        if not isinstance(name, str):
            return {}
        if self._words.find([name])[0]:
            raise PolicyRefused(
                _("The name of the model holds something confidential."),
                _("Nothing was sent."),
                _("Choose a model by the name that its provider gives it."),
            )
        return {"model": name}

    def noted(self, body: SafeBody, path: str) -> SafeBody:
        """Return the request to one path of a provider with a note to the model about placeholders."""
        return with_note(body, path)


def _refuse_settings(settings: Sequence[tuple[str, str]], proposal: Proposal) -> None:
    """Raise PolicyRefused for a number that must stay one, such as a seed, and is hidden elsewhere in the request."""
    hidden = {
        number
        for r in proposal.redactions
        if settings and r.action is not Action.ALLOW
        for number in written(r.original.reveal())
    }
    for name, number in settings:
        if not hidden.isdisjoint(written(number)):
            raise PolicyRefused(
                _("The number given as “{name}” is hidden elsewhere in the request.").format(
                    name=name
                ),
                _(
                    "Nothing was sent: providers take only a number there, so it cannot be replaced."
                ),
                _("Give “{name}” another number, or leave it out.").format(name=name),
            )


def _kinds(proposal: Proposal) -> Mapping[Kind, int]:
    """How many different values of each kind are hidden."""
    hidden = [r for r in proposal.redactions if r.action is not Action.ALLOW]
    return Counter(kind for kind, _ in {(r.finding.kind, r.original) for r in hidden})


def _pieces(apart: Apart) -> list[_Piece]:
    """Join the strings of each section: fewer, longer texts are read faster and with more context."""
    pieces: list[_Piece] = []
    numbered = list(enumerate(apart.texts))

    def section(pair: tuple[int, Text]) -> tuple[int, bool]:
        return pair[1].section, pair[1].sort is not Sort.FREE

    for (_section, lone), group in groupby(sorted(numbered, key=section), key=section):
        short: list[tuple[int, Text]] = []
        for index, text in group:
            if len(text.text) > _SHORT or "␞" in text.text:
                pieces.append(_Piece((index,), text.text, lone))
            else:
                short.append((index, text))
        if short:
            joined = _SEPARATOR.join(text.text for _, text in short)
            pieces.append(_Piece(tuple(index for index, _ in short), joined, lone))
    names = [text.text for text in apart.texts if text.sort is Sort.NAME]
    pieces += [_Piece((), _WORDS.sub(" ", name), True) for name in dict.fromkeys(names)]
    pieces += [_Piece((), shadow, False) for shadow in apart.shadows]
    return sorted(pieces, key=lambda piece: piece.texts[:1] or (len(numbered),))


def _sealed_texts(apart: Apart, pieces: Sequence[_Piece], sealed: Sequence[str]) -> list[str]:
    texts = [""] * len(apart.texts)
    for piece, text in zip(pieces, sealed, strict=True):
        if not piece.texts:
            continue
        parts = text.split(_SEPARATOR) if len(piece.texts) > 1 else [text]
        if len(parts) != len(piece.texts):
            raise _torn()  # a value reached over two strings: neither can be told apart
        for index, part in zip(piece.texts, parts, strict=True):
            texts[index] = part
    return texts


def _alias_names(
    apart: Apart,
    pieces: Sequence[_Piece],
    texts: list[str],
    proposal: Proposal,
    conversation: Conversation,
) -> set[str]:
    """Replace names that hold anything by names that providers accept: `CODE_1`, whole.

    A name is looked at as it stands and with its words apart (`lookup_marie_dupont`).
    """
    hidden = {r.message for r in proposal.redactions if r.action is not Action.ALLOW}
    spaced = {pieces[index].text for index in hidden if not pieces[index].texts}
    given: set[str] = set()
    for index, text in enumerate(apart.texts):
        if text.sort is Sort.NAME and (
            texts[index] != text.text or _WORDS.sub(" ", text.text) in spaced
        ):
            mention = Mention(Kind.CODE, Private(text.text))
            marker = conversation.vault.placeholders([mention])[0]
            texts[index] = marker.strip("{}")
            given.add(marker)
    return given


_SURE = 8
# A letter after a backslash belongs to an escape: « \nMarie Morel » begins a line.
_BEGINS = regex.compile(r"(?<!\w)|(?<=\\[bfnrt])|(?<=\\u[\da-f]{4})")
_written = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def last_look(body: Mapping[str, Any], proposal: Proposal, absences: Absences) -> None:
    """Search the finished body, as it goes out, for every hidden value that is no ordinary word.

    `absences` are of earlier looks in this conversation.
    """
    hidden = {
        r.original.reveal()
        for r in proposal.redactions
        if r.action is not Action.ALLOW and r.finding.kind is not Kind.LITERAL
    }
    sure = frozenset(value for value in hidden if len(value) >= _SURE and not value.isalpha())
    for part in _parts(body):
        searched = absences.of(part)
        if any(_is_in(part, value) for value in absences.unsought(searched, sure)):
            raise LeakPrevented(
                _("The guard found a value that should have been hidden in the finished request."),
                _("Nothing was sent."),
                _("Please report this as a fault of hygie; the text itself is not needed."),
            )
        searched.absent = sure


def _parts(body: Mapping[str, Any]) -> Iterator[str]:
    """A body as it is written, by its messages, tools and other members."""
    for name, value in body.items():
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            yield name
            yield from map(_written, value)
        else:
            yield _written({name: value})


def _is_in(part: str, value: str) -> bool:
    # Most values are written as they are: to write out each takes longer than to seek it.
    plain = value.isprintable() and '"' not in value and "\\" not in value
    written = value if plain else json.dumps(value, ensure_ascii=False)[1:-1]
    return written in part and _stands(value, written, part)


def _stands(value: str, written: str, wire: str) -> bool:
    """Whether a value that is in a body stands there; words do only whole (« polie po » in « polie pour »)."""
    if not all(char.isalpha() or char.isspace() for char in value):
        return True
    return stands({written}, wire, _BEGINS)


def _torn() -> GuardError:
    return GuardError(
        _("The guard cannot tell apart the strings of this request."),
        _("Nothing was sent."),
        _("Please report this as a fault of hygie; the text itself is not needed."),
    )
