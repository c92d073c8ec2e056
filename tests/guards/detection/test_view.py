"""The view: rules see plain characters, offsets lead back to the untouched text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Span
from guards.detection.view import normalise, rewritten

ODD = "a1 é\u00a0\u202f\u200b\u00ad\u2011\u2019＠Ａ\u0301e\u0301\ufeff\n\U000e0041"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("06\u202f12\u00a034", "06 12 34"),
        ("ma\u200brie\u00ad", "marie"),
        ("ｍａｒｉｅ＠ｘ", "marie@x"),
        ("l\u2019ami\u2011ci", "l'ami-ci"),
        ("Le\u0301a", "Léa"),
        ("rien", "rien"),
    ],
)
def test_seen(text: str, seen: str) -> None:
    assert normalise(text).text == seen


def test_ordinary_text_is_its_own_view() -> None:
    text = "Bonjour, le total est a² + b² = ½ ﬁn."
    assert normalise(text).text is text


@given(st.text(alphabet=ODD, max_size=60), st.data())
def test_ranges_map_into_the_original_and_keep_their_order(text: str, data: st.DataObject) -> None:
    view = normalise(text)
    if not view.text:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    span = view.original(start, end)
    assert 0 <= span.start < span.end <= len(text)
    assert view.text[start:end] in normalise(text[span.start : span.end]).text


@given(st.text(max_size=80))
def test_any_text_has_a_view(text: str) -> None:
    view = normalise(text)
    for index in range(len(view.text)):
        span = view.original(index, index + 1)
        assert 0 <= span.start < span.end <= len(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x7E), max_size=80))
def test_plain_ascii_is_seen_as_it_is(text: str) -> None:
    assert unicodedata.is_normalized("NFC", text)
    if not any(mark in text for mark in "&%\\"):
        assert normalise(text).text == text


def test_a_lone_surrogate_is_seen_as_a_damaged_character() -> None:
    text = "tél. \ud83d 06 39 98 00 12, \\ud83d"
    seen = normalise(text).text
    assert seen == "tél. \ufffd 06 39 98 00 12, \ufffd"
    assert normalise(text).original(7, 21) == Span(7, 21)


@pytest.mark.parametrize(
    ("text", "own"), [("*abc* d", "abc"), ("a*bc* d", "a*bc*"), ("abc* d", "abc*")]
)
def test_marks_around_a_value_are_left_and_those_inside_are_not(text: str, own: str) -> None:
    marks = [(at, at + 1, "") for at, char in enumerate(text) if char == "*"]
    span = rewritten(text, marks).original(0, 3)
    assert text[span.start : span.end] == own


@pytest.mark.parametrize(
    ("text", "seen"),
    [("&#92;", "\\"), ("\\u005c", "\\"), ("&bsol;u0041", "\\u0041"), ("\\u0026amp;", "&amp;"), ("&#0;", "\ufffd"),
     ("a&#173;b", "ab"), ("&#xd800;", "\ufffd")],
)  # fmt: skip
def test_an_escaped_sign_of_escapes_is_that_sign(text: str, seen: str) -> None:
    assert normalise(text).text == seen
