"""Word documents through python-docx: headers, body and notes in order, headings as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from assistant.i18n import _
from assistant.types import Document
from knowledge.readers import refusals
from knowledge.readers.cleaning import document, tight_lists
from knowledge.readers.docx_text import W, blocks, references
from knowledge.readers.intake import FileReader
from knowledge.readers.package import unpack
from knowledge.readers.signatures import certain_suffix

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

SUFFIXES = (".docx",)
_HEADING = re.compile(r"(?:heading ([1-6])|title)$")
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
        roots = _roots(word)
        text = "\n\n".join(_parts(word, roots))
        notices = _notices(word, roots)
    except (*known, RecursionError, MemoryError):
        raise refusals.damaged_office() from None
    return document(name, text, notices)


def _roots(word: WordDocument) -> list[Any]:
    sections = list(word.sections)
    heads = [p for s in sections for p in (s.first_page_header, s.even_page_header, s.header)]
    feet = [p for s in sections for p in (s.first_page_footer, s.even_page_footer, s.footer)]
    return [*_own(heads), word.element.body, *_notes(word), *_own(feet)]


def _parts(word: WordDocument, roots: Iterable[Any]) -> Iterator[str]:
    marks = {style.style_id: mark for style in word.styles if (mark := _mark(style.name))}
    parts = [tight_lists("\n\n".join(blocks(root, marks))) for root in roots]
    # The same header comes back in each section.
    yield from dict.fromkeys(part for part in parts if part.strip())


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


def _notices(word: WordDocument, roots: Iterable[Any]) -> tuple[str, ...]:
    kinds = [relation.reltype for relation in word.part.rels.values()]
    revised = next(word.element.body.iter(f"{W}ins", f"{W}del"), None) is not None
    abbreviated = any(references(root) for root in roots)
    said = (
        (abbreviated, _("What XML entities stand for was left out; their names show, as in &x;.")),
        (revised, _("Tracked changes were read as accepted.")),
        (any(kind.endswith("/comments") for kind in kinds), _("Comments were left out.")),
        (any(kind.endswith("/image") for kind in kinds), _("Pictures were not read.")),
    )
    return tuple(notice for holds, notice in said if holds)


reader = FileReader(SUFFIXES, extract)
