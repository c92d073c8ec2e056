import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guards.sources.report import report, score

from .asking import verdicts

SOURCE = "Le 3 mai 2024, la société Durand a versé 12 000 € à Mme Lefèvre pour la toiture neuve."


def test_a_report_is_json_with_offsets_of_answer_and_source() -> None:
    answer = "Durand a versé €12,000 en tout."
    line = json.loads(json.dumps(report("a1", verdicts(answer, SOURCE))))
    assert line["id"] == "a1"
    assert 0 <= line["score"] <= 1
    claim = next(claim for claim in line["claims"] if claim["kind"] == "number")
    assert answer[claim["start"] : claim["end"]] == "€12,000"
    assert (claim["status"], claim["evidence"][0]["method"]) == ("supported", "normalised")
    place = claim["evidence"][0]
    assert SOURCE[place["start"] : place["end"]] == "12 000 €"


@pytest.mark.parametrize("wrong", [" le 12 juin 2021", " 12 000 $"])
def test_the_score_grows_from_copied_to_loose_to_wrong(wrong: str) -> None:
    loose = "La société Durand a payé la toiture de Mme Lefèvre"
    answers = [SOURCE, f"{loose}.", f"{loose}{wrong}."]
    scores = [score(verdicts(answer, SOURCE)) for answer in answers]
    assert scores == sorted(scores)
    assert scores[0] == 0
    assert scores[2] > 0.7


def test_what_was_not_read_scores_in_the_middle() -> None:
    assert score(verdicts("Rien à lire ici.")) == score(()) == 0.5


@given(st.text(max_size=120), st.text(max_size=120))
def test_every_score_lies_between_zero_and_one(answer: str, source: str) -> None:
    assert 0 <= score(verdicts(answer, source)) <= 1
