"""HTML through Beautiful Soup: what a page shows, with its headings, lists and rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from assistant.i18n import _
from assistant.types import Document
from knowledge.readers import refusals
from knowledge.readers.cleaning import document, tight_lists
from knowledge.readers.decoding import decode
from knowledge.readers.html_tree import BLOCKS, blocks_inside, check_depth, drop_unseen
from knowledge.readers.intake import FileReader

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

SUFFIXES = (".html", ".htm", ".xhtml")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
# A no-break space is kept: French typography is part of the text.
_SPACES = re.compile(r"[ \t\r\n\f]+")
_OPENERS = {f"h{level}": f"\n\n{'#' * level} " for level in range(1, 7)}
_OPENERS |= {"p": "\n\n", "li": "\n- ", "br": "\n", "tr": "\n"}
_CLOSERS = {f"h{level}": "\n\n" for level in range(1, 7)}
_CLOSERS |= {"p": "\n\n", "ul": "\n\n", "ol": "\n\n", "table": "\n\n"}
_CLOSERS |= {"tr": "", "li": ""}


def extract(data: bytes, name: str) -> Document:
    """Return the visible text of a page; raises ReaderError."""
    declared = _CHARSET.search(data[:4096])
    html, notices = decode(data, declared.group(1).decode("ascii", "ignore") if declared else None)
    text, more = visible_text(html)
    return document(name, text, notices + more)


def visible_text(html: str) -> tuple[str, tuple[str, ...]]:
    """Return what a page shows, and a notice if it hides text; raises ReaderError."""
    from bs4 import BeautifulSoup

    try:
        # The tag keeps Beautiful Soup from warning about text that looks like a path or XML.
        soup = BeautifulSoup("<html>" + html, "html.parser")
        check_depth(soup)
        hides = drop_unseen(soup)
        text = _joined(_pieces(soup, blocks_inside(soup)))
    except (AssertionError, ValueError, RecursionError):
        raise refusals.damaged_page() from None
    notice = _("Parts of the page that are not shown to its readers were left out.")
    return text, (notice,) * hides


def _pieces(soup: BeautifulSoup, blocks: Mapping[int, int]) -> Iterator[str]:
    """Yield text and line breaks in order, with a stack: pages may be nested without end."""
    from bs4 import Tag
    from bs4.element import PreformattedString

    stack: list[tuple[object, str]] = [(soup, "flow")]
    while stack:
        node, mode = stack.pop()
        if isinstance(node, Tag):
            opener, closer, mode = _marks(node, mode, blocks[id(node)])
            yield opener
            stack.append((closer, "mark"))
            stack += [(child, mode) for child in reversed(node.contents)]
        elif not isinstance(node, PreformattedString):  # comments, doctypes
            yield str(node) if mode in ("mark", "pre") else _SPACES.sub(" ", str(node))


def _marks(tag: Tag, mode: str, blocks: int) -> tuple[str, str, str]:
    """Return what stands before and after a tag, and how its inside is laid out."""
    name = tag.name
    if mode == "cell":
        return " " * (name == "br"), "", mode
    if name in ("td", "th"):
        # Pages laid out with tables have whole articles in one cell.
        if blocks > 1:
            return "\n", "\n", mode
        first = tag.find_previous_sibling(("td", "th")) is None
        return "| " if first else " ", " |", "cell"
    default = "\n" if name in BLOCKS else ""
    inside = "pre" if name in ("pre", "textarea") else mode
    return _OPENERS.get(name, default), _CLOSERS.get(name, default), inside


def _joined(pieces: Iterable[str]) -> str:
    # A list item or a heading often holds a block of its own.
    joined = re.sub(r"(\n(?:-|#+) )\s+", r"\1", "".join(pieces))
    # One space at the start of a line comes from the layout of the source; more are indentation.
    lines = [re.sub(r"^ (?=\S)", "", line.rstrip(" \t")) for line in joined.split("\n")]
    return tight_lists(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n "))


reader = FileReader(SUFFIXES, extract)
