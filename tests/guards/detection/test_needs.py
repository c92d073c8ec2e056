"""Rules are spared texts that cannot hold what they find, and no others."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.types import Kind
from guards.detection.folding import fold_aligned
from guards.detection.needs import digits_in_a_row, needed, standing
from guards.detection.recognizers import all_recognisers
from guards.detection.recognizers.world_ids import _ROWS
from guards.detection.rule import Rule

NEEDS = sorted({need for rule in all_recognisers() for need in getattr(rule, "needs", ())})


@given(st.lists(st.one_of(st.sampled_from(NEEDS), st.text(max_size=4))).map("".join))
def test_what_stands_in_a_text_is_what_a_plain_search_finds(text: str) -> None:
    folded = fold_aligned(text)
    assert standing(text).strings & set(NEEDS) == {need for need in NEEDS if need in folded}


def test_a_rule_made_after_a_text_was_read_finds_in_it() -> None:
    text = "Le bidule est au grenier."
    assert "bidule" not in standing(text).strings
    rule = Rule("r", Kind.CODE, r"(?i:BIDULE)", needs=("bidule",))
    assert [hit.start for hit in rule.find(text)] == [3]
    assert rule.needs <= standing(text).strings


def test_needs_of_no_rule_are_none() -> None:
    assert needed(()) == frozenset()
    assert list(Rule("r", Kind.CODE, r"\d+").find("a 12"))


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row[0])
@settings(max_examples=40)
@given(data=st.data())
def test_every_number_of_the_world_has_the_digits_that_its_rule_needs(
    row: tuple[str, Kind, str, str, str, int], data: st.DataObject
) -> None:
    _, _, pattern, _, _, digits = row
    number = data.draw(st.from_regex(re.compile(pattern), fullmatch=True))
    assert digits_in_a_row(f"x {number} y") >= digits > 0
