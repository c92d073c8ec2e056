"""Lasting decisions: kept encrypted, one for a term, undone for good, never passed over when locked."""

from pathlib import Path

import pytest

from assistant import own_rules
from assistant.config import Settings
from assistant.decisions import Decisions, entities
from assistant.errors import GuardError, MissingError, UserError
from assistant.linear_review import Dialogue, review_by_lines
from assistant.store.key import KeySource, from_environment
from assistant.store.own_rules import kept
from assistant.store.records import Always, OwnRule
from assistant.store.store import FILE, Store, opened
from assistant.types import Action, Destination, Kind, Message, Private, Proposal, Review, Role
from guards.engine import ConfidentialityGuard
from guards.pseudonyms.vault import MemoryVault
from tests.guards.finding import Fixed
from tests.store.made import KEY, decrypted

TERM = Private("Étoile Polaire")


def rule(term: str, always: Always = Always.HIDE) -> OwnRule:
    return OwnRule(0, Private(term), always)


def test_the_last_decision_about_a_term_holds(store: Store) -> None:
    own_rules.keep(store, [rule("Étoile Polaire"), rule("Rose")], 5.0)
    own_rules.keep(store, [rule("ÉTOILE  polaire", Always.SHOW)], 6.0)
    found = [(r.term.reveal(), r.always, r.made) for r in store.rules.all()]
    assert found == [("Rose", Always.HIDE, 5.0), ("ÉTOILE  polaire", Always.SHOW, 6.0)]


def test_undone_leaves_nothing_in_the_file(tmp_path: Path) -> None:
    store = Store(tmp_path, KEY)
    own_rules.keep(store, [OwnRule(0, TERM, Always.HIDE)], 5.0)
    assert kept(tmp_path)
    assert TERM.reveal().encode() not in (tmp_path / FILE).read_bytes()
    own_rules.undo(store, 1)
    with pytest.raises(MissingError):
        own_rules.undo(store, 1)
    store.close()
    assert not kept(tmp_path)
    assert TERM.reveal().encode() not in decrypted(tmp_path)


@pytest.mark.parametrize("term", ["", "  ", "…", "x" * 201])
def test_a_rule_that_would_match_nothing_or_anything_is_refused(store: Store, term: str) -> None:
    with pytest.raises(UserError):
        own_rules.keep(store, [rule(term)], 5.0)
    assert not store.rules.all()


def test_a_restored_store_marks_its_rules_again(tmp_path: Path) -> None:
    store = Store(tmp_path, KEY)
    own_rules.keep(store, [rule("Rose")], 5.0)
    store.close()
    (tmp_path / "own-rules").unlink()
    Store(tmp_path, KEY).close()
    assert kept(tmp_path)


def test_rules_that_cannot_be_read_stop_the_request(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert own_rules.in_force(Settings()) == Review()
    monkeypatch.setenv("HYGIE_PASSPHRASE", "quatre mots sans lien")
    with opened(own_home / "data", KeySource(from_environment, own_home / "none")) as store:
        own_rules.keep(store, [rule("Rose"), rule("Total", Always.SHOW)], 5.0)
    known = own_rules.in_force(Settings())
    assert known.added == ((Private("Rose"), Kind.COMPANY_TERM),)
    assert known.shown == (Private("Total"),)
    monkeypatch.delenv("HYGIE_PASSPHRASE")
    guard = ConfidentialityGuard(Fixed(), None, lambda: own_rules.in_force(Settings()))
    with pytest.raises(GuardError, match="own rules"):
        guard.propose([Message(Role.USER, Private("Rose"))], MemoryVault(), Destination.WORLD)
    with pytest.raises(GuardError, match="own rules"):
        guard.scan(Private("Rose"))


def proposal(guard: ConfidentialityGuard, text: str) -> Proposal:
    return guard.propose([Message(Role.USER, Private(text))], MemoryVault(), Destination.WORLD)


def test_a_review_by_lines_makes_rules_that_the_next_request_obeys(store: Store) -> None:
    found = Fixed(Marie=Kind.PERSON, Total=Kind.ORG)
    made = proposal(ConfidentialityGuard(found), "Marie, Total, Brivelle")
    lines = iter(["1", "!1", "!2", "+! Brivelle", "!2", "!2", ""])
    asked: list[tuple[OwnRule, ...]] = []
    dialogue = Dialogue(lambda line: None, lambda prompt: next(lines), asked.append)
    review_by_lines(made, "model", dialogue)
    own_rules.keep(store, asked[0], 7.0)
    decided = {r.term.reveal(): r.always for r in store.rules.all()}
    assert decided == {"Brivelle": Always.HIDE, "Marie": Always.SHOW, "Total": Always.HIDE}
    review = own_rules.as_review(store.rules.all())
    later = ConfidentialityGuard(found, None, lambda: review)
    actions = {r.original.reveal(): r.action for r in proposal(later, "Marie, Brivelle").redactions}
    assert actions == {"Marie": Action.ALLOW, "Brivelle": Action.PLACEHOLDER}
    assert [f.rule for f in later.scan(Private("Brivelle"))] == ["person"]


def test_a_secret_shown_is_no_rule() -> None:
    made = proposal(ConfidentialityGuard(Fixed(hunter=Kind.SECRET)), "hunter")
    (entity,) = entities(made)
    now = Decisions().toggled(entity).with_lasting(entity.value)
    assert now.rules([entity]) == ()
