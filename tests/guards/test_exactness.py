"""What was hidden comes back exactly, or is not sent: findings of the round-trip benchmark kept."""

from collections.abc import Iterator

import pytest

from assistant.errors import GuardError
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
from benchmarks import roundtrip
from guards.engine import ConfidentialityGuard
from guards.exactness import exact
from guards.policy.decisions import Policy
from guards.policy.model import PolicyFile, PolicyRule
from guards.pseudonyms.vault import MemoryVault
from guards.restore import StreamRestorer

_REALISTIC = Policy(
    [PolicyFile(version=1, name="surrogates", rules=(PolicyRule(action=Action.PSEUDONYMISE),))]
)


def guard(*, realistic: bool) -> ConfidentialityGuard:
    detector = roundtrip._WithoutModels([roundtrip._Names()])
    return ConfidentialityGuard(detector, _REALISTIC if realistic else None)


@pytest.mark.parametrize("case", [19565, 33737, 40911, 54723, 54809, 57811])
def test_the_last_gate_refuses_none_of_these(case: int) -> None:
    """A value with a code sign at its end, glued to a name elsewhere; a number in another grouping."""
    assert roundtrip.case(guard(realistic=False), case) == ""


@pytest.mark.parametrize("case", [52, 106, 119, 188, 231, 312, 358])
def test_a_value_that_stands_encoded_besides_is_hidden_there_too(case: int) -> None:
    """In base64 or hexadecimal, where no rule sees it by itself; in full-width digits within those."""
    assert roundtrip.case(guard(realistic=False), case, "evaded") == ""


def test_two_stand_ins_side_by_side_come_back() -> None:
    assert roundtrip.case(guard(realistic=True), 806, "wild") == ""


def restored(sealed: str, vault: MemoryVault) -> str:
    restorer = StreamRestorer(vault)
    return restorer.feed(sealed) + restorer.close()


def redactions(vault: MemoryVault, *values: tuple[int, str, str]) -> Iterator[Redaction]:
    for start, value, stand_in in values:
        finding = Finding(Span(start, start + len(value)), Kind.PERSON, 0.9, "test")
        yield Redaction(0, finding, Private(value), stand_in, Action.PSEUDONYMISE)


class Swapping(MemoryVault):
    """A vault whose stand-in comes back as somebody else."""

    def original(self, placeholder: str) -> Private[str] | None:
        return Private("Ida") if placeholder == "Claire" else super().original(placeholder)

    def surrogates(self) -> tuple[str, ...]:
        return ("Claire",)


def test_a_stand_in_that_would_come_back_as_another_is_not_used() -> None:
    vault = Swapping()
    message = Message(Role.USER, Private("Marie writes."))
    own = tuple(redactions(vault, (0, "Marie", "Claire")))
    made = exact(Proposal(Destination.WORLD, (message,), own), vault)
    (redaction,) = made.redactions
    assert redaction.placeholder == "{{PERSON_1}}"
    assert restored("{{PERSON_1}} writes.", vault) == "Marie writes."


def test_a_stand_in_that_comes_back_stays() -> None:
    text, vault = "Marie Dupont writes to Paul Dupont.", MemoryVault()
    realistic = guard(realistic=True)
    message = Message(Role.USER, Private(text))
    proposal = realistic.propose([message], vault, Destination.WORLD)
    (sealed,) = realistic.seal(proposal, Review(), vault)
    assert "{{" not in sealed.text
    assert restored(sealed.text, vault) == text


class Forgetful(MemoryVault):
    """A vault that takes a text in clear for a placeholder's value."""

    def original(self, placeholder: str) -> Private[str] | None:
        return Private("someone else")


def test_what_would_come_back_wrong_is_not_sent() -> None:
    message = Message(Role.USER, Private("about {{PERSON_9}} and more"))
    finding = Finding(Span(6, 18), Kind.LITERAL, 1.0, "literal")
    shown = (Redaction(0, finding, Private("{{PERSON_9}}"), "", Action.ALLOW),)
    with pytest.raises(GuardError):
        exact(Proposal(Destination.WORLD, (message,), shown), Forgetful())


def test_text_that_is_sealed_already_keeps_its_placeholders() -> None:
    """Partial answers are joined as the model wrote them, and sealed once more for the last gate."""
    vault = MemoryVault()
    vault.placeholder(Kind.PERSON, Private("Marie"))
    proposal = Proposal(Destination.WORLD, (Message(Role.USER, Private("{{PERSON_1}} says")),), ())
    assert exact(proposal, vault) is proposal


def test_what_is_generalised_needs_not_come_back() -> None:
    text, vault = "born 12/03/1984", MemoryVault()
    finding = Finding(Span(5, 15), Kind.DATE, 0.9, "test")
    own = (Redaction(0, finding, Private("12/03/1984"), "1984", Action.GENERALISE),)
    proposal = Proposal(Destination.WORLD, (Message(Role.USER, Private(text)),), own)
    assert exact(proposal, vault) is proposal
