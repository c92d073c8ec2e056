"""Chances become names: thresholds, legal sequences, kinds."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guards.detection.tagging import Tags, Word

LABELS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG")
HALF = {"PERSON": 0.5, "ORG": 0.5}


def words(*rows: tuple[float, ...]) -> list[Word]:
    return [Word(10 * n, 10 * n + 5, row) for n, row in enumerate(rows)]


def found(rows: list[Word], thresholds: dict[str, float] = HALF) -> list[tuple[int, int, str]]:
    return [(name.start, name.end, name.kind) for name in Tags(LABELS).names(rows, thresholds)]


def test_begin_and_inside_are_one_name() -> None:
    rows = words((0.1, 0.8, 0.1, 0, 0), (0.1, 0.1, 0.8, 0, 0), (0.9, 0.1, 0, 0, 0))
    assert found(rows) == [(0, 15, "PERSON")]


def test_two_begins_are_two_names() -> None:
    rows = words((0.1, 0.9, 0, 0, 0), (0.1, 0.9, 0, 0, 0))
    assert found(rows) == [(0, 5, "PERSON"), (10, 15, "PERSON")]


def test_inside_never_follows_another_kind() -> None:
    rows = words((0.05, 0.9, 0.05, 0, 0), (0.05, 0, 0.05, 0.2, 0.7))
    assert found(rows) == [(0, 5, "PERSON"), (10, 15, "ORG")]


def test_a_lower_threshold_finds_more() -> None:
    rows = words((0.7, 0.3, 0, 0, 0))
    assert found(rows) == []
    assert found(rows, {"PERSON": 0.25, "ORG": 0.5}) == [(0, 5, "PERSON")]


def test_a_kind_without_threshold_is_never_found() -> None:
    rows = words((0.0, 0, 0, 1.0, 0))
    assert found(rows, {"PERSON": 0.5}) == []


def test_a_small_word_that_may_only_link_is_left_out_at_the_edges() -> None:
    sure, link = (0.1, 0.8, 0.1, 0, 0), (0.45, 0.05, 0.5, 0, 0)
    rows = [
        Word(0, 5, sure), Word(6, 8, link, small=True), Word(9, 14, (0.1, 0, 0.9, 0, 0)),
        Word(15, 17, link, small=True),
    ]  # fmt: skip
    assert found(rows) == [(0, 14, "PERSON")]


def test_the_chance_is_the_mean_of_the_words() -> None:
    rows = words((0.1, 0.9, 0, 0, 0), (0.3, 0, 0.7, 0, 0))
    (name,) = Tags(LABELS).names(rows, HALF)
    assert name.chance == pytest.approx(0.8)


def test_labels_must_begin_with_outside() -> None:
    with pytest.raises(ValueError, match="O"):
        Tags(("B-PERSON", "I-PERSON"))


chances = st.lists(st.floats(0.001, 1), min_size=5, max_size=5).map(
    lambda row: tuple(value / sum(row) for value in row)
)


@given(st.lists(chances, max_size=12))
def test_names_are_disjoint_ordered_and_cover_every_chosen_word(
    rows: list[tuple[float, ...]],
) -> None:
    own = words(*rows)
    names = Tags(LABELS).names(own, HALF)
    covered = {w.start for w in own if any(n.start <= w.start < n.end for n in names)}
    assert covered == {w.start for w in own if 1 - w.chances[0] >= 0.5}
    assert all(a.end <= b.start for a, b in pairwise(names))
