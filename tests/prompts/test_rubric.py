"""A rubric is judged by a named model when one is asked for, and stays an opinion."""

from __future__ import annotations

from pathlib import Path

import pytest

from prompts.format.messages import PromptMessage
from prompts.reproduce.canonical import digest_text
from prompts.trials.assertions import Outcome, Subject, Verdict, judge
from prompts.trials.cases import Check
from prompts.trials.goldens import Golden, write_golden
from prompts.trials.rubric import Judge, question, verdict
from tests.models import fake_provider as fakes

PROMPT = "---\nname: greet\ninput: {schema: {who: string}}\n---\nGreet {{who}} in one line.\n"


def judged(*said: str, negated: bool = False) -> Verdict:
    answers = iter(said)

    def ask(messages: tuple[PromptMessage, ...], sample: int) -> str:
        return next(answers)

    check = Check("llm-rubric", "is kind", negated)
    return judge(check, Subject("Bonjour", ""), Judge("m", ask))


def test_two_of_three_decide_and_the_model_is_named() -> None:
    found = judged("Kind.\nPASS", "No.\nFAIL", "Kind.\nPASS")
    assert found.outcome is Outcome.PASS
    assert "opinion of m" in found.reason and "met 2 times of 3" in found.reason
    assert judged("x\nFAIL", "x\nFAIL", "x\nPASS").outcome is Outcome.FAIL
    assert judged("x\nFAIL", "x\nFAIL", "x\nPASS", negated=True).outcome is Outcome.PASS
    assert judged("x\nFAIL", "x", "x\nPASS").outcome is Outcome.UNDECIDED


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("PASS", True), ("It fails here.\n\nFAIL.\n", False), ("**PASS**", True), ("", None), ("Perhaps", None),
        ("PASS or FAIL", None), ("PASS\nbut no", None), ("PASSED", None), ("Verdict : FAIL", False),
    ],
)  # fmt: skip
def test_a_verdict_is_read_from_the_last_line_alone(said: str, *, read: bool | None) -> None:
    assert verdict(said) is read


def test_an_answer_cannot_leave_its_fence() -> None:
    (first,), (second,) = question("is kind", "x"), question("is kind", "x")
    fences = [
        {line for line in m.text().splitlines() if line.startswith("-----")}
        for m in (first, second)
    ]
    assert len(fences[0]) == len(fences[1]) == 1 and fences[0] != fences[1]
    (french,) = question("La réponse est aimable et courte", "x")
    assert "Critère" in french.text()


def test_a_rubric_is_asked_only_when_a_judge_is_named(hygie, provider, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from prompts.format.rendering import fill
    from prompts.library.stack import Library, Stack
    from prompts.trials.cases import cases
    from prompts.trials.goldens import request_hash

    library = tmp_path / "lib"
    (library / "tests").mkdir(parents=True)
    (library / "greet.prompt").write_text(PROMPT)
    (library / "tests/greet.tests.yaml").write_text(
        "- vars: {who: Zoé}\n  assert: [{type: llm-rubric, value: The greeting is kind}]\n"
    )
    found = Stack([Library(library)]).find("greet")
    (case,) = cases(found)
    request = request_hash(fill(found.prompt, case.values).messages, found.prompt.meta.config)
    said = "Bonjour Zoé"
    write_golden(found, case, Golden(request, "m", {}, said, digest_text(said)))
    test = ("prompts", "test", "greet", "--library", str(library), "--json")
    quiet = hygie(*test)
    assert quiet.json["counts"] == {"pass": 0, "fail": 0, "undecided": 1}
    assert provider.requests == []
    for _sample in range(3):
        provider.script(fakes.answers("It is warm.\nPASS"))
    asked = hygie(*test, "--judge", "test/remote")
    assert asked.json["counts"]["pass"] == 1, asked.err
    assert "opinion of test/remote" in asked.json["trials"][0]["reasons"][0]
    assert len(provider.requests) == 3
