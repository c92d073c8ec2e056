"""What a scan shows is what a request hides: the same places, as the same kinds."""

import pytest

from assistant.types import Destination, Kind, Message, Private, Review, Role
from guards.engine import ConfidentialityGuard
from guards.pseudonyms.vault import MemoryVault
from tests.guards.finding import Fixed

LETTER = "Madame,\nOrvane SAS vous remercie. Paul Orvane vous appellera.\nOrvane"


@pytest.mark.parametrize("kind", [Kind.ORG, Kind.COMPANY_TERM, Kind.PERSON, Kind.CODE])
@pytest.mark.parametrize(
    "found",
    [
        {},
        {"Orvane": Kind.PERSON},
        {"Orvane": Kind.LOCATION},
        {"Orvane_SAS": Kind.ORG, "Paul_Orvane": Kind.PERSON},
        {"vane_SAS": Kind.ORG},
    ],
)
def test_a_term_of_the_persons_own_is_told_as_it_is_hidden(kind: Kind, found: dict[str, Kind]):
    own = Review(added=((Private("Orvane"), kind),))
    guard = ConfidentialityGuard(Fixed(**found), own=lambda: own)
    told = [(one.span, one.kind) for one in guard.scan(Private(LETTER))]
    message = Message(Role.USER, Private(LETTER))
    proposal = guard.propose([message], MemoryVault(), Destination.WORLD)
    assert told == [(one.finding.span, one.finding.kind) for one in proposal.redactions]
