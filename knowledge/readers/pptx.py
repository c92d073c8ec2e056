"""Presentations (PowerPoint): slide by slide, the title as a heading, tables as rows, then the notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.i18n import _
from knowledge.readers.intake import FileReader
from knowledge.readers.office_xml import Parts, extraction, relations, row, tree

SUFFIXES = (".pptx",)
_MAIN = "ppt/presentation.xml"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TITLES = frozenset({"title", "ctrTitle"})
_UNSAID = frozenset({"sldNum", "dt", "ftr", "hdr", "sldImg"})


def _text(parts: Parts) -> str:
    there = relations(parts, _MAIN)
    names = [there[each.get(_ID)] for each in tree(parts[_MAIN]).iter(f"{_P}sldId")]
    return "\n\n".join(_slide(parts, name, number) for number, name in enumerate(names, 1))


def _slide(parts: Parts, name: str, number: int) -> str:
    shapes = list(_shapes(tree(parts[name])))
    titles = [text for kind, text in shapes if kind in _TITLES and text]
    head = " ".join(titles[0].split()) if titles else _("Slide {number}").format(number=number)
    said = [text for kind, text in shapes if kind not in _TITLES | _UNSAID and text]
    return "\n\n".join([f"## {head}", *said, *titles[1:], *_notes(parts, name)])


def _notes(parts: Parts, name: str) -> Iterator[str]:
    for target in relations(parts, name).values():
        if "notesSlide" in target and target in parts:
            for kind, text in _shapes(tree(parts[target])):
                if text and kind not in _UNSAID:
                    yield text


def _shapes(root: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  (untyped XML)
    """Yield each shape that holds text, with what it stands for on the slide."""
    for shape in root.iter(f"{_P}sp", f"{_A}tbl"):
        if shape.tag == f"{_A}tbl":
            rows = (row(map(_lines, each.iter(f"{_A}tc"))) for each in shape.iter(f"{_A}tr"))
            yield "", "\n".join(filter(None, rows))
            continue
        mark = shape.find(f".//{_P}nvPr/{_P}ph")
        yield (mark.get("type", "") if mark is not None else ""), _lines(shape)


def _lines(shape: Any) -> str:  # noqa: ANN401
    lines = (
        "".join(
            "\n" if part.tag == f"{_A}br" else part.text or ""
            for part in line.iter(f"{_A}t", f"{_A}br")
        )
        for line in shape.iter(f"{_A}p")
    )
    return "\n".join(line for line in lines if line.strip())


def _notices(parts: Parts) -> tuple[str, ...]:
    pictured = any(name.startswith("ppt/media/") for name in parts)
    return (_("Pictures were not read."),) * pictured


reader = FileReader(SUFFIXES, extraction(_text, _notices))
