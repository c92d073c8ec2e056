"""Writes as people and machines do: capitals, no capitals, no accents, slips, bad scans, cut tokens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

from training.assembled import Piece

_SCANS = {
    "l": "1",
    "e": "c",
    "m": "rn",
    "o": "0",
    "i": "í",
    "t": "f",
    "é": "e",
    "S": "5",
    "u": "n",
    "a": "o",
}
_TOKEN = re.compile(
    r"(?<=\w)(?=[,.;:!?)»\"])|(?<=[(«\"])(?=\w)|(?<=['’])(?=\w)|(?<=\w)(?='s\b)|(?<=\w)(?=-\w)"
)


def noisy(pieces: list[Piece], random: Random) -> list[Piece]:
    """Change the letters of a document, never its labels."""
    pieces = _cased(pieces, random)
    if random.random() < 0.1:
        pieces = _each(pieces, _bare)
    roll = random.random()
    if roll < 0.1:
        pieces = _each(pieces, lambda part: _slips(part, random, 0.012))
    elif roll < 0.14:
        pieces = _each(pieces, lambda part: _scanned(part, random, 0.04))
    if random.random() < 0.15:
        pieces = _each(pieces, lambda part: _TOKEN.sub(" ", part))
    elif random.random() < 0.2:
        pieces = _each(pieces, lambda part: part.replace("'", "’"))
    if random.random() < 0.08:
        pieces = _each(pieces, lambda part: part.replace("⏎", " "))
    return pieces


def _cased(pieces: list[Piece], random: Random) -> list[Piece]:
    """Write some texts in capitals, some in small letters, some names otherwise than the rest."""
    roll = random.random()
    if roll < 0.045:
        return _each(pieces, str.upper)
    if roll < 0.14:
        return _each(pieces, str.lower)
    if roll < 0.18:
        return [(p.lower() if label and random.random() < 0.6 else p, label) for p, label in pieces]
    if roll < 0.23:
        return [
            (p.upper() if label in ("PERSON", "ORG", "LOCATION") else p, label)
            for p, label in pieces
        ]
    if roll < 0.26:
        return _each(pieces, lambda part: re.sub(r"\b[^\W\d_]", lambda m: m.group().upper(), part))
    return pieces


def _each(pieces: list[Piece], change: Callable[[str], str]) -> list[Piece]:
    return [(change(part), label) for part, label in pieces]


def _bare(part: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", part) if not unicodedata.combining(c))


def _slips(part: str, random: Random, rate: float) -> str:
    found = []
    for char in part:
        if char.isalpha() and random.random() < rate:
            char = random.choice(("", char * 2, random.choice("aeinrst"), char.swapcase()))
        found.append(char)
    return "".join(found) or part


def _scanned(part: str, random: Random, rate: float) -> str:
    return "".join(_SCANS.get(c, c) if random.random() < rate else c for c in part)
