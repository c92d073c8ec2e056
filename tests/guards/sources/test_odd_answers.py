"""Answers and sources as they come: bounded time, and never « supported » by mistake."""

import time

import pytest

from assistant.types import ClaimKind, Document, Private, Status, Verdict
from guards.sources.checker import SourceChecker


def _check(answer: str, sources: list[str]) -> tuple[tuple[Verdict, ...], float]:
    documents = [Document(Private(""), Private(text)) for text in sources]
    began = time.process_time()
    found = SourceChecker().check(Private(answer), documents)
    return found, time.process_time() - began


def _supported(found: tuple[Verdict, ...]) -> list[str]:
    return [v.claim.text.reveal() for v in found if v.status is Status.SUPPORTED]


LONG = "The council did not approve the plan of 12 May because 40 trees would fall near Bridge 7. "


@pytest.mark.parametrize(
    ("answer", "sources"),
    [
        ("", ["Une source."]),
        ("   \n\n ", ["Une source."]),
        ("Le prix est de 40 €.", []),
        ("Le prix est de 40 €.", [""]),
        ("Le prix est de 40 €.", ["\u0000\ufffd" * 50]),
        ("Voir [7] et [12].", ["Une source."]),
        ("```\nx = 40\n```", ["Une source."]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["Une source."]),
        ("السعر هو ٤٠ يورو في هذا العقد.", ["Le prix est de 45 euros dans ce contrat."]),
        ("Rose, ô reine du soir,\nTu dors dans le miroir.", ["Le contrat est signé."]),
        ("Le prix est de 4O €.", ["Le prix est de 45 €."]),
    ],
)
def test_an_odd_answer_is_never_supported(answer: str, sources: list[str]) -> None:
    found, seconds = _check(answer, sources)
    assert _supported(found) == []
    assert seconds < 2


def test_a_hundred_thousand_characters_take_bounded_time() -> None:
    answer = (LONG * 1200)[:100_000]
    found, seconds = _check(answer, [LONG * 30, "Nothing of the kind. " * 300])
    assert sum(v.claim.kind is ClaimKind.STATEMENT for v in found) > 1000
    assert seconds < 15


def test_five_hundred_sources_take_bounded_time() -> None:
    sources = [
        f"Note {n}: the plan of {n} May was dropped near Bridge {n}. " * 5 for n in range(500)
    ]
    _found, seconds = _check("The plan of 12 May was not dropped near Bridge 12.", sources)
    assert seconds < 10


def test_a_source_in_the_other_language_supports_no_sentence_by_words() -> None:
    source = (
        "Le conseil municipal a rejeté le projet de halle par 14 voix contre 4 en juin dernier."
    )
    found, _seconds = _check("The town council approved the market hall by 14 votes.", [source])
    assert found[-1].status is Status.UNCHECKED


@pytest.mark.parametrize("item", ["{}", "{} euros", "loyer mensuel 1000 euros"])
def test_more_numbers_take_more_time_in_proportion(item):
    def seconds(count: int) -> float:
        answer = " ".join(item.format(1000 + n) for n in range(count))
        source = " ".join(item.format(1000 + n + count // 8) for n in range(count))
        began = time.process_time()
        SourceChecker().check(Private(answer), [Document(Private(""), Private(source))])
        return time.process_time() - began

    seconds(100)
    small, large = seconds(200), seconds(1000)  # five times as many
    assert large < 15 * small + 0.5
