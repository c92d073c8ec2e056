"""Drafts and what is asked of a model for them: versions, tone, length, reader; pure values."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from assistant.types import Language

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_VERSIONS = 50


class Order(StrEnum):
    """What is done with a text; those of `PART` take the selection or the end alone."""

    WRITE = "write"
    CONTINUE = "continue"
    SHORTEN = "shorten"
    LENGTHEN = "lengthen"
    REPHRASE = "rephrase"
    CORRECT = "correct"


class Tone(StrEnum):
    """How a text speaks."""

    AS_IS = "as_is"
    NEUTRAL = "neutral"
    WARM = "warm"
    FORMAL = "formal"
    DIRECT = "direct"


class Length(StrEnum):
    """How long a text may be."""

    AS_IS = "as_is"
    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class Reader(StrEnum):
    """Whom a text is for."""

    ANYONE = "anyone"
    COLLEAGUE = "colleague"
    CLIENT = "client"
    MANAGER = "manager"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Style:
    """How the model is asked to write."""

    tone: Tone = Tone.AS_IS
    length: Length = Length.AS_IS
    reader: Reader = Reader.ANYONE


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a text; `made_by` is an `Order`, or empty where the person wrote it."""

    text: str = field(repr=False)
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One draft: its text now, how it should read, and the states it went through."""

    key: str
    text: str = field(default="", repr=False)
    style: Style = Style()
    versions: tuple[Version, ...] = ()

    def changed(self, text: str, made_by: str) -> Sheet:
        """Return the draft after an order: the states before and after are kept."""
        known = self.versions
        if not known or known[-1].text != self.text:
            known = (*known, Version(self.text))
        return replace(self, text=text, versions=(*known, Version(text, made_by))[-MOST_VERSIONS:])

    @property
    def title(self) -> str:
        """Its first line with something in it."""
        return next((line.strip() for line in self.text.split("\n") if line.strip()), "")

    def dumped(self) -> str:
        """Return the draft as it is kept."""
        return json.dumps({**asdict(self), "format": 1}, ensure_ascii=False)


def loaded(key: str, text: str) -> Sheet:
    """Return a draft as it was kept; what is not one of ours becomes its text."""
    try:
        fields = json.loads(text)
        style = fields["style"]
        return Sheet(
            key,
            fields["text"],
            Style(Tone(style["tone"]), Length(style["length"]), Reader(style["reader"])),
            tuple(Version(v["text"], v["made_by"]) for v in fields["versions"]),
        )
    except (ValueError, KeyError, TypeError):
        return Sheet(key, text)


def merged(order: Order, before: str, answer: str) -> str:
    """Return the text after an order that was about the whole of it."""
    if order is not Order.CONTINUE or not before.strip():
        return answer
    return f"{before.rstrip()}\n\n{answer}"


class Change(NamedTuple):
    """A piece of a comparison: kept (« = »), taken out (« - ») or put in (« + »)."""

    sign: str
    text: str


def changes(old: str, new: str) -> Iterator[Change]:
    """Yield what became of a text, word by word (`difflib`, longest common runs first)."""
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    for kind, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Change("=", "".join(a[i:j]))
            continue
        if i < j:
            yield Change("-", "".join(a[i:j]))
        if k < m:
            yield Change("+", "".join(b[k:m]))


_ORDERS = {
    Language.FR: {
        Order.WRITE: "Rédigez le texte demandé à partir des notes ci-dessous.",
        Order.CONTINUE: "Écrivez la suite de ce texte, sans répéter ce qui est déjà écrit.",
        Order.SHORTEN: "Réécrivez ce texte en deux fois moins de mots, sans rien perdre d’essentiel.",
        Order.LENGTHEN: "Développez ce texte, sans inventer de fait.",
        Order.REPHRASE: "Reformulez ce passage sans en changer le sens.",
        Order.CORRECT: "Corrigez l’orthographe, la grammaire et la ponctuation de ce texte, sans rien changer d’autre.",
    },
    Language.EN: {
        Order.WRITE: "Write the text that is asked for from the notes below.",
        Order.CONTINUE: "Write what comes next in this text, without repeating what is written already.",
        Order.SHORTEN: "Rewrite this text in half as many words, losing nothing essential.",
        Order.LENGTHEN: "Expand this text, without making up any fact.",
        Order.REPHRASE: "Rephrase this passage without changing its meaning.",
        Order.CORRECT: "Correct the spelling, grammar and punctuation of this text, changing nothing else.",
    },
}
_TONES = {
    Language.FR: {
        Tone.NEUTRAL: "Ton neutre.", Tone.WARM: "Ton chaleureux et simple.",
        Tone.FORMAL: "Ton formel, avec les formules de politesse.",
        Tone.DIRECT: "Ton direct, sans détour mais courtois.",
    },
    Language.EN: {
        Tone.NEUTRAL: "Neutral tone.", Tone.WARM: "Warm and plain tone.",
        Tone.FORMAL: "Formal tone, with the usual courtesies.",
        Tone.DIRECT: "Direct tone, to the point yet courteous.",
    },
}  # fmt: skip
_LENGTHS = {
    Language.FR: {
        Length.SHORT: "80 mots au plus.", Length.MEDIUM: "150 à 250 mots.",
        Length.LONG: "400 à 600 mots.",
    },
    Language.EN: {
        Length.SHORT: "80 words at most.", Length.MEDIUM: "150 to 250 words.",
        Length.LONG: "400 to 600 words.",
    },
}  # fmt: skip
_READERS = {
    Language.FR: {
        Reader.COLLEAGUE: "Le lecteur est un collègue.", Reader.CLIENT: "Le lecteur est un client.",
        Reader.MANAGER: "Le lecteur est un responsable pressé.",
        Reader.PUBLIC: "Le lecteur ne connaît pas le sujet.",
    },
    Language.EN: {
        Reader.COLLEAGUE: "The reader is a colleague.", Reader.CLIENT: "The reader is a client.",
        Reader.MANAGER: "The reader is a manager in a hurry.",
        Reader.PUBLIC: "The reader does not know the subject.",
    },
}  # fmt: skip


def instruction(order: Order, style: Style, wish: str, language: Language) -> str:
    """Return what the model is asked: the order, the person's own wish, then how it should read."""
    length = _LENGTHS[language].get(style.length, "")
    parts = (
        _ORDERS[language][order],
        wish.strip(),
        _TONES[language].get(style.tone, ""),
        length if order is not Order.SHORTEN else "",
        _READERS[language].get(style.reader, ""),
    )
    return " ".join(part for part in parts if part)
