"""Windows cover a text, keep paragraphs apart, and never depend on what is around them."""

from hypothesis import given
from hypothesis import strategies as st

from guards.detection.windows import LONGEST, windows

TEXTS = st.text(alphabet="ab É.\n \t,;1", max_size=2_000)


@given(TEXTS)
def test_every_visible_character_is_in_one_window(text: str) -> None:
    spans = list(windows(text))
    covered = [at for span in spans for at in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert all(text[at].isspace() for at in set(range(len(text))) - set(covered))
    assert all(0 < span.end - span.start <= LONGEST for span in spans)


@given(TEXTS, TEXTS)
def test_a_paragraph_is_cut_alike_wherever_it_stands(before: str, text: str) -> None:
    alone = [text[s.start : s.end].strip() for s in windows(text)]
    whole = before + "a\n\n" + text
    after = [whole[s.start : s.end].strip() for s in windows(whole) if s.start >= len(before) + 1]
    assert after == alone


def test_long_paragraphs_are_cut_at_sentences() -> None:
    text = "Une phrase assez courte. " * 60
    assert all(text[s.start : s.end].endswith(". ") for s in windows(text))
