"""What a person decides is done, everywhere, and cannot loosen the policy or blind the last gate."""

from dataclasses import replace

import pytest

from assistant.decisions import Decisions, Term
from assistant.errors import LeakPrevented, PolicyRefused
from assistant.linear_review import Dialogue, review_by_lines
from assistant.types import (
    Action,
    Destination,
    Finding,
    Kind,
    Message,
    Private,
    Proposal,
    Redaction,
    Review,
    Role,
    Span,
)
from guards import sealing
from guards.body.gate import widened
from guards.policy.decisions import Policy
from guards.policy.reading import parse
from guards.pseudonyms.vault import MemoryVault
from guards.reviewing import apply_review

TERM = Kind.COMPANY_TERM


def proposed(text: str, *found: tuple[str, Kind, Action], vault: MemoryVault) -> Proposal:
    redactions = []
    for value, kind, action in found:
        start = text.index(value)
        finding = Finding(Span(start, start + len(value)), kind, 1.0, "test")
        marker = "" if action is Action.ALLOW else vault.placeholder(kind, Private(value))
        redactions.append(Redaction(0, finding, Private(value), marker, action))
    return Proposal(Destination.WORLD, (Message(Role.USER, Private(text)),), tuple(redactions))


def sent(text: str, *found: tuple[str, Kind, Action], review: Review) -> str:
    vault = MemoryVault()
    return str(
        sealing.seal(apply_review(proposed(text, *found, vault=vault), review, vault, Policy()))[
            0
        ].text
    )


def hides(*terms: str) -> Review:
    return Review(added=tuple((Private(term), TERM) for term in terms))


PERSON = ("Dupont", Kind.PERSON, Action.PLACEHOLDER)


def test_an_added_term_is_hidden_wherever_it_stands_and_however_it_is_spaced():
    text = "Projet Alpha, PROJET\u00a0ALPHA et projet\nalpha, mais pas Projet Alphabet"
    assert sent(text, review=hides("Projet Alpha")).count("{{COMPANY_TERM") == 3


ASKED = ("Dupont", Kind.PERSON, Action.ASK)


@pytest.mark.parametrize("term", ["Dupont", "DUPONT", "Projet Dupont"])
def test_a_term_to_hide_settles_what_the_policy_asks_about(term: str) -> None:
    assert "Dupont" not in sent("Le Projet Dupont avance", ASKED, review=hides(term))


def test_what_a_term_is_only_a_part_of_is_still_asked_about() -> None:
    asked = ("Marie Dupont", Kind.PERSON, Action.ASK)
    with pytest.raises(PolicyRefused):
        sent("Marie Dupont avance", asked, review=hides("Dupont"))


def test_the_last_gate_settles_nothing_that_a_person_has_to_decide() -> None:
    vault = MemoryVault()
    made = proposed("Dupont, puis encore DUPONT", ASKED, vault=vault)
    assert [r.action for r in widened(made, vault, Policy()).redactions] == [Action.ASK]


def test_an_added_term_that_holds_a_finding_is_hidden_whole():
    text = "Le Projet Dupont Alpha avance"
    assert sent(text, PERSON, review=hides("Projet Dupont Alpha")) == "Le {{COMPANY_TERM_1}} avance"


def test_an_added_term_that_cuts_into_a_finding_takes_both():
    found = ("Jean Dupont", Kind.PERSON, Action.PLACEHOLDER)
    left = sent("chez Jean Dupont Conseil ici", found, review=hides("Dupont Conseil"))
    assert left == "chez {{COMPANY_TERM_1}} ici"


def test_an_added_term_inside_a_finding_changes_nothing():
    found = ("Jean Dupont", Kind.PERSON, Action.PLACEHOLDER)
    assert sent("chez Jean Dupont", found, review=hides("Dupont")) == "chez {{PERSON_1}}"


def test_a_value_is_called_what_the_person_calls_it():
    review = Review(added=((Private("Dupont"), Kind.ORG),))
    assert sent("chez Dupont, oui", PERSON, review=review) == "chez {{ORG_1}}, oui"


def test_a_shorter_term_instead_of_a_value_hides_itself_alone():
    found = ("Dupont Bonjour", Kind.PERSON, Action.PLACEHOLDER)
    review = Review({Private("Dupont Bonjour"): Action.ALLOW}, ((Private("Dupont"), Kind.PERSON),))
    assert sent("Dupont Bonjour à vous", found, review=review) == "{{PERSON_1_B}} Bonjour à vous"


@pytest.mark.parametrize("term", ["hunter2", "de passe hunter2"])
def test_what_the_policy_blocks_no_added_term_lets_through(term):
    found = ("hunter2", Kind.SECRET, Action.BLOCK)
    review = Review(added=((Private(term), Kind.ORG),))
    with pytest.raises(PolicyRefused):
        sent("mot de passe hunter2", found, review=review)


def test_a_value_the_person_shows_leaves_and_others_stay():
    review = Review({Private("Dupont"): Action.ALLOW})
    other = ("Léa", Kind.PERSON, Action.PLACEHOLDER)
    assert sent("Dupont et Léa", PERSON, other, review=review) == "Dupont et {{PERSON_2}}"


def test_what_the_policy_blocks_no_review_lets_through():
    found = ("hunter2", Kind.SECRET, Action.BLOCK)
    with pytest.raises(PolicyRefused):
        sent("mot de passe hunter2", found, review=Review({Private("hunter2"): Action.ALLOW}))


def test_an_allowed_value_does_not_blind_the_last_gate():
    text = "le 11, carte 4111 1111 1111 1111, puis 4111 1111 1111 1111"
    vault = MemoryVault()
    proposal = proposed(
        text,
        ("11", Kind.DATE, Action.ALLOW),
        ("4111 1111 1111 1111", Kind.CREDIT_CARD, Action.PLACEHOLDER),
        vault=vault,
    )  # the second card number was missed by detection
    with pytest.raises(LeakPrevented):
        sealing.seal(proposal)


def test_later_decisions_are_added_to_earlier_ones():
    first = Review({Private("a"): Action.ALLOW}, ((Private("x"), TERM),))
    later = Review({Private("a"): Action.PLACEHOLDER}, ((Private("y"), TERM),))
    both = first.merged(later)
    assert both.actions[Private("a")] is Action.PLACEHOLDER
    assert [term.reveal() for term, _ in both.added] == ["x", "y"]


def shows(*terms: str) -> Review:
    return Review(shown=tuple(map(Private, terms)))


def test_a_lasting_decision_shows_a_value_in_any_case_and_nothing_longer():
    text = "Dupont, DUPONT et Dupont-Moret"
    capitals = ("DUPONT", Kind.PERSON, Action.PLACEHOLDER)
    longer = ("Dupont-Moret", Kind.PERSON, Action.PLACEHOLDER)
    made = sent(text, PERSON, capitals, longer, review=shows("dupônt"))
    assert made == "Dupont, DUPONT et {{PERSON_2}}"
    assert sent(text, PERSON, review=shows("dupont")) == text


def test_a_lasting_decision_never_shows_a_secret_nor_what_others_rule():
    secret = ("hunter2!", Kind.SECRET, Action.PLACEHOLDER)
    assert sent("clé hunter2!", secret, review=shows("hunter2!")) == "clé {{SECRET_1}}"
    vault = MemoryVault()
    proposal = proposed("Dupont", PERSON, vault=vault)
    company = Policy([parse(b"version: 1\nname: c\nrules: []\n", "c")])
    (kept,) = apply_review(proposal, shows("Dupont"), vault, company).redactions
    assert kept.action is Action.PLACEHOLDER


def test_a_term_shown_at_its_own_line_stays_shown_at_the_next_turn():
    review = hides("Alpha").merged(Review({Private("Alpha"): Action.ALLOW}))
    assert sent("Alpha et alpha", review=review) == "Alpha et alpha"


def test_a_term_of_one_letter_and_one_broken_by_emphasis_are_hidden():
    assert sent("Le projet X de 2X", review=hides("X")) == "Le projet {{COMPANY_TERM_1}} de 2X"
    assert sent("Br**iv**elle", review=hides("Brivelle")) == "{{COMPANY_TERM_1}}"


PARTIES = ("Les Genêts et M. Aurélien", Kind.ORG, Action.PLACEHOLDER)
NARROWER = Decisions().with_term(
    Term(Private("Les Genêts"), Kind.ORG, Private("Les Genêts et M. Aurélien"))
)


@pytest.mark.parametrize("action", [Action.PLACEHOLDER, Action.PSEUDONYMISE, Action.ASK])
def test_what_a_narrower_decision_uncovers_stays_hidden(action: Action) -> None:
    found = (*PARTIES[:2], action)
    made = sent("La SCI Les Genêts et M. Aurélien a signé", found, review=NARROWER.review())
    assert made == "La SCI {{ORG_2}} et {{ORG_3}} a signé"


def test_what_is_found_elsewhere_again_is_narrowed_there_too() -> None:
    text = "Les Genêts et M. Aurélien"
    first = proposed(text, PARTIES, vault=(vault := MemoryVault()))
    again = replace(first.redactions[0], message=1)
    both = replace(first, messages=first.messages * 2, redactions=(*first.redactions, again))
    reviewed = apply_review(both, NARROWER.review(), vault, Policy())
    assert {str(one.text) for one in sealing.seal(reviewed)} == {"{{ORG_2}} et {{ORG_3}}"}


def test_the_rest_of_a_value_that_is_no_name_stays_hidden_to_the_last_sign() -> None:
    found = ("hello !!kraken7", Kind.SECRET, Action.PLACEHOLDER)
    review = Decisions().with_term(Term(Private("kraken7"), Kind.SECRET, Private(found[0])))
    made = sent("mot hello !!kraken7", found, review=review.review())
    assert "hello" not in made and "!!" not in made and "kraken7" not in made


def test_the_rest_leaves_once_the_person_shows_it() -> None:
    review = NARROWER.review().merged(Review({Private("M. Aurélien"): Action.ALLOW}))
    assert sent("Les Genêts et M. Aurélien", PARTIES, review=review) == ("{{ORG_2}} et M. Aurélien")


def test_the_rest_stays_hidden_when_the_narrower_term_is_shown_later() -> None:
    review = NARROWER.review().merged(Review({Private("Les Genêts"): Action.ALLOW}))
    made = sent("Les Genêts et M. Aurélien", PARTIES, review=review)
    assert "Les Genêts" in made and "Aurélien" not in made


def test_a_term_that_is_no_part_of_a_value_leaves_it_hidden() -> None:
    made = Decisions().with_term(Term(Private("Kerjean"), Kind.PERSON, Private(PARTIES[0])))
    left = sent("Les Genêts et M. Aurélien Kerjean", PARTIES, review=made.review())
    assert left == "{{ORG_1}} {{PERSON_1}}"


def test_a_line_by_line_review_says_what_stays_hidden_and_hides_it() -> None:
    proposal = proposed("Les Genêts et M. Aurélien", PARTIES, vault=(vault := MemoryVault()))
    shown: list[str] = []
    answers = iter(["1 = Les Genêts : organisation", ""])
    review = review_by_lines(proposal, "m", Dialogue(shown.append, lambda _: next(answers)))
    assert any(line.startswith("    [x]") and line.endswith("M. Aurélien") for line in shown)
    (message,) = sealing.seal(apply_review(proposal, review, vault, Policy()))
    assert message.text == "{{ORG_2}} et {{ORG_3}}"
