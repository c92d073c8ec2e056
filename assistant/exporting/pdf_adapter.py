"""PDF through ReportLab, from Markdown's headings, lists, quotations, code and emphasis.

Its own Vera fonts are embedded: the 14 standard ones lack letters that French needs (œ, €, ’).
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

_FACES = (
    ("Vera", "Vera"),
    ("Vera-Bold", "VeraBd"),
    ("Vera-Italic", "VeraIt"),
    ("Vera-Both", "VeraBI"),
)
_SIZES = {1: 18, 2: 15, 3: 13}


def pdf(title: str, text: str) -> bytes:
    """Return the bytes of a PDF on A4 with page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import cm
    from reportlab.platypus import SimpleDocTemplate

    _fonts()
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer, pagesize=A4, title=title, author="hygie", leftMargin=2.5 * cm,
        rightMargin=2.5 * cm, topMargin=2.2 * cm, bottomMargin=2.2 * cm,
    )  # fmt: skip
    document.build(list(_flow(text)), onFirstPage=_number, onLaterPages=_number)
    return buffer.getvalue()


def _fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in _FACES:
        pdfmetrics.registerFont(TTFont(name, f"{file}.ttf"))
    pdfmetrics.registerFontFamily(
        "Vera", normal="Vera", bold="Vera-Bold", italic="Vera-Italic", boldItalic="Vera-Both"
    )


def _number(canvas: Any, document: Any) -> None:  # noqa: ANN401  (ReportLab has no types)
    canvas.setFont("Vera", 8)
    canvas.drawRightString(document.pagesize[0] - 40, 28, str(document.page))


def _flow(text: str) -> Iterator[Any]:
    from markdown_it import MarkdownIt
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Preformatted

    plain = ParagraphStyle("plain", fontName="Vera", fontSize=10, leading=15, spaceAfter=7)
    depth, level, marks = 0, 0, [""]
    for token in MarkdownIt("js-default").parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open", "blockquote_open"):
            depth += 1
            marks.append("•" if token.type == "bullet_list_open" else "")
        elif token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            depth -= 1
            marks.pop()
        elif token.type == "list_item_open":
            marks[-1] = f"{token.info}." if token.info else "•"
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type in ("fence", "code_block"):
            code = ParagraphStyle("code", parent=plain, fontName="Courier", fontSize=9, leading=12)
            yield Preformatted(token.content.rstrip("\n"), code)
        elif token.type == "inline":
            size = _SIZES.get(level, 11) if level else 10
            style = ParagraphStyle(
                "line", parent=plain, fontSize=size, leading=size * 1.45, leftIndent=16 * depth,
                bulletIndent=16 * depth - 12, fontName="Vera-Bold" if level else "Vera",
            )  # fmt: skip
            yield Paragraph(_markup(token.children or []), style, bulletText=marks[-1] or None)
            level = 0
            marks[-1] = ""


def _markup(tokens: Sequence[Any]) -> str:
    signs = {
        "strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>",
        "softbreak": "<br/>", "hardbreak": "<br/>",
    }  # fmt: skip
    return "".join(signs.get(token.type) or html.escape(token.content) for token in tokens)
