"""One epoch of pairs: every written statement, mirrored, in a longer premise, beside strangers."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from training.entailment.made import made
from training.entailment.pairs import CONTRADICTED, ENTAILED, OPEN, Block, Pair

_MIRRORED, _STRANGE, _LONGER, _RELATED = 0.3, 0.15, 0.15, 0.5


def varied(own: list[Block], random: Random) -> list[Pair]:
    """Return the pairs of one epoch in random order."""
    found: list[Pair] = []
    for block in own:
        for statement, label in block.statements:
            found.append(Pair(_premise(block, own, random), statement, (label,)))
            if random.random() < _MIRRORED and (mirrored := _mirrored(block, statement, label)):
                found.append(mirrored)
        found += [*made(block, random), *_beside(block, own, random)]
    random.shuffle(found)
    return found


def _premise(block: Block, own: list[Block], random: Random) -> str:
    if random.random() >= _LONGER:
        return block.premise
    other = random.choice(own).premise
    return f"{block.premise} {other}" if random.random() < 0.5 else f"{other} {block.premise}"


def _mirrored(block: Block, statement: str, label: int) -> Pair | None:
    """What contradicts is contradicted; the other labels say less when turned round."""
    if label == CONTRADICTED:
        return Pair(statement, block.premise, (CONTRADICTED,))
    if label == ENTAILED:
        return Pair(statement, block.premise, (ENTAILED, OPEN))
    return None


def _beside(block: Block, own: list[Block], random: Random) -> Iterator[Pair]:
    """Statements of other blocks, and two of one block."""
    if random.random() < _STRANGE:
        yield Pair(block.premise, random.choice(random.choice(own).statements)[0], (OPEN,))
    follows = [text for text, label in block.statements if label == ENTAILED]
    against = [text for text, label in block.statements if label == CONTRADICTED]
    if follows and against and random.random() < _RELATED:
        # What a premise supports need not be denied by what denies the premise.
        yield Pair(random.choice(follows), random.choice(against), (CONTRADICTED, OPEN))
