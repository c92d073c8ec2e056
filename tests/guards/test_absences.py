"""What was sought in vain is not sought again, and what is new always is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import LeakPrevented
from assistant.types import Destination, Kind, Message, Private, Role
from guards import tripwire
from guards.absences import Absences
from guards.engine import ConfidentialityGuard
from guards.pseudonyms.vault import MemoryVault
from guards.sought import Sought
from tests.guards.finding import RulesOnly

words = st.sampled_from(["Anna", "anna", "Bob", "AB-12", "x", "été", "le", "AB 12", "A\nB"])
texts = st.lists(words, max_size=5).map(" ".join)
sets = st.frozensets(words, max_size=4)


@given(st.lists(st.tuples(texts, sets), max_size=8))
def test_what_is_absent_does_not_depend_on_what_was_sought_before(steps):
    memory = Absences()
    for text, values in steps:
        kinds = dict.fromkeys(values, Kind.CODE)
        fresh = Sought(kinds, "r", 0.5, Absences())
        assert Sought(kinds, "r", 0.5, memory).absent(text) == fresh.absent(text)
        assert fresh.absent(text) == fresh.terms.absent(text)


def test_the_gate_seeks_a_new_value_in_a_text_that_it_let_pass():
    text = "Voir le dossier de Wilhelm Ostrander, réf. BRV-2026-0417."
    other = Private("Marguerite Delaunay")
    tripwire.inspect([text], [other])
    tripwire.inspect([text], [other])
    for value in ("Wilhelm Ostrander", "BRV-2026-0417"):
        with pytest.raises(LeakPrevented):
            tripwire.inspect([text], [other, Private(value)])
        with pytest.raises(LeakPrevented):  # a refusal is not remembered as a pass
            tripwire.inspect([text], [other, Private(value)])
    tripwire.inspect([text], [other])


def test_a_long_history_hides_a_value_that_a_late_turn_teaches():
    guard, vault = ConfidentialityGuard(RulesOnly()), MemoryVault()
    early = [
        f"Tour {n} : il a écrit zarbi-kul{n % 3} sans rien dire. " + "Suite. " * 90
        for n in range(6)
    ]
    history = [Message(Role.USER, Private(text)) for text in early]
    for at in range(1, 7):
        proposal = guard.propose(history[:at], vault, Destination.WORLD)
    assert not proposal.redactions
    late = Message(Role.USER, Private("Mot de passe : zarbi-kul1"))
    proposal = guard.propose([*history, late], vault, Destination.WORLD)
    hidden = {(r.message, r.original.reveal()) for r in proposal.redactions}
    assert {(n, "zarbi-kul1") for n in (1, 4, 6)} <= hidden
