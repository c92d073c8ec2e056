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
