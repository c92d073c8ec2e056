"""Passes over the tree of a page, each in a time that grows as the page, however nested it is."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from knowledge.readers import refusals

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# Pages that close neither rows nor cells nest by thousands: the parser puts each in the last.
MAX_DEPTH = 10_000
"""How many tags may stand one in another."""

_SILENT = ("head", "script", "style", "template", "noscript", "svg", "iframe", "object", "canvas")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.I)
_BLOCK_NAMES = (
    "address article aside blockquote dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table ul"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())


def check_depth(soup: BeautifulSoup) -> None:
    """Raise ReaderError if the page is nested beyond reason."""
    depths: dict[int, int] = {}
    for tag in soup.find_all(True):
        depths[id(tag)] = depth = depths.get(id(tag.parent), 0) + 1
        if depth > MAX_DEPTH:
            raise refusals.damaged_page()


def blocks_inside(soup: BeautifulSoup) -> Counter[int]:
    """Return how many blocks each tag holds, by identity: a tag's own hash is its whole text."""
    counts: Counter[int] = Counter()
    # Backwards, the inside of a tag comes before it.
    for tag in reversed(soup.find_all(True)):
        counts[id(tag.parent)] += counts[id(tag)] + (tag.name in BLOCKS)
    return counts


def drop_unseen(soup: BeautifulSoup) -> bool:
    """Take out what the page does not show; return True if there was text in it."""
    for tag in soup.find_all(_SILENT):
        tag.decompose()
    had_text = False
    for tag in [tag for tag in soup.find_all(True) if _is_hidden(tag)]:
        # A tag inside a hidden one went with it.
        if not tag.decomposed:
            had_text = had_text or bool(tag.get_text(strip=True))
            tag.decompose()
    return had_text


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style", ""))))
