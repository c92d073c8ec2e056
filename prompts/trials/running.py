"""Runs the cases of a prompt: over recorded answers, or over answers just given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from prompts.errors import PromptError
from prompts.format.messages import PromptMessage
from prompts.format.rendering import fill
from prompts.library.stack import Found, Stack
from prompts.trials.assertions import Outcome, Subject, Verdict, judge
from prompts.trials.cases import Case
from prompts.trials.goldens import golden_path, read_golden, request_hash
from prompts.trials.rubric import Judge


@dataclass(frozen=True, slots=True)
class Trial:
    """One case with its verdicts; `problem` says why it could not be judged at all."""

    prompt: str
    case: Case
    verdicts: tuple[Verdict, ...] = ()
    problem: str = ""

    @property
    def outcome(self) -> Outcome:
        """Pass when every check passed; fail when one failed; else undecided."""
        outcomes = {verdict.outcome for verdict in self.verdicts}
        if self.problem or Outcome.FAIL in outcomes:
            return Outcome.FAIL
        return Outcome.UNDECIDED if Outcome.UNDECIDED in outcomes else Outcome.PASS

    def fields(self) -> dict[str, Any]:
        """Return the trial as JSON."""
        reasons = [verdict.reason for verdict in self.verdicts if verdict.reason]
        return {
            "prompt": self.prompt, "case": self.case.name, "outcome": self.outcome.value,
            "reasons": [self.problem] if self.problem else reasons, "file": self.case.place.file,
            "line": self.case.place.line,
        }  # fmt: skip


def replayed(stack: Stack, found: Found, case: Case, judging: Judge | None = None) -> Trial:
    """Judge the recorded answer of a case; no model, no network, unless a judging model was named."""
    try:
        filled = fill(found.prompt, case.values, stack.partial)
        request = request_hash(filled.messages, found.prompt.meta.config)
        answer = read_golden(golden_path(found, case), request).answer
    except PromptError as error:
        return Trial(found.entry.identity, case, problem=error.title)
    return judged(found, case, filled.messages, answer, judging)


def judged(
    found: Found,
    case: Case,
    messages: Sequence[PromptMessage],
    answer: str,
    judging: Judge | None = None,
) -> Trial:
    """Judge an answer by the checks of a case."""
    given = "\n".join(message.text() for message in messages)
    subject = Subject(answer, given, found.prompt.output_schema)
    verdicts = tuple(judge(check, subject, judging) for check in case.checks)
    return Trial(found.entry.identity, case, verdicts)


def wilson(passed: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return the interval of a pass rate at 95 % (Wilson 1927), honest for few runs."""
    if not total:
        return 0.0, 1.0
    rate, square = passed / total, z * z
    middle = (rate + square / (2 * total)) / (1 + square / total)
    half = z * sqrt(rate * (1 - rate) / total + square / (4 * total * total)) / (1 + square / total)
    return max(0.0, middle - half), min(1.0, middle + half)
