"""Where a passage stands on its page: the file is read again when somebody asks, and nothing is kept.

A passage is found by its letters and figures alone, so that spaces, line ends and mended hyphens
do not matter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from knowledge.readers.pdf_adapter import ONE_AT_A_TIME
from knowledge.values import Box


def boxes(data: bytes, page: int, text: str) -> tuple[Box, ...]:
    """Return one box a line of `text` on a page (from 1); none when it does not stand there."""
    import pypdfium2

    with ONE_AT_A_TIME:
        try:
            with pypdfium2.PdfDocument(data) as pdf:
                return tuple(_found(pdf[page - 1], text)) if 0 < page <= len(pdf) else ()
        except pypdfium2.PdfiumError:
            return ()


def _found(page: Any, text: str) -> Iterator[Box]:  # noqa: ANN401  (pypdfium2 has no types)
    written = page.get_textpage()
    try:
        signs = [
            (sign, at)
            for at, character in enumerate(written.get_text_range())
            for sign in _signs(character)
        ]
        wanted = "".join(_signs(text))
        start = "".join(sign for sign, _at in signs).find(wanted) if wanted else -1
        if start < 0:
            return
        first, last = signs[start][1], signs[start + len(wanted) - 1][1]
        for number in range(written.count_rects(first, last - first + 1)):
            yield Box(*(round(edge, 1) for edge in written.get_rect(number)))
    finally:
        written.close()
        page.close()


def _signs(text: str) -> Iterator[str]:
    for sign in unicodedata.normalize("NFKC", text).casefold():
        if sign.isalnum():
            yield sign
