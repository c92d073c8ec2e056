"""The text of a Word document's XML, in order: paragraphs, lists as Markdown, tables as rows.

The XML is walked here rather than through python-docx's paragraphs, which leave out inserted
revisions, content controls and text boxes: a contract would lose clauses without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLD_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SKIPPED = frozenset([_OLD_COPY, f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr"])
_SPACES = re.compile(r"[ \t\n]+")


def references(root: Any) -> bool:  # noqa: ANN401
    """Tell if an entity, which is never expanded, stands anywhere under `root`."""
    from lxml.etree import Entity  # type: ignore[import-untyped]

    return next(root.iter(Entity), None) is not None


def blocks(root: Any, marks: dict[str, str]) -> Iterator[str]:  # noqa: ANN401  (untyped XML)
    """Yield paragraphs and tables; `marks` are the Markdown openings of styles by their id."""
    for child in root:
        if child.tag == f"{W}p":
            if (text := _paragraph(child)).strip():
                yield _prefix(child, marks) + text
        elif child.tag == f"{W}tbl":
            yield "\n".join(_rows(child))
        elif child.tag not in _SKIPPED:
            yield from blocks(child, marks)


def _prefix(paragraph: Any, marks: dict[str, str]) -> str:  # noqa: ANN401
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None and (mark := marks.get(style.get(f"{W}val"))):
        return mark
    return "- " if paragraph.find(f"{W}pPr/{W}numPr") is not None else ""


def _paragraph(element: Any) -> str:  # noqa: ANN401
    return "".join(_runs(element)).strip(" ")


def _runs(element: Any) -> Iterator[str]:  # noqa: ANN401
    for child in element:
        if child.tag == f"{W}t":
            yield from _pieces(child)
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _runs(child)
            # A text box holds paragraphs inside a paragraph.
            yield "\n" * (child.tag == f"{W}p")


def _pieces(text: Any) -> Iterator[str]:  # noqa: ANN401
    from lxml.etree import Entity

    yield text.text or ""
    # An entity or a comment cuts a text in two: what follows it is its tail.
    for child in text:
        if child.tag is Entity:
            yield child.text
        yield child.tail or ""


def _rows(table: Any) -> Iterator[str]:  # noqa: ANN401
    for number, row in enumerate(_nearest(table, f"{W}tr")):
        cells = [" ".join(_cell(cell)) for cell in _nearest(row, f"{W}tc")]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield "|" + " --- |" * len(cells)


def _cell(cell: Any) -> Iterator[str]:  # noqa: ANN401
    for paragraph in _nearest(cell, f"{W}p"):
        # Not `split()`, which also takes the no-break spaces of French amounts.
        yield _SPACES.sub(" ", _paragraph(paragraph)).strip(" ")


def _nearest(element: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    # Not `iter`: it would enter tables in tables, and read their cells twice.
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _nearest(child, tag)
