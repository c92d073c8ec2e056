"""Turns labelled texts into numbered pieces and the labels each may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

import torch
from tokenizers import Tokenizer
from torch import Tensor

from guards.detection.windows import windows
from training.labels import LABELS, allowed, begin
from training.sources import Labelled

SKIPPED = -1
UNHINTED = frozenset({"DATE", "JOB_TITLE", "NRP", "ADDRESS"})
"""Kinds that hints say nothing about."""
_MOST = 300


@dataclass(frozen=True, slots=True)
class Example:
    """Piece numbers between begin and end marks; for each the number of a label set, or SKIPPED."""

    ids: list[int]
    targets: list[int]


class Sets:
    """Sets of allowed labels, numbered."""

    def __init__(self) -> None:
        self.rows: list[frozenset[int]] = [frozenset({n}) for n in range(len(LABELS))]

    def number(self, labels: Iterable[int]) -> int:
        own = frozenset(labels)
        if own not in self.rows:
            self.rows.append(own)
        return self.rows.index(own)

    def table(self) -> Tensor:
        """Zero where a label is allowed, a large negative number elsewhere."""
        table = torch.full((len(self.rows), len(LABELS)), -1e4)
        for number, row in enumerate(self.rows):
            table[number, list(row)] = 0.0
        return table


def examples(texts: Iterable[Labelled], tokenizer: Tokenizer, sets: Sets) -> Iterator[Example]:
    """Cut texts as the guard does and label the first piece of each word."""
    for text in texts:
        outside = sets.number(allowed(text.unlabelled))
        unseen = outside if text.hints is None else sets.number(allowed(text.unlabelled & UNHINTED))
        cuts = list(windows(text.text))
        encodings = tokenizer.encode_batch([text.text[c.start : c.end] for c in cuts])
        for cut, encoding in zip(cuts, encodings, strict=True):
            yield _example(text, cut.start, encoding, (outside, unseen))


def _example(text: Labelled, at: int, encoding, outside: tuple[int, int]) -> Example:  # noqa: ANN001
    targets: list[int] = []
    word, last = None, None
    for (start, end), number in zip(encoding.offsets, encoding.word_ids, strict=True):
        if number == word:
            targets.append(SKIPPED)
            continue
        word = number
        if text.text[at + start : at + end].isspace():
            targets.append(SKIPPED)
            continue
        if text.hints is None or any(a < at + end and at + start < b for a, b in text.hints):
            free = outside[0]
        else:
            free = outside[1]
        span = next((s for s in text.spans if s[0] < at + end and at + start < s[1]), None)
        targets.append(free if span is None else begin(span[2]) + (span == last))
        last = span
    return Example([0, *encoding.ids[:_MOST], 1], [SKIPPED, *targets[:_MOST], SKIPPED])


def batches(own: list[Example], pieces: int, random: Random) -> list[list[Example]]:
    """Group examples of like length, up to `pieces` a batch, in random order."""
    order = sorted(own, key=lambda e: len(e.ids) + random.random() * 8)
    found: list[list[Example]] = [[]]
    for example in order:
        if found[-1] and (len(found[-1]) + 1) * len(example.ids) > pieces:
            found.append([])
        found[-1].append(example)
    random.shuffle(found)
    return found


def padded(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Return piece numbers, targets and lengths."""
    size = max(len(e.ids) for e in batch)
    ids = torch.ones((len(batch), size), dtype=torch.long)
    targets = torch.full((len(batch), size), SKIPPED, dtype=torch.long)
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        targets[row, : len(example.targets)] = torch.tensor(example.targets)
    return ids, targets, torch.tensor([len(e.ids) for e in batch])
