"""Long texts are analysed in pieces: nothing is lost between two of them."""

import pytest

from guards.detection.detector import Detector
from guards.detection.rule import Hit
from tests.guards.finding import RulesOnly

MAILS = ";".join(f"user{i:05d}.martin@exemple.fr" for i in range(900))
NUMBERS = [f"06 {i // 100:02d} {i % 100:02d} 05 06" for i in range(1_500)]
PHONES = " ".join(NUMBERS)


def left(text: str) -> str:
    for finding in reversed(RulesOnly().find([text])[0]):
        text = text[: finding.span.start] + text[finding.span.end :]
    return text


@pytest.mark.parametrize(
    "text", [MAILS, MAILS.replace(";", " "), PHONES, ";".join(NUMBERS), "é " + PHONES]
)
def test_no_value_is_cut_at_a_border(text: str) -> None:
    assert not any(char.isdigit() or char == "@" for char in left(text))


@pytest.mark.parametrize("shift", range(0, 40, 7))
def test_a_private_token_longer_than_the_overlap_is_found_whole(shift: int) -> None:
    token = "eyJ" + "aB3_" * 200 + "." + "cD4-" * 100
    text = "x " * (5_700 + shift) + token + " y" * 3_000
    assert "aB3" not in left(text) and "cD4" not in left(text)


def test_text_added_at_the_end_leaves_earlier_pieces_cached() -> None:
    class Counted(RulesOnly):
        seen = 0

        def analyse(self, text: str) -> list[Hit]:
            self.seen += len(text)
            return list(super().analyse(text))

    detector: Detector = Counted()
    assert isinstance(detector, Counted)
    text = " ".join(f"Le mot {i} et user{i:05d}@exemple.fr." for i in range(3_000))
    detector.find([text])
    before = detector.seen
    detector.find([text + " Puis une phrase de plus."])
    assert detector.seen - before < 15_000


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "note", ["", "soumis à l'avis du service, sans suite connue à ce jour " * 3]
)
def test_a_table_longer_than_a_piece_keeps_its_heading(sign: str, note: str) -> None:
    note = note.replace(",", "")
    rows = "\n".join(
        sign.join((str(4471 + i), f"kervalo{'xyz'[i % 3]}", note, "clos")) for i in range(1_500)
    )
    text = sign.join(("Dossier", "Nom", "Avis", "Statut")) + "\n" + rows
    after = left(text + "\n\nIl reste 4471 pages et kervalo.")
    assert not any(char.isdigit() for char in after.partition("\n\n")[0])
    assert "kervalo" not in after.partition("\n\n")[0]


def test_what_follows_a_long_table_stands_below_no_heading() -> None:
    rows = "\n".join(f"{4471 + i};clos;ras" for i in range(1_500))
    text = f"Dossier;Statut;Avis\n{rows}\n\nTotal;Reste;Avis\n90210;12;ras"
    assert left(text).endswith("90210;12;ras")
