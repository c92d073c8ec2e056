"""Markers that hide nothing known are told once; those that the person wrote are left alone."""

import pytest

from assistant.exchange import Run
from assistant.types import Kind, Message, Private, Role
from guards.pseudonyms.vault import MemoryVault
from guards.restore import StreamRestorer


def told(answer: str, *given: str) -> str:
    vault = MemoryVault()
    vault.placeholder(Kind.PERSON, Private("Maïwenn Kervastoué"))
    run = Run(0.0)
    reply = run.awaited(StreamRestorer(vault), "")
    reply.restored = reply.restorer.feed(answer) + reply.restorer.close()
    return " ".join(run.warnings([Message(Role.USER, Private(text)) for text in given]))


@pytest.mark.parametrize(
    ("answer", "count", "markers"),
    [
        ("Bien à vous,\n{{SIGNATURE}}", "1 marker that", "{{SIGNATURE}}"),
        ("{{PERSON_1}} voit {{PERSON_9}}.", "1 marker that", "{{PERSON_9}}"),
        ("Paris is the {{CAPITAL_1}} of {{COUNTRY_2_B}}.", "2 markers that", "{{CAPITAL_1}}, {{COUNTRY_2_B}}"),
        (r"\{\{PERSON\_9\}\}, {{PERSON_9}} et \{\{CAPITAL\_1\}\}", "2 markers that", "{{PERSON_9}}, {{CAPITAL_1}}"),
        ("[PERSON_9]", "1 marker that", "[PERSON_9]"),
        (" ".join(f"{{{{NAME_{n}}}}}" for n in range(1, 8)), "7 markers that", "{{NAME_5}} …."),
    ],
)  # fmt: skip
def test_told(answer: str, count: str, markers: str) -> None:
    said = told(answer, "Qui vient ?")
    assert said.count("made up") == 1
    assert count in said and said.endswith(f": {markers}." if "…" not in markers else markers)


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        ("{{PERSON_1}} vient.", ""),
        ("Put {{NAME_1}} there.", "Keep {{NAME_1}} as it is."),
        (r"Put \{\{NAME\_1\}\} there.", "Keep {{NAME_1}} as it is."),
        ("{{ name }} and {% if x %}, {x}, f(A_1), [1]", ""),
        ("", ""),
    ],
)
def test_left_alone(answer: str, given: str) -> None:
    assert told(answer, given) == ""
