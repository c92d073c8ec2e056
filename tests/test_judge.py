"""A judge's question and reply: read strictly, then leniently, and never more than it says."""

import pytest

from assistant.judge import AT_ONCE, MOST, Opinion, excerpts, opinions, question, to_judge
from assistant.types import Document, Private
from guards.sources.checker import SourceChecker

S, C, A = Opinion.SUPPORTED, Opinion.CONTRADICTED, Opinion.ABSENT


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        (
            '[{"n": 1, "opinion": "supported", "why": "dit"}, {"n": 2, "opinion": "absent"}]',
            {1: S, 2: A},
        ),
        ('```json\n[{"n": "1", "opinion": "contradicted"}]\n```', {1: C}),
        ('{"n": 2, "opinion": "Supported"}', {2: S}),
        (
            'Voici : [{"n": 1, "opinion": "absent", "why": "rien"}, {"n": 2, "opinion": "suppor',
            {1: A},
        ),
        (
            '[{"n": 1, "opinion": "supported", "why": "says "40""}, {"n": 2, "opinion": "absent"}]',
            {2: A},
        ),
        ("1. supported: it says so\n2) Contredit, car 40 €\n3 - not mentioned", {1: S, 2: C, 3: A}),
        ("1: not supported\n2: not contradicted by it", {1: A}),
        ("1. pas appuyée\n2. confirmée", {1: A, 2: S}),
        ('[{"n": 9, "opinion": "supported"}, {"n": 0, "opinion": "absent"}]', {}),
        ('[{"n": 1, "opinion": "maybe"}]', {}),
        ("I cannot judge this.", {}),
        ("", {}),
        ("[" * 100_000, {}),
        ('{"n": ' + "1" * 5_000 + ', "opinion": "supported"}', {}),
    ],
)
def test_a_reply_is_read_as_far_as_it_can_be(reply, found):
    assert {n: told for n, (told, _why) in opinions(reply, 3).items()} == found


def test_the_judges_own_words_come_along():
    told = opinions('[{"n": 1, "opinion": "contradicted", "why": "le bail dit 640 €"}]', 1)
    assert told[1] == (C, "le bail dit 640 €")


def test_the_question_numbers_sentences_on_one_line_each():
    asked = question(["Le loyer\n est de 640 €.", "Il {pleut}."])
    assert "1. Le loyer est de 640 €.\n2. Il {pleut}." in asked
    assert '[{"n": 1, "opinion": "supported"' in asked


def test_asides_are_not_judged_and_long_answers_are_bounded():
    source = Document(Private(""), Private("Le loyer est de 640 €."))
    answer = "Bonjour Madame,\n\n" + "Le loyer est de 640 € par mois. " * (MOST + 9)
    verdicts = SourceChecker().check(Private(answer), [source])
    assert len(to_judge(verdicts)) == MOST > AT_ONCE
    assert not to_judge(verdicts)[0].claim.text.reveal().startswith("Bonjour")


def test_long_sources_are_cut_to_the_closest_places():
    filler = "Rien de tel ici, vraiment rien du tout. " * 500
    source = Document(Private(""), Private(f"{filler}Le loyer est de 640 € par mois. {filler}"))
    verdicts = SourceChecker().check(Private("Le loyer est de 640 € par mois."), [source])
    cut = excerpts(to_judge(verdicts), [source])
    assert len(cut) == 1
    assert "640 €" in cut[0].text.reveal()
    assert len(cut[0].text.reveal()) < 1_200
