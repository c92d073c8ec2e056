"""What a source says as a wish, from hearsay or with a limit is not borne out without it; what keeps it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.types import ClaimKind, Status
from guards.sources.spoken import spoken
from guards.sources.statements import ASIDE

from .asking import statements, verdicts

_VERDICTS = {"·": Status.UNCHECKED, "=": Status.SUPPORTED}


def _cases() -> Iterator[tuple[str, str, Status]]:
    for path in sorted(Path(__file__).parent.glob("weaker_*.txt")):
        source = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            mark, _space, text = line.partition(" ")
            if mark == ">":
                source = text.replace("\\n", "\n")
            elif mark in _VERDICTS:
                yield source, text, _VERDICTS[mark]


@pytest.mark.parametrize(("source", "answer", "status"), list(_cases()))
def test_what_limits_a_sentence_counts_unless_the_answer_keeps_it(
    source: str, answer: str, status: Status
) -> None:
    assert statements(answer, source) == [status]


@pytest.mark.parametrize("source", sorted({source for source, _answer, _status in _cases()}))
def test_a_text_that_is_copied_whole_keeps_what_limits_it(source: str) -> None:
    found = [one for one in verdicts(source, source) if one.claim.kind is ClaimKind.STATEMENT]
    assert {one.status for one in found if one.check != ASIDE} == {Status.SUPPORTED}


@pytest.mark.parametrize(
    ("source", "answer", "word"),
    [
        ("Le syndic voudrait remplacer la chaudière.", "Le syndic remplace la chaudière.", "voudrait"),
        ("D’après M. Petit, le bail est signé à Brest.", "Le bail est signé à Brest.", "D’après M. Petit"),
        ("La vente est peut-être conclue à Brest.", "La vente est conclue à Brest.", "peut-être"),
        ("Le bail de Brest, hélas, serait rompu.", "Le bail de Brest est rompu.", "serait"),
        ("Paul must sign the lease in Hull.", "Paul signed the lease in Hull.", "must"),
        ("Some of the tenants left the house.", "The tenants left the house.", "Some of"),
        ("The shop is open, except on Sunday.", "The shop is open.", "except"),
        ("The sale of Hull is closed if the bank agrees.", "The sale is closed.", "if"),
    ],
)  # fmt: skip
def test_the_word_is_named_as_the_source_writes_it(source: str, answer: str, word: str) -> None:
    found = verdicts(answer, source)[-1]
    assert found.status is Status.UNCHECKED
    assert f"“{word}”" in found.reason


def test_a_sentence_copied_from_beside_a_limit_is_still_read_for_its_figures() -> None:
    found = verdicts(
        "Le prêt est de 40 000 € sur dix ans.", "Le prêt est de 40 000 € sur dix ans, sauf refus."
    )
    assert [one.status for one in found] == [Status.SUPPORTED, Status.UNCHECKED]


def test_a_hyphen_tells_perhaps_from_may_be() -> None:
    assert "peut-etre" in spoken("Il est peut-être là.").row
    assert "peut etre" in spoken("Il peut être là.").row


def test_a_part_of_a_sentence_is_shown_as_it_is_written() -> None:
    said = spoken("Hier, d’après « Marc »,\nil a plu.")
    at = said.row.index("d apres")
    assert said.written(at, at + len("d apres")) == "d’après"
