"""Pages whose tags and comments never end: their source is kept as text, in a time that grows as they do."""

import time

import pytest

from knowledge.readers import read_text


def text_of(html: str) -> str:
    return read_text(html.encode(), "a.html").text.reveal()


@pytest.mark.parametrize("opening", ["<a ", "<!-- ", "<!-- >", "<![CDATA[>"])
def test_openings_without_an_end_take_under_two_seconds(opening: str) -> None:
    start = time.process_time()
    assert text_of("<p>vu</p>" + opening * 30_000).startswith("vu")
    assert time.process_time() - start < 2


@pytest.mark.parametrize("end", ['<a href="x', "<!-- suite", "< 3 & 4"])
def test_a_page_cut_inside_a_tag_or_a_comment_keeps_what_is_there(end: str) -> None:
    assert text_of(f"<b>vu</b> {end}") == f"vu {end}"


def test_comments_and_conditions_that_end_stay_out() -> None:
    mso = "<!--[if mso]>non<![endif]--><![if !mso]>oui<![endif]><!-- <b>non</b> --> vu"
    assert text_of(mso) == "oui vu"
