"""What an embedded judge's odds say of a sentence."""

import json

import pytest

from assistant.judging.hearing import Hearing
from assistant.judging.odds import doubt, opinion
from assistant.judging.opinions import Opinion
from assistant.judging.telling import notices, words
from tests.judging.test_judge import _case


def _reply(true: object, false: object) -> str:
    return json.dumps({"true": true, "false": false})


@pytest.mark.parametrize(
    ("reply", "share"),
    [
        (_reply(0.9, 0.1), 0.1),
        (_reply(0.2, 0.6), 0.75),
        (_reply(0.0, 0.001), 1.0),
        (_reply(1, 0), 0),
    ],
)
def test_the_share_of_false(reply, share):
    assert doubt(reply) == pytest.approx(share)


@pytest.mark.parametrize(
    "reply",
    [
        "", "true", "[]", "0.4", '{"true": 1}', _reply(0, 0), _reply(-1, 1), _reply(3, 4), _reply("a", 1),
        _reply(None, 1), '{"true": NaN, "false": 0.5}', "[" * 100_000, '{"true": 1e999, "false": 0}',
    ],
)  # fmt: skip
def test_what_gives_no_odds_is_none(reply):
    assert doubt(reply) is None


def test_no_opinion_where_neither_word_is_twice_as_likely():
    told = [opinion(share / 100) for share in (0, 33, 34, 50, 66, 67, 100)]
    sure, unsure, doubted = Opinion.SUPPORTED, Opinion.UNSURE, Opinion.ABSENT
    assert told == [sure, sure, unsure, unsure, unsure, doubted, doubted]


def test_a_hearing_takes_odds_for_one_sentence_only():
    hearing = Hearing(_case("Le loyer est de 640 € par mois. Les chiens sont interdits."), 1)
    hearing.hear(_reply(0.5, 0.45))
    hearing.hear(_reply(0.1, 0.9))
    assert [one.opinion for one in hearing.judged] == [Opinion.UNSURE, Opinion.ABSENT]
    assert hearing.judged[1].fields()["doubt"] == 0.9
    assert words(hearing.judged[0]) == "it is not sure"
    several = Hearing(_case("Le loyer est de 640 € par mois. Les chiens sont interdits."), 5)
    several.hear(_reply(0.1, 0.9))
    assert not several.judged


def test_an_opinion_over_a_text_that_seems_to_steer_it_says_so():
    hearing = Hearing(_case("Le loyer est de 640 € par mois. Les chiens sont interdits."), 1)
    hearing.hear(_reply(0.9, 0.1), ("bail.txt gives orders",))
    hearing.hear(_reply(0.9, 0.1))
    steered, free = hearing.judged
    assert words(steered) == "it finds this in the sources, but what it read seems to steer it"
    assert words(free) == "it finds this in the sources"
    assert steered.fields()["notices"] == ["bail.txt gives orders"]
    assert "notices" not in free.fields()
    assert notices(hearing.judged) == ("bail.txt gives orders",)
