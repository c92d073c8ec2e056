"""Measures the checks on hygie's own labelled answers: `python -m benchmarks.own_checks [fit|unseen]`.

For each kind of claim and verdict: how often it fires and how often it is right, by language; then
how well sentences and answers are ranked, with intervals by resampling documents, and the share of
sentences left unchecked. `unseen` documents were never looked at while rules or weights were chosen.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.types import ClaimKind, Document, Private, Status, Verdict
from guards.sources.checker import SourceChecker
from guards.sources.report import score
from guards.sources.sensitive import subject

from .answers import LabelledAnswer, answers
from .ranking import auroc, grouped_interval

_FIRES = (Status.ALTERED, Status.NOT_FOUND, Status.CONTRADICTED, Status.UNSUPPORTED)
_SOUND = "supported"
_RESAMPLED = 500
_QUESTIONS = Path(__file__).parent.parent / "tests" / "guards" / "sources"

Scored = tuple[str, bool, float]  # document, wrong, risk


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer with its verdicts."""

    answer: LabelledAnswer
    verdicts: tuple[Verdict, ...]

    def labels(self) -> Iterator[tuple[Verdict, str]]:
        """Yield each verdict with the label of what it is about."""
        for verdict in self.verdicts:
            yield verdict, self.answer.label(verdict.claim.span)


def main(wanted: Sequence[str]) -> int:
    """Print the tables of one split, `unseen` unless told."""
    split = wanted[0] if wanted else "unseen"
    checked = [_check(answer) for answer in answers(split)]
    wrong = sum(bool(one.answer.spans) for one in checked)
    print(f"{split}: {len(checked)} answers, {wrong} with something wrong")
    _fires(checked)
    for language in ("fr", "en", "all"):
        chosen = [one for one in checked if language in ("all", one.answer.language)]
        _ranks(language, chosen)
    _sensitive()
    return 0


def _check(answer: LabelledAnswer) -> Checked:
    source = Document(Private(""), Private(answer.source))
    return Checked(answer, SourceChecker().check(Private(answer.text), [source]))


def _fires(checked: Sequence[Checked]) -> None:
    print(f"{'claim':<12}{'verdict':<14}{'fires':>6}{'right':>7}{'recall':>8}")
    fired: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    wrong: Counter[str] = Counter()
    for one in checked:
        for verdict, label in one.labels():
            kind = verdict.claim.kind.value
            wrong[kind] += label != _SOUND
            sound = verdict.status in (Status.SUPPORTED, Status.DERIVED)
            fired[kind, verdict.status.value] += 1
            right[kind, verdict.status.value] += (label == _SOUND) == sound
    for kind, status in sorted(fired):
        caught = (
            f"{right[kind, status] / wrong[kind]:.2f}" if status in _FIRES and wrong[kind] else ""
        )
        share = right[kind, status] / fired[kind, status]
        shown = f"{share:.2f}" if status != Status.UNCHECKED else ""
        print(f"{kind:<12}{status:<14}{fired[kind, status]:>6}{shown:>7}{caught:>8}")


def _ranks(name: str, checked: Sequence[Checked]) -> None:
    whole = [(c.answer.document, bool(c.answer.spans), score(c.verdicts)) for c in checked]
    sentences = [
        (c.answer.document, label != _SOUND, 1 - verdict.evidence[0].score)
        for c in checked
        for verdict, label in c.labels()
        if verdict.claim.kind is ClaimKind.STATEMENT and verdict.evidence
    ]
    for what, rows in (("answers", whole), ("sentences", sentences)):
        low, high = grouped_interval(rows, lambda row: row[0], _ranked, _RESAMPLED)
        print(
            f"{name:<4}{what:<10}{len(rows):>5}  AUROC {_ranked(rows):.3f} [{low:.3f}, {high:.3f}]"
        )


def _ranked(rows: Sequence[Scored]) -> float:
    return auroc([wrong for _document, wrong, _risk in rows], [risk for *_, risk in rows])


def _sensitive() -> None:
    for name in ("questions", "questions_later"):
        lines = (_QUESTIONS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        rows = [line.split(" | ", 1) for line in lines if " | " in line and line[0] != "#"]
        found = [(kind != "none", subject(text) is not None) for kind, text in rows]
        right = sum(wanted == strict for wanted, strict in found)
        missed = sum(wanted and not strict for wanted, strict in found)
        print(f"{name}: {right} of {len(rows)} right, {missed} sensitive ones missed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
