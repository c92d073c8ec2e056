"""A conversation as a docx: Markdown's headings, lists, quotations, code, tables, emphasis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from assistant.store.records import Turn

_LIST = {"bullet_list_open": "List Bullet", "ordered_list_open": "List Number"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""


def docx(title: str, turns: Sequence[tuple[str, Turn]]) -> bytes:
    """Return the bytes of a docx; each turn comes with its heading."""
    from docx import Document

    document = Document()
    document.core_properties.author = "hygie"
    document.add_heading(_sound(title), 0)
    for heading, turn in turns:
        document.add_heading(_sound(heading), 1)
        for line in filter(str.strip, turn.question.reveal().split("\n")):
            document.add_paragraph(_sound(line), style="Quote")
        _markdown(document, turn.answer.reveal())
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def docx_of_text(title: str, text: str) -> bytes:
    """Return the bytes of a docx of one Markdown text."""
    from docx import Document

    document = Document()
    document.core_properties.author = "hygie"
    document.core_properties.title = _sound(title)[:250]
    _markdown(document, text)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _markdown(document: Any, text: str) -> None:  # noqa: ANN401
    from markdown_it import MarkdownIt

    styles: list[str] = []
    level = 0
    for token in MarkdownIt("js-default").parse(text):
        if token.type in _LIST:
            styles.append(_LIST[token.type])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            styles.pop()
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type in ("fence", "code_block"):
            run = document.add_paragraph().add_run(_sound(token.content.rstrip("\n")))
            run.font.name = "Courier New"
        elif token.type == "inline":
            _inline(_paragraph(document, styles, level), token.children or [])
            level = 0


def _paragraph(document: Any, styles: list[str], level: int) -> Any:  # noqa: ANN401
    if level:
        return document.add_heading("", min(level + 1, 9))
    return document.add_paragraph(style=styles[-1] if styles else None)


def _inline(paragraph: Any, tokens: Sequence[Any]) -> None:  # noqa: ANN401
    bold = italic = False
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold = token.type == "strong_open"
        elif token.type in ("em_open", "em_close"):
            italic = token.type == "em_open"
        elif token.type in ("softbreak", "hardbreak"):
            paragraph.add_run("\n")
        elif token.content:
            run = paragraph.add_run(_sound(token.content))
            run.bold, run.italic = bold or None, italic or None


def _sound(text: str) -> str:
    return _FORBIDDEN.sub("", text)
