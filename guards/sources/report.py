"""Verdicts as one JSON-ready line, with a score for the answer as a whole.

The score is a rule, not a trained probability. A sentence's risk joins two signals as if they
were independent, 1 − (1 − status)·(1 − words): the worst status of its claims, and the share of
its content words that the best place in the sources does not hold. The answer's score is the
mean of its riskiest sentence and its average one, so it grows with every one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from assistant.types import ClaimKind, Evidence, Status, Verdict

_RISK = {
    Status.ALTERED: 0.9,
    Status.CONTRADICTED: 0.9,
    Status.UNSUPPORTED: 0.7,
    Status.NOT_FOUND: 0.7,
    Status.DERIVED: 0.1,
}
_WORDS = 0.8  # the risk of a sentence none of whose words is in the sources
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
        "score": round(score(verdicts), 4),
        "claims": [_claim(verdict) for verdict in verdicts],
    }


def score(verdicts: Sequence[Verdict]) -> float:
    """Return how likely the answer holds something unsupported; 0.5 when nothing was read."""
    risks = [
        _risk(verdict)
        for verdict in verdicts
        if verdict.claim.kind is ClaimKind.STATEMENT and _was_read(verdict)
    ]
    return (max(risks) + sum(risks) / len(risks)) / 2 if risks else _UNKNOWN


def _was_read(verdict: Verdict) -> bool:
    return verdict.status is not Status.UNCHECKED or bool(verdict.evidence)


def _risk(verdict: Verdict) -> float:
    share = verdict.evidence[0].score if verdict.evidence else 0.0
    return 1 - (1 - _RISK.get(verdict.status, 0.0)) * (1 - _WORDS * (1 - share))


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
