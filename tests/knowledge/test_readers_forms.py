"""A PDF with a form: what is typed in its fields is not on the page, and a notice says so."""

import runpy
from collections.abc import Callable

import pytest

from knowledge.readers import read_text
from tests.knowledge.made_files import EXAMPLES, pdf

assembled: Callable[[list[bytes]], bytes] = runpy.run_path(str(EXAMPLES / "make_binary.py"))[
    "_assembled"
]
DRAWN = b"BT /F1 11 Tf 60 780 Td (Nom :) Tj ET"
SHOWN = b"/Tx BMC BT /F1 11 Tf 2 4 Td (Castaing) Tj ET EMC"
NOTICE = "The PDF has a form; what is typed in its fields may be missing."


def stream(entries: bytes, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def form(entries: bytes) -> bytes:
    """A page that says « Nom : », then a field filled in with « Castaing »."""
    fonts = b"/Resources << /Font << /F1 3 0 R >> >>"
    box = b"/MediaBox [0 0 595 842]"
    field = b"/FT /Tx /T (nom) /V (Castaing) /DA (/F1 11 Tf) /P 4 0 R /AP << /N 7 0 R >>"
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << %s >> >>" % entries,
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Type /Page /Parent 2 0 R %s %s /Contents 5 0 R /Annots [6 0 R] >>" % (box, fonts),
            stream(b"", DRAWN),
            b"<< /Type /Annot /Subtype /Widget /F 4 /Rect [99 775 299 795] %s >>" % field,
            stream(b"/Type /XObject /Subtype /Form /BBox [0 0 200 20] " + fonts, SHOWN),
        ]
    )


@pytest.mark.parametrize("entries", [b"/Fields [6 0 R]", b"/Fields [6 0 R] /XFA (x)"])
def test_what_is_typed_in_a_form_is_left_out_with_a_notice(entries: bytes) -> None:
    document = read_text(form(entries), "a.pdf")
    assert document.text.reveal() == "Nom :"
    assert document.notices == (NOTICE,)


def test_a_pdf_without_a_form_says_nothing_of_forms() -> None:
    assert read_text(pdf([["Nom :"]]), "a.pdf").notices == ()
