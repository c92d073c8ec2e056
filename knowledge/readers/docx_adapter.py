"""Word documents through python-docx: headers, body and notes in order, headings as Markdown.

The XML is walked here rather than through python-docx's paragraphs, which leave out inserted
revisions, content controls and text boxes: a contract would lose clauses without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from assistant.i18n import _
from assistant.types import Document
from knowledge.readers import refusals
from knowledge.readers.cleaning import document, tight_lists
from knowledge.readers.intake import FileReader
from knowledge.readers.package import unpack
from knowledge.readers.signatures import certain_suffix

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

SUFFIXES = (".docx",)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLD_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SKIPPED = frozenset([_OLD_COPY, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr"])
_HEADING = re.compile(r"(?:heading ([1-6])|title)$")
_SPACES = re.compile(r"[ \t\n]+")
_NOTES = re.compile(r"/(?:footnotes|endnotes)$")


def extract(data: bytes, name: str) -> Document:
    """Return the text of a Word document; raises ReaderError (locked, damaged, swollen)."""
    from docx import Document as open_document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    certain_suffix(data)  # says so if the document is encrypted or of another kind
    package = unpack(data)
    # python-docx meets a broken document with whatever its line of code raises.
    known = (OpcError, LxmlError, SyntaxError, LookupError, ValueError, AttributeError, TypeError)
    try:
        word = open_document(package)
        text = "\n\n".join(_parts(word))
        notices = _notices(word)
    except (*known, RecursionError, MemoryError):
        raise refusals.damaged_docx() from None
    return document(name, text, notices)


def _parts(word: WordDocument) -> Iterator[str]:
    marks = {style.style_id: mark for style in word.styles if (mark := _mark(style.name))}
    sections = list(word.sections)
    heads = [p for s in sections for p in (s.first_page_header, s.even_page_header, s.header)]
    feet = [p for s in sections for p in (s.first_page_footer, s.even_page_footer, s.footer)]
    roots = [*_own(heads), word.element.body, *_notes(word), *_own(feet)]
    blocks = [tight_lists("\n\n".join(_blocks(root, marks))) for root in roots]
    # The same header comes back in each section.
    yield from dict.fromkeys(block for block in blocks if block.strip())


def _mark(style_name: str | None) -> str:
    name = (style_name or "").lower()
    if match := _HEADING.match(name):
        return "#" * int(match.group(1) or 1) + " "
    return "- " if name.startswith(("list bullet", "list number")) else ""


def _own(parts: Iterable[Any]) -> list[Any]:
    return [part._element for part in parts if not part.is_linked_to_previous]


def _notes(word: WordDocument) -> Iterator[Any]:
    from docx.oxml.parser import parse_xml

    for relation in word.part.rels.values():
        if _NOTES.search(relation.reltype) and not relation.is_external:
            yield parse_xml(relation.target_part.blob)


def _notices(word: WordDocument) -> tuple[str, ...]:
    body = word.element.body
    kinds = [relation.reltype for relation in word.part.rels.values()]
    revised = next(body.iter(f"{_W}ins", f"{_W}del"), None) is not None
    said = (
        (revised, _("Tracked changes were read as accepted.")),
        (any(kind.endswith("/comments") for kind in kinds), _("Comments were left out.")),
        (any(kind.endswith("/image") for kind in kinds), _("Pictures were not read.")),
    )
    return tuple(notice for holds, notice in said if holds)


def _blocks(root: Any, marks: dict[str, str]) -> Iterator[str]:  # noqa: ANN401  (untyped XML)
    for child in root:
        if child.tag == f"{_W}p":
            if (text := _paragraph(child)).strip():
                yield _prefix(child, marks) + text
        elif child.tag == f"{_W}tbl":
            yield "\n".join(_rows(child))
        elif child.tag not in _SKIPPED:
            yield from _blocks(child, marks)


def _prefix(paragraph: Any, marks: dict[str, str]) -> str:  # noqa: ANN401
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is not None and (mark := marks.get(style.get(f"{_W}val"))):
        return mark
    return "- " if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else ""


def _paragraph(element: Any) -> str:  # noqa: ANN401
    return "".join(_runs(element)).strip(" ")


def _runs(element: Any) -> Iterator[str]:  # noqa: ANN401
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _runs(child)
            # A text box holds paragraphs inside a paragraph.
            yield "\n" * (child.tag == f"{_W}p")


def _rows(table: Any) -> Iterator[str]:  # noqa: ANN401
    for number, row in enumerate(_nearest(table, f"{_W}tr")):
        cells = [" ".join(_cell(cell)) for cell in _nearest(row, f"{_W}tc")]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield "|" + " --- |" * len(cells)


def _cell(cell: Any) -> Iterator[str]:  # noqa: ANN401
    for paragraph in _nearest(cell, f"{_W}p"):
        # Not `split()`, which also takes the no-break spaces of French amounts.
        yield _SPACES.sub(" ", _paragraph(paragraph)).strip(" ")


def _nearest(element: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    # Not `iter`: it would enter tables in tables, and read their cells twice.
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _nearest(child, tag)


reader = FileReader(SUFFIXES, extract)
