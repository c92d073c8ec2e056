"""The guard as a whole: what leaves holds nothing, what comes back is exact, and it fails closed."""

import ast
import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import guards
from assistant.errors import GuardError, GuardNotReady, LeakPrevented, PolicyRefused
from assistant.protocols import Progress
from assistant.types import (
    Action,
    Destination,
    Finding,
    Kind,
    Message,
    Private,
    Review,
    Role,
    Span,
)
from guards import sealing
from guards.detection.rule import Rule
from guards.engine import ConfidentialityGuard
from guards.pseudonyms.vault import MemoryVault
from tests.guards.finding import Fixed, RulesOnly

RULES = ConfidentialityGuard(RulesOnly())


def sealed(
    guard: ConfidentialityGuard,
    *texts: str,
    vault: MemoryVault | None = None,
    review: Review | None = None,
) -> list[str]:
    vault = vault or MemoryVault()
    messages = [Message(Role.USER, Private(text)) for text in texts]
    proposal = guard.propose(messages, vault, Destination.WORLD)
    return [message.text for message in guard.seal(proposal, review or Review(), vault)]


def back(guard: ConfidentialityGuard, vault: MemoryVault, text: str) -> str:
    restorer = guard.restorer(vault)
    return restorer.feed(text) + restorer.close()


def test_one_person_in_all_forms_and_the_brother() -> None:
    text = (
        "Mme Marie Dupont et son frère Paul Dupont. DUPONT Marie a écrit ; Mme Dupont répond. "
        "Marie (marie.dupont@example.org) et M. Dupont. Dupont ?"
    )
    vault = MemoryVault()
    out = sealed(RULES, text, vault=vault)[0]
    assert out == (
        "Mme {{PERSON_1}} et son frère {{PERSON_2}}. {{PERSON_1_B}} a écrit ; Mme {{PERSON_1_C}} répond. "
        "{{PERSON_1_D}} ({{PERSON_1_EMAIL}}) et M. {{PERSON_2_B}}. {{PERSON_3}} ?"
    )
    assert back(RULES, vault, out) == text
    answer = "{{PERSON_1}} wrote to {{PERSON_1_EMAIL}}; her brother {{PERSON_2}} did not."
    assert back(RULES, vault, answer) == (
        "Marie Dupont wrote to marie.dupont@example.org; her brother Paul Dupont did not."
    )


def test_stable_over_turns() -> None:
    vault = MemoryVault()
    first = "Bonjour Mme Lefèvre, votre dossier avance."
    one = sealed(RULES, first, vault=vault)
    two = sealed(RULES, first, "Élodie Lefèvre et Karim Benali arrivent.", vault=vault)
    assert two[0] == one[0]
    assert two[1].startswith("{{PERSON_1_B}} et {{PERSON_2}}")


def test_another_conversation_restores_nothing() -> None:
    out = sealed(RULES, "Bonjour Élodie,")[0]
    assert back(RULES, MemoryVault(), out) == out


@pytest.mark.parametrize(
    "text",
    [
        "{{PERSON_1}}",
        "{{PERSON_1}} et Mme Dupont",
        "[EMAIL_1] a@example.org",
        "Mme Lefèvre PERSON_1Élodie",
        "PERSON_2Élodie",
        "Mme Dupont PERSON_1",
    ],
)
def test_what_the_person_types_as_a_placeholder_stays(text: str) -> None:
    vault = MemoryVault()
    assert back(RULES, vault, sealed(RULES, text, vault=vault)[0]) == text


def test_constants_of_a_program_are_left_alone() -> None:
    assert sealed(RULES, "x = CODE_1 + DATE_2") == ["x = CODE_1 + DATE_2"]


def test_a_hidden_number_in_another_grouping_does_not_stop_the_request() -> None:
    (text,) = sealed(RULES, "Le dossier n° 123456 est clos. Total 123 456 unités.")
    assert "456" not in text


@pytest.mark.parametrize(
    "value", ["mot de passe: SECRET_123456", "password=SECRET_99", "login: USERNAME_42", "dossier n° CODE_48213"]
)  # fmt: skip
def test_a_value_shaped_like_a_placeholder_is_hidden_like_any_other(value: str) -> None:
    (text,) = sealed(RULES, value)
    assert "{{" in text and value.split("_")[-1] not in text


def test_a_value_hidden_once_is_hidden_everywhere() -> None:
    out = sealed(RULES, "Née le 12/03/1984.", "Rendez-vous le 12/03/1984, vers 10 h.")
    assert "1984" not in "".join(out)
    out = sealed(RULES, "SIREN 732 829 321", "et encore 732 829 321 ici")
    assert "829" not in "".join(out)


VALUES = st.sampled_from(
    [
        "Mme Dupont", "Marie Dupont", "DUPONT Marie", "Paul Dupont", "Élodie", "paul.dupont@example.org",
        "06 39 98 00 12", "+33 6 39 98 00 12", "FR76 3000 6000 0112 3456 7890 189", "192.0.2.17",
        "4111\u202f1111\u202f1111\u202f1111", "{{PERSON_1}}", "PERSON_2", "12 rue des Lilas, 69003 Lyon",
        "née le 12/03/1984", "12/03/1984", "mot de passe : soleil2026!", "marie.**dupont**@example.org",
        "&Eacute;lodie", "| 4111 1111 | 1111 1111 |", "m a r i e @ e x a m p l e . o r g", "srv-paie-02",
        "TWFyaWUgRHVwb250IGhhYml0ZSBpY2k=", "a²", "½", "\u200b", "\ud800", "\0", "\u202eabc", "AB-123-CD",
        "bWFyaWUuZHVwb250QGV4YW1wbGUub3Jn", "{", "}}", "[", "«", "&lt;", "PERSON", "%40", "\\u00e9",
    ]
)  # fmt: skip
GLUE = st.sampled_from([" ", "\n", ", ", "", ". ", "\t", '"', "**", "\n\n", " | ", "; "])
TEXTS = st.lists(st.one_of(VALUES, st.text(max_size=12), GLUE), max_size=14).map("".join)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=1, max_size=3), st.lists(st.integers(0, 400), max_size=8))
def test_restoring_what_was_sealed_gives_the_text(texts: list[str], cuts: list[int]) -> None:
    vault = MemoryVault()
    try:
        sent = sealed(RULES, *texts, vault=vault)
    except LeakPrevented:
        # A value glued to another word may show only once the word is replaced: nothing is sent.
        return
    for text, safe in zip(texts, sent, strict=True):
        restorer = RULES.restorer(vault)
        edges = [0, *sorted(min(cut, len(safe)) for cut in cuts), len(safe)]
        shown = [restorer.feed(safe[a:b]) for a, b in itertools.pairwise(edges)]
        assert "".join([*shown, restorer.close()]) == text


@settings(max_examples=100, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=12))
def test_values_that_stand_apart_never_stop_a_request(values: list[str]) -> None:
    vault, text = MemoryVault(), "\n".join(values)
    assert back(RULES, vault, sealed(RULES, text, vault=vault)[0]) == text


class Broken(RulesOnly):
    """A detector that fails, quoting what it read as careless libraries do."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def find(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[Finding]]:
        raise self.error


@pytest.mark.parametrize(
    "error",
    [
        ValueError("Marie Dupont"),
        TimeoutError("Marie"),
        RecursionError(),
        MemoryError(),
        KeyError("Marie"),
    ],
)
def test_a_failing_detector_stops_the_request_and_quotes_nothing(error: Exception) -> None:
    guard = ConfidentialityGuard(Broken(error))
    with pytest.raises(GuardError) as caught:
        sealed(guard, "Marie Dupont")
    assert "Marie" not in str(caught.value.fields()) + str(caught.value)
    assert caught.value.__cause__ is None and caught.value.__suppress_context__


def test_a_guard_that_is_not_ready_says_so() -> None:
    with pytest.raises(GuardNotReady):
        sealed(ConfidentialityGuard(Broken(GuardNotReady("loading"))), "text")


def test_a_pattern_out_of_time_stops_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guards.detection.rule.MATCH_SECONDS", 0.05)
    slow = Rule("slow", Kind.CODE, r"(?:a+)+\d$")
    guard = ConfidentialityGuard(RulesOnly([slow]))
    with pytest.raises(GuardError):
        sealed(guard, "a" * 5_000 + "!")


def test_the_last_gate_stops_what_a_fault_lets_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "apply", lambda text, *_: text)
    with pytest.raises(LeakPrevented) as caught:
        sealed(RULES, "Bonjour Mme Lefèvre,")
    assert "Lef" not in str(caught.value.fields())


def test_any_fault_in_sealing_stops_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise IndexError("Lefèvre")

    monkeypatch.setattr(sealing, "apply", failing)
    with pytest.raises(GuardError) as caught:
        sealed(RULES, "Bonjour Mme Lefèvre,")
    assert "Lef" not in str(caught.value.fields())


def test_blocked_by_the_person() -> None:
    review = Review({Private("Lefèvre"): Action.BLOCK})
    with pytest.raises(PolicyRefused):
        sealed(RULES, "Bonjour Mme Lefèvre,", review=review)


def test_allowed_by_the_person() -> None:
    review = Review({Private("Lefèvre"): Action.ALLOW})
    assert sealed(RULES, "Bonjour Mme Lefèvre,", review=review) == ["Bonjour Mme Lefèvre,"]


def test_added_by_the_person_everywhere() -> None:
    review = Review(added=((Private("quobilis"), Kind.COMPANY_TERM),))
    out = sealed(RULES, "Le plan Quobilis", "et QUOBILIS encore", review=review)
    assert out == ["Le plan {{COMPANY_TERM_1}}", "et {{COMPANY_TERM_1_B}} encore"]


def test_progress_is_told_and_may_cancel() -> None:
    seen: list[tuple[int, int]] = []
    messages = [Message(Role.USER, Private("Bonjour. " * 4_000))]
    RULES.propose(messages, MemoryVault(), Destination.WORLD, lambda *at: seen.append(at))
    assert len(seen) > 2 and seen[-1][0] == seen[-1][1] == 36_000

    class Cancelled(BaseException):
        pass

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        RULES.propose(messages, MemoryVault(), Destination.WORLD, cancel)


def test_safe_text_is_made_in_one_place() -> None:
    root = Path(guards.__file__).parent.parent
    makers = set()
    for folder in ("assistant", "guards", "prompts", "knowledge", "tui", "proxy"):
        for path in (root / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = node.func if isinstance(node, ast.Call) else None
                if getattr(called, "id", getattr(called, "attr", "")) == "Safe":
                    makers.add(path.relative_to(root).as_posix())
    assert makers == {"guards/sealing.py"}


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n" * 1_000, "a" * 100_000, "é" * 50_000, "\0" * 1_000, "\ud800" * 100, "م" * 3_000, "1" * 50_000,
     "=" * 50_000, "a." * 20_000, "@" * 20_000, "A-" * 20_000, " 1" * 20_000, "{{" * 5_000, "&#" * 10_000],
)  # fmt: skip
def test_odd_texts_pass_in_bounded_time(text: str) -> None:
    vault = MemoryVault()
    assert back(RULES, vault, sealed(RULES, text, vault=vault)[0]) == text


def test_findings_are_spans_of_the_text() -> None:
    found = ConfidentialityGuard(Fixed(Nordelle=Kind.ORG)).scan(Private("chez Nordelle"))
    assert [(f.span, f.kind) for f in found] == [(Span(5, 13), Kind.ORG)]


def test_nothing_private_shows_in_a_proposal() -> None:
    messages = [Message(Role.USER, Private("Bonjour Mme Lefèvre,"))]
    proposal = RULES.propose(messages, MemoryVault(), Destination.WORLD)
    assert not regex.search("Lefèvre|Bonjour", repr(proposal))
