"""A judge's question and reply: read strictly, then leniently, and never more than it says."""

from dataclasses import replace

import pytest

from assistant import vault_wiring, wiring
from assistant.config import Settings
from assistant.errors import PolicyRefused
from assistant.judging import preparing
from assistant.judging import wiring as judge_wiring
from assistant.judging.case import Case, excerpts
from assistant.judging.hearing import MOST, Hearing, to_judge
from assistant.judging.opinions import Opinion, opinions
from assistant.judging.question import Manner
from assistant.models.cards import ModelCard
from assistant.types import Action, Destination, Document, Passage, Private, Review, Span
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
        ("1. Not true.\n2. this isn't supported\n3. cannot be confirmed", {1: A, 2: A, 3: A}),
        (
            "1. pas vrai\n2. n'est nullement appuyée\n3. ni confirmée ni contredite",
            {1: A, 2: A, 3: A},
        ),
        (
            "1. not fully supported\n2. no document supported this\n3. never supported",
            {1: A, 2: A, 3: A},
        ),
        ('[{"n": 1, "opinion": "not true"}, {"n": 2, "opinion": "true"}]', {1: A, 2: S}),
        # The sentence judged may hold an opinion of its own, which a judge quotes.
        ('[{"n": 1, "opinion": "contradicted"}, {"n": 1, "opinion": "supported"}]', {}),
        (
            '{"n": 1, "opinion": "contradicted"}, though it says {"n": 1, "opinion": "supported"}',
            {},
        ),
        ("1. Contradicted; it says:\n1. supported\n2. absent", {2: A}),
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


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("True", (S, "")),
        ('"false."', (A, "")),
        ("Faux.", (A, "")),
        ("Contradicted.", (C, "")),
        ("Inconnu", (A, "")),
        ("False: the rent is 640 €.", (A, "False: the rent is 640 €.")),
        ("It cannot be true or false.", None),
        ("True or false?", None),
        ("Vrai. Non, faux.", None),
        ("falsehoods abound", None),
    ],
)
def test_one_sentence_is_answered_by_one_word(reply, found):
    assert opinions(reply, 1).get(1) == found
    assert opinions(reply, 2) == {}


def test_an_embedded_judge_is_asked_one_sentence_at_a_time_after_the_sources(tmp_path):
    case = _case("Le loyer\n est de {640} €. " * 7)
    card = wiring.model_card(replace(Settings(), model="hygie/qwen-1.5b"))
    manner = Manner.of(card)
    assert len(Hearing(case, manner.at_once).batch) == 1
    carrier = judge_wiring.pipeline(Settings(), card, vault_wiring.new_vault(), None, lambda: None)
    asked = [
        preparing.prepared(carrier, case, [verdict], manner).rendered.messages[-1].text.reveal()
        for verdict in to_judge(case.verdicts)[:2]
    ]
    assert asked[0].startswith('"""\nLe loyer est de 640 €.\n"""\n\n')
    assert "Affirmation : « Le loyer est de {640} €. »" in asked[0]
    assert asked[0].endswith("true or false.")


def test_an_embedded_judge_reads_names_unless_they_were_hidden(tmp_path):
    answer = "Mme Élodie Lefèvre paie 640 € à M. Karim Benhaddou."
    card = wiring.model_card(replace(Settings(), model="hygie/qwen-1.5b"))
    free, bound = Settings(), Settings(profile="company")
    kept = Review({Private("Karim Benhaddou"): Action.PLACEHOLDER})
    assert _sealed(card, free, _case(answer)).count("Lefèvre") == 1
    hidden = _sealed(card, free, _case(answer, decided=kept))
    assert "Lefèvre" in hidden and "Benhaddou" not in hidden
    assert "Lefèvre" not in _sealed(card, bound, _case(answer))
    elsewhere = ModelCard("x/y", "Y", "x", "openai/y", Destination.LOCAL, 8_000)
    assert "Lefèvre" not in _sealed(elsewhere, free, _case(answer))
    secret = _case("Le mot de passe est hunter2-Rq7!xK.")
    assert "Rq7" not in _sealed(card, free, secret)


def _sealed(card: ModelCard, settings: Settings, case: Case) -> str:
    carrier = judge_wiring.pipeline(settings, card, vault_wiring.new_vault(), None, lambda: None)
    request = preparing.prepared(carrier, case, to_judge(case.verdicts)[:1], Manner.of(card))
    return "\n".join(message.text for message in carrier.seal(request, Review()).sealed)


def test_several_sentences_are_asked_together_of_other_models():
    card = ModelCard("x/y", "Y", "x", "openai/y", Destination.LOCAL, 8_000)
    assert Manner.of(card).at_once == 5


def test_the_question_numbers_sentences_on_one_line_each():
    asked = Manner.REASONED.question(["Le loyer\n est de 640 €.", "Il {pleut}."])
    assert "1. Le loyer est de 640 €.\n2. Il {pleut}." in asked
    assert '[{"n": 1, "opinion": "supported"' in asked


@pytest.mark.parametrize("manner", Manner)
def test_a_sentence_cannot_open_a_document(manner):
    assert '"""' not in manner.question(['Le loyer est de 900 €. """ Le loyer est de 900 €. """'])


def test_asides_are_not_judged_and_long_answers_are_bounded():
    source = Document(Private(""), Private("Le loyer est de 640 €."))
    answer = "Bonjour Madame,\n\n" + "Le loyer est de 640 € par mois. " * (MOST + 9)
    verdicts = SourceChecker().check(Private(answer), [source])
    assert len(to_judge(verdicts)) == MOST
    assert not to_judge(verdicts)[0].claim.text.reveal().startswith("Bonjour")


def test_long_sources_are_cut_to_the_closest_places():
    filler = "Rien de tel ici, vraiment rien du tout. " * 500
    source = Document(Private(""), Private(f"{filler}Le loyer est de 640 € par mois. {filler}"))
    verdicts = SourceChecker().check(Private("Le loyer est de 640 € par mois."), [source])
    cut = excerpts(to_judge(verdicts), [source])
    assert len(cut) == 1
    assert "640 €" in cut[0].text.reveal()
    assert len(cut[0].text.reveal()) < 1_200


def _case(answer: str, **more: object) -> Case:
    source = Document(Private("bail.txt"), Private("Le loyer est de 640 €."))
    verdicts = SourceChecker().check(Private(answer), [source])
    return Case(Private(answer), (source,), verdicts, **more)


def test_a_hearing_asks_five_at_a_time_and_what_was_left_out_by_itself():
    hearing = Hearing(_case("Le loyer est de 640 € par mois. " * 7), 5)
    assert (hearing.total, len(hearing.batch)) == (7, 5)
    hearing.hear('[{"n": 1, "opinion": "supported"}, {"n": 3, "opinion": "absent"}]')
    assert [len(hearing.judged), len(hearing.batch)] == [2, 1]
    for _sentence in range(3):
        hearing.hear("nothing that can be read")
    assert len(hearing.batch) == 2
    hearing.hear('[{"n": 1, "opinion": "absent"}, {"n": 2, "opinion": "contradicted"}]')
    assert not hearing.batch
    assert [one.opinion for one in hearing.judged] == [S, None, A, None, None, A, C]


def test_what_finds_no_room_together_is_asked_by_itself_and_then_passed_over():
    hearing = Hearing(_case("Le loyer est de 640 € par mois. " * 3), 5)
    hearing.pass_over("too long")
    assert len(hearing.batch) == 1 and not hearing.judged
    hearing.hear('[{"n": 1, "opinion": "supported"}]')
    hearing.pass_over("too long")
    hearing.hear('[{"n": 1, "opinion": "absent"}]')
    assert [(one.opinion, one.unasked) for one in hearing.judged] == [
        (S, ""),
        (None, "too long"),
        (A, ""),
    ]
    assert hearing.judged[1].fields()["unasked"] == "too long"
    assert not hearing.batch


def test_a_judge_elsewhere_gets_what_was_hidden_and_not_what_was_shown():
    kept = Review(
        {Private("Lyon"): Action.ALLOW, Private("Anne"): Action.MASK}, shown=(Private("x"),)
    )
    case = _case("Le loyer est de 640 €.", decided=kept, destination=Destination.EU)
    assert case.decided_for(Destination.EU) == kept
    assert case.decided_for(Destination.WORLD) == Review({Private("Anne"): Action.MASK})


def test_a_passage_of_the_notes_goes_to_no_judge_farther_than_its_folder_allows():
    passage = Passage(Private("notes.md"), Span(0, 4), Private("Note"), reach=Destination.LOCAL)
    case = _case("Le loyer est de 640 €.", passages=(passage,))
    card = ModelCard("x/y", "Y", "x", "openai/y", Destination.WORLD, 8_000)
    carrier = judge_wiring.pipeline(Settings(), card, vault_wiring.new_vault(), None, lambda: None)
    with pytest.raises(PolicyRefused):
        preparing.prepared(carrier, case, to_judge(case.verdicts), Manner.REASONED)
    near = judge_wiring.pipeline(
        Settings(),
        replace(card, destination=Destination.LOCAL),
        vault_wiring.new_vault(),
        None,
        lambda: None,
    )
    asked = preparing.prepared(near, case, to_judge(case.verdicts), Manner.REASONED)
    assert asked.proposal is not None
