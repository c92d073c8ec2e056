"""Pairs that follow from the written ones: sentences of a premise, shortened, or beside each other.

People who write statements keep few words of a passage where they agree with it, and many where they
deny it. These pairs share nearly all their words and are no denials, so that a model must read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from training.entailment.pairs import ENTAILED, OPEN, Block, Pair

_END = re.compile(r"(?<=[.!?])\s+(?=[«\"A-ZÀ-Ý0-9])")
_CLAUSE = re.compile(r"\s*(?:[,;:]|\s[–—])\s+")
_FEWEST = 5  # words of a clause
# What is said under a condition, or by somebody, is not said without it.
_HEDGED = re.compile(
    r"\b(?:si|s'il|s'ils|sauf|selon|d'après|pourvu|sous réserve|faute|ne|n'|sans|if|unless|except|according"
    r"|provided|without|not|no|dont|qui|que|which|who|whose|that)\b",
    re.IGNORECASE,
)
_RATE = 0.45


def sentences(premise: str) -> list[str]:
    return [part for part in _END.split(premise) if len(part.split()) >= _FEWEST]


def made(block: Block, random: Random) -> Iterator[Pair]:
    """Yield some pairs of high overlap that the block answers for."""
    own = sentences(block.premise)
    text = random.choice([block.premise, *(statement for statement, _label in block.statements)])
    yield Pair(text, text, (ENTAILED,))
    if len(own) > 1:
        one, other = random.sample(own, 2)
        yield Pair(block.premise, one, (ENTAILED,))
        yield Pair(one, other, (OPEN,))
    for sentence in own:
        if random.random() < _RATE and (cut := _cut(sentence, random)):
            shorter, rest = cut
            yield Pair(sentence if rest else block.premise, shorter, (ENTAILED,))
            yield Pair(shorter, sentence, (OPEN,))


def _cut(sentence: str, random: Random) -> tuple[str, str] | None:
    """Leave out the end of a sentence, after a comma or the like; None where that may change it."""
    marks = list(_CLAUSE.finditer(sentence))
    marks = [
        m
        for m in marks
        if min(len(sentence[: m.start()].split()), len(sentence[m.end() :].split())) >= _FEWEST
    ]
    if not marks:
        return None
    mark = random.choice(marks)
    shorter, rest = sentence[: mark.start()], sentence[mark.end() :]
    if _HEDGED.search(rest) or shorter.count("«") != shorter.count("»"):
        return None
    return f"{shorter.rstrip(' .')}.", rest
