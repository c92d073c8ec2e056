"""Spreadsheets (Excel): each sheet under its name, rows as Markdown, values as computed, days as days."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from knowledge.readers.intake import FileReader
from knowledge.readers.office_xml import Parts, extraction, relations, row, tree

SUFFIXES = (".xlsx", ".xlsm")
_MAIN = "xl/workbook.xml"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# ECMA-376 part 1, 18.8.30: the built-in formats that show a day or an hour.
_DAYS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_SHOWN_DAY = re.compile(r"[dmyhs]", re.I)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
# Day 1 is 1 January 1900, and the format believes in 29 February 1900.
_ORIGINS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_COLUMN = re.compile(r"[A-Z]+")
_WIDEST = 1_000


def _text(parts: Parts) -> str:
    book, there = tree(parts[_MAIN]), relations(parts, _MAIN)
    cells = _Cells(parts, book)
    sheets = []
    for sheet in book.iter(f"{_S}sheet"):
        if (name := there.get(sheet.get(_ID), "")) in parts:
            rows = [row(cells.of(each)) for each in tree(parts[name]).iter(f"{_S}row")]
            if any(rows):
                sheets.append(f"## {sheet.get('name')}\n\n" + "\n".join(filter(None, rows)))
    return "\n\n".join(sheets)


class _Cells:
    """Reads cells with what the workbook keeps apart from them: shared texts and formats."""

    def __init__(self, parts: Parts, book: Any) -> None:  # noqa: ANN401  (untyped XML)
        shared = parts.get("xl/sharedStrings.xml")
        self._shared = [_written(each) for each in tree(shared).iter(f"{_S}si")] if shared else []
        self._dated = _dated(tree(parts["xl/styles.xml"])) if "xl/styles.xml" in parts else set()
        settings = book.find(f"{_S}workbookPr")
        late = settings is not None and settings.get("date1904") in ("1", "true")
        self._origin = _ORIGINS[late]

    def of(self, line: Any) -> list[str]:  # noqa: ANN401
        """Return the texts of a row, with empty ones where cells are missing."""
        found: list[str] = []
        for cell in line.iter(f"{_S}c"):
            column = _column(cell.get("r", ""))
            found += [""] * (min(column, _WIDEST) - len(found))
            found.append(self._one(cell))
        return found

    def _one(self, cell: Any) -> str:  # noqa: ANN401
        kind, value = cell.get("t", "n"), cell.findtext(f"{_S}v") or ""
        if kind == "inlineStr":
            return _written(cell)
        if kind == "s":
            return self._shared[int(value)] if value else ""
        if kind == "n" and value and int(cell.get("s", 0)) in self._dated:
            return self._day(value)
        return value

    def _day(self, value: str) -> str:
        try:
            moment = self._origin + timedelta(days=float(value))
        except (ValueError, OverflowError):
            return value
        if 0 <= float(value) < 1:
            return moment.strftime("%H:%M")
        return moment.strftime("%Y-%m-%d" if float(value).is_integer() else "%Y-%m-%d %H:%M")


def _dated(styles: Any) -> set[int]:  # noqa: ANN401
    own = {
        int(each.get("numFmtId")): _QUOTED.sub("", each.get("formatCode", ""))
        for each in styles.iter(f"{_S}numFmt")
    }
    formats = styles.find(f"{_S}cellXfs")
    numbers = [int(each.get("numFmtId", 0)) for each in formats] if formats is not None else []
    return {
        at
        for at, number in enumerate(numbers)
        if number in _DAYS or _SHOWN_DAY.search(own.get(number, ""))
    }


def _written(element: Any) -> str:  # noqa: ANN401
    # Phonetic readings (rPh) repeat the text.
    return "".join(
        each.text or "" for each in element.iter(f"{_S}t") if each.getparent().tag != f"{_S}rPh"
    )


def _column(place: str) -> int:
    """Return the column of « C7 » counted from 0, or 0."""
    letters = _COLUMN.match(place)
    number = 0
    for letter in letters.group() if letters else "A":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _notices(parts: Parts) -> tuple[str, ...]:
    return ()


reader = FileReader(SUFFIXES, extraction(_text, _notices))
