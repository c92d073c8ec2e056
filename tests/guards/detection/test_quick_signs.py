"""What is quick changes nothing: no sign, no match; and texts fold as they do letter by letter."""

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guards.detection import readings, view
from guards.detection.folding import fold, fold_aligned
from guards.detection.regrouped import joined, ungrouped

SIGNS = "ab4Aé \t\n.-_·*~`<>|;%=\\/&#'@+\u0301\u00a0\u202f\u2013\u2019\u200b\uff21\u0410\u0435\u0663\ud800"
mixed = st.text(st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=24)


@pytest.mark.parametrize("way", readings._WAYS, ids=lambda way: way.sign.pattern)
def test_no_sign_no_other_reading(way: readings._Way) -> None:
    @given(st.text(SIGNS, max_size=24))
    @example("m a r i e")
    @example("4-1-1-1-1")
    @example("a__b")
    def holds(text: str) -> None:
        assert way.sign.search(text) or not way.pattern.search(text)

    holds()


@given(mixed)
@example("1–2")
@example("&amp;")
@example("\\u0041")
def test_no_sign_nothing_to_normalise(text: str) -> None:
    assert view._SIGN.search(text) or not view._SPECIAL.search(text)


@given(mixed)
def test_ungrouped_is_the_text_of_joined(text: str) -> None:
    assert ungrouped(text) == joined(text).text


def test_every_letter_folds_to_one() -> None:
    for letter in map(chr, range(sys.maxunicode + 1)):
        assert fold_aligned(f"a{letter}B") == f"a{(fold(letter) or letter)[:1] or letter}b"
