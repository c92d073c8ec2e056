"""A thousand quotations a language with one thing changed: none may be shown as verified."""

import pytest

from assistant.types import ClaimKind, Status

from .alterations import cases, quoted
from .asking import verdicts


def _quotations(answer: str, source: str) -> list[Status]:
    return [v.status for v in verdicts(answer, source) if v.claim.kind is ClaimKind.QUOTE]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_altered_quotation_is_ever_verified(language: str) -> None:
    passed = [
        (case.kind, case.changed, case.source)
        for seed, case in enumerate(cases(language, 1000))
        if set(_quotations(quoted(case.changed, language, seed), case.source)) != {Status.ALTERED}
    ]
    assert passed == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_same_quotations_unchanged_are_all_verified(language: str) -> None:
    refused = [
        (case.copied, case.source)
        for seed, case in enumerate(cases(language, 300))
        if set(_quotations(quoted(case.copied, language, seed), case.source)) != {Status.SUPPORTED}
    ]
    assert refused == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_sentence_copied_with_one_change_is_not_called_word_for_word(language: str) -> None:
    lead = {"fr": "Le document dit que ", "en": "The document says that "}[language]
    for case in cases(language, 200, seed=11):
        found = verdicts(f"{lead}{case.changed}.", case.source)
        statement = [v for v in found if v.claim.kind is ClaimKind.STATEMENT]
        assert all(v.status is not Status.SUPPORTED for v in statement), case
