"""PDF through pdfium: the text of every page, a blank line between pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Lock
from typing import Any

from assistant.errors import ReaderError
from assistant.i18n import _, ngettext
from assistant.types import Document
from knowledge.readers import refusals
from knowledge.readers.cleaning import clean_text, document
from knowledge.readers.intake import FileReader

SUFFIXES = (".pdf",)
ONE_AT_A_TIME = Lock()
"""pdfium is not thread-safe."""
# pdfium writes this mark for any hyphen that ends a line. It goes only inside a plain lower-case
# word: "Anne-Sophie" and "lloyd-price@example.org" must keep theirs, or the guard misses them.
_CUT = "\\s?[\ufffe\x02](?:\r?\n)?"
_CUT_WORD = re.compile(rf"((?<![\w.@/-])[a-zß-ÿœ]{{2,40}}){_CUT}([a-zß-ÿœ]{{2,40}})(?![\w@-]|\.\w)")
_CUT_NAME = re.compile(_CUT)


def extract(data: bytes, name: str) -> Document:
    """Return the text of a PDF; raises ReaderError (locked, damaged, scanned)."""
    pages, notices = _spoken(data)
    made = document(name, "\n\n".join(pages), notices)
    clean = [clean_text(page)[0] for page in pages]
    fits = made.text.reveal() == "\n\n".join(clean)
    return replace(made, pages=_starts(clean)) if fits else made


def extract_pages(data: bytes) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """Return the text of a PDF, where each page begins in it, and notices; raises ReaderError."""
    pages, notices = _spoken(data)
    clean = [clean_text(page)[0] for page in pages]
    return "\n\n".join(clean), _starts(clean), notices


def _spoken(data: bytes) -> tuple[list[str], tuple[str, ...]]:
    """Return the text of every page, and notices; raises ReaderError where no page holds any."""
    with ONE_AT_A_TIME:
        pages, has_form = _read(data)
    if not pages:
        raise refusals.damaged_pdf()
    texts = [page.strip() for page in pages]
    silent = texts.count("")
    if silent == len(texts):
        raise refusals.scanned_pdf()
    return texts, _notices(silent, has_form)


def _starts(pages: Sequence[str]) -> tuple[int, ...]:
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page) + 2)
    return tuple(starts)


def _notices(silent: int, has_form: bool) -> tuple[str, ...]:
    pages = ngettext(
        "{count} page holds no text (perhaps a picture) and was not read.",
        "{count} pages hold no text (perhaps pictures) and were not read.",
        silent,
    ).format(count=silent)
    form = _("The PDF has a form; what is typed in its fields may be missing.")
    return (pages,) * bool(silent) + (form,) * has_form


def _read(data: bytes) -> tuple[list[str], bool]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            has_form = pdf.get_formtype() != pypdfium2.raw.FORMTYPE_NONE
            return list(_pages(pdf)), has_form
    except pypdfium2.PdfiumError as error:
        raise _reason(error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD) from None


def _reason(locked: bool) -> ReaderError:
    return refusals.locked_pdf() if locked else refusals.damaged_pdf()


def _pages(pdf: Any) -> Iterator[str]:  # noqa: ANN401  (pypdfium2 has no types)
    for page in pdf:
        text_page = page.get_textpage()
        yield _uncut(text_page.get_text_bounded())
        text_page.close()
        page.close()


def _uncut(text: str) -> str:
    return _CUT_NAME.sub("-", _CUT_WORD.sub(r"\1\2", text))


reader = FileReader(SUFFIXES, extract)
