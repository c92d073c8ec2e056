"""`ask --correct` and `ask --cross-check`: a second answer, and what it changes.

Both go through the whole pipeline, so that the guard reads and seals the second request as it does
every request; findings that are sent back to a model repeat its own words only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant import wiring
from assistant.i18n import gettext as _
from assistant.types import (
    Answer,
    ClaimKind,
    Document,
    Draft,
    Message,
    Private,
    Role,
    Status,
    Verdict,
)
from assistant.verdicts import DOUBTFUL

_AT_MOST = 8  # findings sent back; a small model follows few orders


def correction(draft: Draft, answer: Answer) -> Draft | None:
    """Return the request that sends the findings back, or None when there are none."""
    findings = tuple(_findings(answer.text.reveal(), answer.verdicts))[:_AT_MOST]
    if not findings:
        return None
    order = _(
        "These parts of your answer do not agree with the documents:\n{findings}\n"
        "Write the whole answer again. Correct these parts from the documents or leave them out, "
        "and change nothing else."
    ).format(findings="\n".join(f"- {finding}" for finding in findings))
    asked = (Message(Role.USER, draft.text), Message(Role.ASSISTANT, answer.text))
    return Draft(
        draft.conversation, draft.task, Private(order), draft.documents,
        (*draft.history, *asked), draft.language,
    )  # fmt: skip


def _findings(text: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    for verdict in verdicts:
        if verdict.claim.kind is ClaimKind.STATEMENT and verdict.status in DOUBTFUL:
            span = verdict.claim.span
            parts = [
                claim.claim.text.reveal()
                for claim in verdicts
                if claim.claim.sentence == verdict.claim.sentence
                and claim.claim.kind is not ClaimKind.STATEMENT
                and claim.status in DOUBTFUL
            ]
            sentence = " ".join(text[span.start : span.end].split())
            yield f"{sentence} ({', '.join(parts)})" if parts else sentence


def changes(before: str, after: str) -> Iterator[str]:
    """Yield what differs word for word: lines with « - » for words taken out, « + » for new ones."""
    old, new = before.split(), after.split()
    for tag, low, high, left, right in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            if old[low:high]:
                yield f"- {' '.join(old[low:high])}"
            if new[left:right]:
                yield f"+ {' '.join(new[left:right])}"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A sentence of one model that the answer of the other does not bear out."""

    sentence: str
    other: str
    status: Status
    reason: str


def disagreements(answer: Answer, other: Answer, question: Private[str]) -> list[Disagreement]:
    """Return where the first answer states what the second does not, with the closest sentence.

    What the first takes up from the `question` is no disagreement. Two models that agree may both be
    wrong: this is an opinion, never evidence.
    """
    second = Document(Private(""), other.text)
    text, theirs = answer.text.reveal(), other.text.reveal()
    return [
        Disagreement(
            " ".join(text[verdict.claim.span.start : verdict.claim.span.end].split()),
            _closest(verdict, theirs),
            verdict.status,
            verdict.reason,
        )
        for verdict in wiring.checker().check(answer.text, [second], question)
        if verdict.claim.kind is ClaimKind.STATEMENT and verdict.status in DOUBTFUL
    ]


def _closest(verdict: Verdict, text: str) -> str:
    if not verdict.evidence:
        return ""
    span = verdict.evidence[0].span
    return " ".join(text[span.start : span.end].split())
