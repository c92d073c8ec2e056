"""Writes a Markdown text in the format that the ending of a file's name says."""

from __future__ import annotations

import html
from pathlib import Path

from assistant.errors import UserError
from assistant.exporting.files import write_new
from assistant.i18n import _, language

FORMATS = (".md", ".txt", ".html", ".docx", ".pdf")
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em}"
    "blockquote{border-left:3px solid #999;margin-left:0;padding-left:1em;color:#444}"
    "pre{overflow:auto;background:#f4f4f4;padding:.6em}"
)


def export(path: Path, title: str, text: str) -> None:
    """Write a text to a file that is not there yet; raises UserError."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise UserError(
            _("The ending of the file’s name is that of no known format."), _("Nothing was written."),
            _("Known are: {formats}").format(formats=" ".join(FORMATS)),
        )  # fmt: skip
    write_new(path, exported(suffix, title, text))


def exported(suffix: str, title: str, text: str) -> bytes:
    """Return the bytes of a file in one of FORMATS."""
    text = text.encode("utf-8", "replace").decode()  # lone surrogates of damaged input
    if suffix == ".html":
        return _html(title, text).encode()
    if suffix == ".docx":
        from assistant.store.docx_adapter import docx_of_text

        return docx_of_text(title, text)
    if suffix == ".pdf":
        from assistant.exporting.pdf_adapter import pdf

        return pdf(title, text)
    return (text.rstrip("\n") + "\n").encode()


def _html(title: str, text: str) -> str:
    from markdown_it import MarkdownIt

    # "js-default" renders no raw HTML: what a model wrote is text, never markup of this page.
    body = MarkdownIt("js-default").render(text)
    return (
        f'<!doctype html><html lang="{language().value}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'unsafe-inline'\"><title>{html.escape(title)}</title><style>{_STYLE}</style>"
        f"</head><body>{body}</body></html>\n"
    )
