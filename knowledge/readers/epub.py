"""Books (EPUB): the pages of the book in the order of its spine, read as web pages are."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from assistant.i18n import _
from knowledge.readers import html_adapter
from knowledge.readers.decoding import decode
from knowledge.readers.intake import FileReader
from knowledge.readers.office_xml import Parts, extraction, tree

SUFFIXES = (".epub",)
_CONTAINER = "META-INF/container.xml"
_ROOT = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGES = ("application/xhtml+xml", "text/html")


def _text(parts: Parts) -> str:
    root = next(tree(parts[_CONTAINER]).iter(_ROOT)).get("full-path")
    book = tree(parts[root])
    folder = posixpath.dirname(root)
    items = {each.get("id"): each for each in book.iter(f"{_OPF}item")}
    pages = []
    for place in book.iter(f"{_OPF}itemref"):
        item = items.get(place.get("idref"))
        if item is not None and item.get("media-type") in _PAGES:
            name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href"))))
            pages.append(html_adapter.visible_text(decode(parts[name])[0])[0])
    title = " ".join((book.findtext(f".//{_DC}title") or "").split())
    author = " ".join((book.findtext(f".//{_DC}creator") or "").split())
    head = "\n\n".join(filter(None, [f"# {title}" if title else "", author]))
    return "\n\n".join(filter(None, [head, *pages]))


def _notices(parts: Parts) -> tuple[str, ...]:
    pictured = any(name.endswith((".jpg", ".jpeg", ".png", ".gif")) for name in parts)
    return (_("Pictures were not read."),) * pictured


reader = FileReader(SUFFIXES, extraction(_text, _notices))
