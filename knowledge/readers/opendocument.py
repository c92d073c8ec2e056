"""OpenDocument (LibreOffice): text, spreadsheet and presentation, headings as Markdown, tables as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.i18n import _
from knowledge.readers.intake import FileReader
from knowledge.readers.office_xml import Parts, extraction, row, tree

SUFFIXES = (".odt", ".ods", ".odp", ".ott")
_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW = f"{{{_NS}text:1.0}}", f"{{{_NS}table:1.0}}", f"{{{_NS}drawing:1.0}}"
_OFFICE, _PRESENTATION = f"{{{_NS}office:1.0}}", f"{{{_NS}presentation:1.0}}"
_SKIPPED = frozenset(
    {
        *(f"{_TEXT}{name}" for name in ("tracked-changes", "table-of-content", "sequence-decls")),
        *(f"{_OFFICE}{name}" for name in ("annotation", "forms")),
        f"{_PRESENTATION}settings",
    }
)
# A cell or a run of spaces may say that it stands a million times.
_MOST_REPEATED = 100
_DEEPEST_HEADING = 6


def _text(parts: Parts) -> str:
    body = tree(parts["content.xml"]).find(f"{_OFFICE}body")
    return "\n\n".join(block for block in _blocks(body) if block.strip())


def _blocks(root: Any) -> Iterator[str]:  # noqa: ANN401  (untyped XML)
    for child in root:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == f"{_TEXT}h":
            level = min(int(child.get(f"{_TEXT}outline-level", 1)), _DEEPEST_HEADING)
            yield f"{'#' * level} {' '.join(_line(child).split())}"
        elif child.tag == f"{_TEXT}p":
            yield _line(child)
        elif child.tag == f"{_TEXT}list":
            yield "\n".join(_items(child))
        elif child.tag == f"{_TABLE}table":
            yield from _table(child, named=root.tag == f"{_OFFICE}spreadsheet")
        else:
            if child.tag == f"{_DRAW}page":
                yield f"## {child.get(f'{_DRAW}name', '')}"
            yield from _blocks(child)


def _items(element: Any) -> Iterator[str]:  # noqa: ANN401
    for item in element.iter(f"{_TEXT}list-item", f"{_TEXT}list-header"):
        lines = [_line(each) for each in item if each.tag in (f"{_TEXT}p", f"{_TEXT}h")]
        if any(lines):
            yield f"- {' '.join(filter(None, lines))}"


def _table(element: Any, *, named: bool) -> Iterator[str]:  # noqa: ANN401
    rows = [row(list(_cells(each))) for each in element.iter(f"{_TABLE}table-row")]
    if any(rows):
        if named:
            yield f"## {element.get(f'{_TABLE}name', '')}"
        yield "\n".join(filter(None, rows))


def _cells(line: Any) -> Iterator[str]:  # noqa: ANN401
    for cell in line:
        if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            text = " ".join(_line(each) for each in cell.iter(f"{_TEXT}p", f"{_TEXT}h"))
            times = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
            yield from [text] * min(times, _MOST_REPEATED)


def _line(element: Any) -> str:  # noqa: ANN401
    return "".join(_runs(element)).strip()


def _runs(element: Any) -> Iterator[str]:  # noqa: ANN401
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", 1)), _MOST_REPEATED)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}note":
            note = child.find(f"{_TEXT}note-body")
            yield f" ({' '.join(map(_line, note))})" if note is not None else ""
        elif child.tag not in _SKIPPED:
            yield from _runs(child)
        yield child.tail or ""


def _notices(parts: Parts) -> tuple[str, ...]:
    revised = b"tracked-changes" in parts["content.xml"]
    pictured = any(name.startswith("Pictures/") for name in parts)
    said = (
        (revised, _("Tracked changes were read as accepted.")),
        (pictured, _("Pictures were not read.")),
    )
    return tuple(notice for holds, notice in said if holds)


reader = FileReader(SUFFIXES, extraction(_text, _notices))
