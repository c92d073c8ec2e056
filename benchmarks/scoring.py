"""Scores of a detector on gold spans: overlap matching with the same label, leak, over-masking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.data import Gold

Found = tuple[int, int, str]


@dataclass(slots=True)
class Score:
    """Counts over a set; characters are non-space ones for `leak`."""

    matched: int = 0
    missed: int = 0
    right: int = 0
    wrong: int = 0
    astray: int = 0
    """Those of the wrong that touch nothing confidential at all; the others touch another label."""
    gold_chars: int = 0
    leaked: int = 0
    all_chars: int = 0
    over_chars: int = 0
    by_label: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def in_place(self) -> float:
        """Precision when a span of another label counts as right."""
        return 1 - self.astray / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.matched / max(1, self.matched + self.missed)

    @property
    def f2(self) -> float:
        p, r = self.precision, self.recall
        return 5 * p * r / max(1e-9, 4 * p + r)

    @property
    def leak(self) -> float:
        return self.leaked / max(1, self.gold_chars)

    @property
    def over(self) -> float:
        return self.over_chars / max(1, self.all_chars)


def score(pairs: Iterable[tuple[Gold, list[Found]]]) -> Score:
    """Score findings against gold; kinds that the set does not label are no mistakes."""
    pairs = list(pairs)
    labels = {label for gold, _ in pairs for *_, label in gold.spans}
    total = Score()
    for gold, found in pairs:
        _add(total, gold, found, labels)
    return total


def _add(total: Score, gold: Gold, found: list[Found], labels: set[str]) -> None:
    covered = bytearray(len(gold.text))
    wanted = bytearray(len(gold.text))
    for start, end, _ in found:
        covered[start:end] = b"\1" * (end - start)
    for start, end, label in gold.spans:
        wanted[start:end] = b"\1" * (end - start)
        hit = any(s < end and start < e and k == label for s, e, k in found)
        total.matched += hit
        total.missed += not hit
        chars = [i for i in range(start, end) if not gold.text[i].isspace()]
        leaked = sum(not covered[i] for i in chars)
        total.gold_chars += len(chars)
        total.leaked += leaked
        total.by_label[label][0] += leaked
        total.by_label[label][1] += len(chars)
    for start, end, label in found:
        if label in labels:
            good = any(s < end and start < e and k == label for s, e, k in gold.spans)
            total.right += good
            total.wrong += not good
            total.astray += not any(wanted[start:end])
    total.all_chars += len(gold.text)
    total.over_chars += sum(c and not w for c, w in zip(covered, wanted, strict=True))
