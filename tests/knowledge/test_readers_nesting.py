"""Pages nested far beyond reason: read in a time that grows as they do, or refused."""

import gc
import time
from collections.abc import Iterator

import pytest

from assistant.errors import ReaderError
from knowledge.readers import html_tree, read_text

CELL = "<table><tr><td>x"
WIDE = "<table><tr><td><p>un</p><p>deux</p></td><td>trois</td></tr></table>"


def text_of(html: str) -> str:
    return read_text(html.encode(), "a.html").text.reveal()


@pytest.fixture
def own_garbage() -> Iterator[None]:
    """Keep the collector from walking what earlier tests left: its cost is not the reader's."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("own_garbage")
@pytest.mark.parametrize("piece", [CELL, "<p hidden><b>", "<object><i>"])
def test_a_page_nested_by_thousands_takes_well_under_a_second(piece: str) -> None:
    start = time.process_time()
    assert text_of("<p>vu</p>" + piece * 3_000).startswith("vu")
    assert time.process_time() - start < 1


def test_a_page_nested_beyond_the_limit_is_refused() -> None:
    # The page itself is one tag.
    assert text_of("<div>" * (html_tree.MAX_DEPTH - 1) + "fond") == "fond"
    with pytest.raises(ReaderError, match="web page is damaged"):
        text_of("<div>" * html_tree.MAX_DEPTH + "fond")


def test_a_page_may_have_any_number_of_tags_side_by_side() -> None:
    assert text_of("<i>a</i>" * (html_tree.MAX_DEPTH + 1)) == "a" * (html_tree.MAX_DEPTH + 1)


def test_only_a_cell_with_several_blocks_inside_is_laid_out_as_paragraphs() -> None:
    assert text_of(WIDE) == "un\n\ndeux\n\ntrois |"


def test_text_in_the_inner_of_two_hidden_parts_is_told() -> None:
    document = read_text(b"<p>vu<div hidden><p hidden>a</p></div>", "a.html")
    assert document.text.reveal() == "vu"
    assert len(document.notices) == 1
