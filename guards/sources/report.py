"""Verdicts as one JSON-ready line, with a score for the answer as a whole.

Each sentence's verdict carries one minus its risk as the score of its first evidence
(`support.risk`). An answer holds something unsupported unless every sentence holds, so its score is
1 − ∏(1 − risk) over its three riskiest sentences, as if they failed independently; with all of them
a long answer would look bad for its length alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from math import prod
from typing import TypedDict

from assistant.types import ClaimKind, Evidence, Status, Verdict

from .support import of_nothing

_RISK = {
    Status.ALTERED: 0.9,
    Status.CONTRADICTED: 0.9,
    Status.NOT_FOUND: 0.9,
}
_SURE = 0.999  # no sentence alone makes an answer certainly wrong, so that two rank above one
_RISKIEST = 3
_UNKNOWN = 0.5


class EvidenceLine(TypedDict):
    """Where the evidence stands: source index and code points."""

    source: int
    start: int
    end: int
    method: str


class ClaimLine(TypedDict):
    """One verdict; `reason` is personal text."""

    start: int
    end: int
    status: str
    kind: str
    reason: str
    evidence: list[EvidenceLine]


class Report(TypedDict):
    """One checked answer; `score` in [0, 1] grows with what looks unsupported."""

    id: str
    score: float
    claims: list[ClaimLine]


def report(identifier: str, verdicts: Sequence[Verdict]) -> Report:
    """Return the verdicts of one answer as a JSON-ready value."""
    return {
        "id": identifier,
        "score": round(score(verdicts), 6),
        "claims": [_claim(verdict) for verdict in verdicts],
    }


def score(verdicts: Sequence[Verdict]) -> float:
    """Return how likely the answer holds something unsupported; 0.5 when nothing was read."""
    risks = [
        _risk(verdict)
        for verdict in verdicts
        if verdict.claim.kind is ClaimKind.STATEMENT and _was_read(verdict)
    ]
    return 1 - prod(1 - risk for risk in nlargest(_RISKIEST, risks)) if risks else _UNKNOWN


def _was_read(verdict: Verdict) -> bool:
    return verdict.status is not Status.UNCHECKED or bool(verdict.evidence)


def _risk(verdict: Verdict) -> float:
    """Return the risk of a sentence; one that no place of the sources resembles has no evidence."""
    if verdict.evidence:
        return min(_SURE, max(0.0, 1 - verdict.evidence[0].score))
    if verdict.status is Status.UNSUPPORTED:
        return of_nothing()
    return _RISK.get(verdict.status, 0.0)


def _claim(verdict: Verdict) -> ClaimLine:
    return {
        "start": verdict.claim.span.start,
        "end": verdict.claim.span.end,
        "status": verdict.status.value,
        "kind": verdict.claim.kind.value,
        "reason": verdict.reason,
        "evidence": [_evidence(evidence) for evidence in verdict.evidence],
    }


def _evidence(evidence: Evidence) -> EvidenceLine:
    return {
        "source": evidence.source,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "method": evidence.method,
    }
