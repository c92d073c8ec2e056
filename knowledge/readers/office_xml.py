"""XML parts of office documents, opened within bounds: no entity is expanded, nothing is fetched."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assistant.types import Document
from knowledge.readers import refusals
from knowledge.readers.cleaning import document
from knowledge.readers.intake import Extract
from knowledge.readers.package import unpack
from knowledge.readers.signatures import certain_suffix

Parts = Mapping[str, bytes]
"""The text parts of a package by name."""

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# What a broken document makes the walk of its XML raise.
_BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError, MemoryError)


def extraction(
    text: Callable[[Parts], str], notices: Callable[[Parts], tuple[str, ...]]
) -> Extract:
    """Return the extraction of a format from what makes its text and its notices."""

    def extract(data: bytes, name: str) -> Document:
        from lxml.etree import LxmlError  # type: ignore[import-untyped]

        certain_suffix(data)  # says so if the document is encrypted
        try:
            parts = _parts(data)
            found, said = text(parts), notices(parts)
        except (*_BROKEN, LxmlError):
            raise refusals.damaged_office() from None
        return document(name, found, said)

    return extract


def tree(part: bytes) -> Any:  # noqa: ANN401  (untyped XML)
    """Return the root of a part; raises lxml's errors."""
    from lxml.etree import XMLParser, fromstring

    parser = XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    return fromstring(part, parser)


def relations(parts: Parts, part: str) -> dict[str, str]:
    """Return the parts that a part points to, by the id of the relation."""
    folder, name = posixpath.split(part)
    source = parts.get(f"{folder}/_rels/{name}.rels")
    if source is None:
        return {}
    return {
        each.get("Id"): posixpath.normpath(posixpath.join(folder, each.get("Target"))).lstrip("/")
        for each in tree(source).iter(_RELATION)
        if each.get("TargetMode") != "External"
    }


def row(cells: Iterator[str] | list[str]) -> str:
    """Return cells as a row of a Markdown table, empty ones at its end left out; empty if all are."""
    filled = [" ".join(cell.split()) for cell in cells]
    while filled and not filled[-1]:
        filled.pop()
    return f"| {' | '.join(filled)} |" if filled else ""


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(unpack(data)) as package:
        return {name: package.read(name) for name in package.namelist() if not name.endswith("/")}
