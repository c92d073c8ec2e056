"""The starter library as it ships."""

import json


def test_the_starter_librarys_recorded_answers_pass(hygie) -> None:  # type: ignore[no-untyped-def]
    from assistant.prompt_wiring import STARTER

    ran = hygie("prompts", "test", "--library", str(STARTER), "--json")
    trials = json.loads(ran.out)["trials"]
    assert [t for t in trials if t["outcome"] != "pass"] == []
    assert len(trials) == 24
