"""Reads the free manuals of Debian as running text: real sentences, nearly all without a name.

Packages debian-handbook (GPL-2+ or CC BY-SA 3.0; R. Hertzog, R. Mas), debian-reference, debian-faq,
developers-reference and debian-edu-doc (GPL-2+), unpacked in one folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

_PAGES = {
    "fr": (
        "**/html/fr-FR/*.html",
        "**/FAQ/fr/*.html",
        "**/debian-edu-doc-fr/*bookworm*.html",
        "**/*reference*/**/*.fr.html",
    ),
    "en": ("**/html/en-US/*.html",),
}
_SPACES = re.compile(r"\s+")


def paragraphs(folder: Path, lang: str) -> Iterator[str]:
    """Yield the paragraphs of all manuals in a language, each once, in a stable order."""
    seen: set[str] = set()
    for pattern in _PAGES[lang]:
        for path in sorted(folder.glob(pattern)):
            page = BeautifulSoup(path.read_text(encoding="utf-8", errors="ignore"), "html.parser")
            for element in page.find_all(["p", "li", "dd", "td", "h1", "h2", "h3"]):
                text = _SPACES.sub(" ", element.get_text(" ")).strip()
                if 40 < len(text) < 900 and text not in seen:
                    seen.add(text)
                    yield text
