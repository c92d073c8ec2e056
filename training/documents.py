"""Composes whole documents of many genres from the frames in `grammar/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from training.assembled import Piece, joined
from training.noise import noisy
from training.slots import Filler, slot_pattern

_HERE = Path(__file__).parent / "grammar"
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_YEAR = re.compile(r"\b(en|in|since|depuis) \{n\}", re.IGNORECASE)
# genre: (share, fewest parts, most parts, what joins them)
_GENRES = {
    "mail": (16, 1, 5, "⏎"), "minutes": (7, 3, 8, "⏎"), "ticket": (6, 2, 5, "⏎"), "chat": (6, 2, 7, "⏎"),
    "hr": (4, 2, 6, " "), "medical": (6, 2, 6, "⏎"), "contract": (5, 2, 6, "⏎"), "court": (7, 3, 9, " "),
    "letter": (4, 2, 5, "⏎"), "invoice": (3, 1, 3, "⏎"), "cv": (4, 3, 7, "⏎"), "form": (6, 1, 3, "⏎"),
    "log": (4, 1, 4, "⏎"), "speech": (5, 2, 6, "⏎"), "news": (10, 2, 7, " "), "politics": (5, 2, 6, " "),
    "wiki": (10, 2, 6, " "), "sport": (4, 1, 4, " "), "tweets": (7, 1, 2, "⏎"), "review": (6, 1, 4, " "),
    "diary": (5, 2, 6, " "), "plain": (6, 1, 4, " "),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its spans: (start, end, label)."""

    text: str
    lang: str
    genre: str
    spans: tuple[tuple[int, int, str], ...]


@cache
def frames(lang: str) -> dict[str, list[str]]:
    """The frames of a language by section."""
    found: dict[str, list[str]] = {}
    section = ""
    for path in sorted((_HERE / lang).glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                section = line[3:]
            elif line.strip():
                found.setdefault(section, []).append(_whole(line))
    return found


def _whole(line: str) -> str:
    """A first and a last name side by side are one person's; a year after « en » is a date."""
    return _YEAR.sub(r"\1 {a}", line.replace("{F} {L}", "{N}"))


def documents(lang: str, count: int, seed: int) -> Iterator[Document]:
    """Yield documents; the same arguments always give the same ones."""
    random = Random(f"{lang}-{seed}")
    genres = list(_GENRES)
    shares = [_GENRES[genre][0] for genre in genres]
    for _ in range(count):
        genre = random.choices(genres, shares)[0]
        pieces = noisy(_pieces(lang, genre, random), random)
        yield _document(pieces, lang, genre)


def _pieces(lang: str, genre: str, random: Random) -> list[Piece]:
    filler = Filler(lang, random)
    own = frames(lang)
    _share, fewest, most, join = _GENRES[genre]
    if genre == "mail":
        return _mail(filler, own)
    parts: list[list[Piece]] = []
    for frame in random.sample(own[genre], min(random.randint(fewest, most), len(own[genre]))):
        if random.random() < 0.08:
            frame = random.choice(own[random.choice(("plain", "news", "body", "wiki", "court"))])
        parts.append(filled(frame, filler))
    if random.random() < 0.15 and join == " ":
        join = "⏎"
    return _joined(parts, join)


def _mail(filler: Filler, own: dict[str, list[str]]) -> list[Piece]:
    random = filler.random
    parts: list[list[Piece]] = []
    for _ in range(random.choice((1, 1, 1, 1, 2))):
        if random.random() < 0.3:
            parts.append(filled(random.choice(own["head"]), filler))
        if random.random() < 0.8:
            parts.append(
                [*filled(random.choice(own["open"]), filler), ("⏎" * random.randint(0, 1), "")]
            )
        bodies = [
            filled(
                random.choice(
                    own[
                        "body"
                        if random.random() < 0.85
                        else random.choice(
                            ("hr", "court", "review", "plain", "news", "minutes", "speech")
                        )
                    ]
                ),
                filler,
            )
            for _ in range(random.randint(1, 5))
        ]
        parts.append(
            [*_joined(bodies, random.choice((" ", "⏎", " "))), ("⏎" * random.randint(0, 1), "")]
        )
        if random.random() < 0.7:
            parts.append(filled(random.choice(own["close"]), filler))
        if random.random() < 0.85:
            parts.append(filled(random.choice(own["sign"]), filler))
    return _joined(parts, "⏎")


def _joined(parts: list[list[Piece]], join: str) -> list[Piece]:
    found: list[Piece] = []
    for number, part in enumerate(parts):
        found += [(join, "")] * bool(number) + part
    return found


def filled(frame: str, filler: Filler) -> list[Piece]:
    """Choose among alternatives and fill the slots of a frame."""
    frame = _CHOICE.sub(lambda m: filler.random.choice(m.group(1).split("|")), frame)
    found: list[Piece] = []
    at = 0
    for match in slot_pattern().finditer(frame):
        found.append((frame[at : match.start()], ""))
        found += [("⏎", "")] if match.group() == "⏎" else filler.fill(match.group(1))
        at = match.end()
    return [*found, (frame[at:], "")]


def _document(pieces: list[Piece], lang: str, genre: str) -> Document:
    text, spans = joined(pieces)
    return Document(text, lang, genre, spans)
