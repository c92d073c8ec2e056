"""Asks the checker as a caller would, and picks the verdicts a test is about."""

from assistant.types import ClaimKind, Document, Private, Status, Verdict
from guards.sources.checker import SourceChecker


def verdicts(answer: str, *sources: str) -> tuple[Verdict, ...]:
    documents = [Document(Private("source.txt"), Private(text)) for text in sources]
    return SourceChecker().check(Private(answer), documents)


def claims(answer: str, *sources: str) -> dict[str, Status]:
    """The status of each claim by its text, without the verdicts on sentences."""
    return {
        verdict.claim.text.reveal(): verdict.status
        for verdict in verdicts(answer, *sources)
        if verdict.claim.kind is not ClaimKind.STATEMENT
    }


def statements(answer: str, *sources: str) -> list[Status]:
    return [
        verdict.status
        for verdict in verdicts(answer, *sources)
        if verdict.claim.kind is ClaimKind.STATEMENT
    ]
