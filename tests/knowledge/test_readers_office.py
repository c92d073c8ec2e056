"""Presentations, spreadsheets, OpenDocument, books and mailboxes: what they say, in order."""

import io
import zipfile

import pytest

from assistant.errors import ReaderError
from knowledge.readers import read_text

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
P = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    f' xmlns:r="{REL}"'
)
S = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{REL}"'
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
O = (  # noqa: E741
    f'xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0" xmlns:table="{ODF}table:1.0"'
    f' xmlns:draw="{ODF}drawing:1.0"'
)


def package(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return file.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    links = "".join(f'<Relationship Id="{i}" Type="x" Target="{t}"/>' for i, t in targets)
    return f'<Relationships xmlns="{RELS}">{links}</Relationships>'


def shape(text: str, kind: str = "") -> str:
    mark = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>' if kind else ""
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    return f"<p:sp>{mark}<p:txBody>{lines}</p:txBody></p:sp>"


def slide(*shapes: str) -> str:
    return f"<p:sld {P}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>"


PPTX = package(
    {
        "ppt/presentation.xml": f'<p:presentation {P}><p:sldIdLst><p:sldId id="1" r:id="b"/>'
        '<p:sldId id="2" r:id="a"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(
            ("a", "slides/slide1.xml"), ("b", "slides/slide2.xml")
        ),
        "ppt/slides/slide1.xml": slide(shape("Sans titre ici"), shape("7", "sldNum")),
        "ppt/slides/slide2.xml": slide(shape("Bilan été", "title"), shape("Ventes\nCoûts")),
        "ppt/slides/_rels/slide2.xml.rels": relations(("n", "../notesSlides/notesSlide1.xml")),
        "ppt/notesSlides/notesSlide1.xml": slide(shape("Citer Larivaud", "body")),
    }
)
XLSX = package(
    {
        "xl/workbook.xml": f'<workbook {S}><sheets><sheet name="Dépenses" sheetId="1" r:id="a"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(("a", "worksheets/sheet1.xml")),
        "xl/sharedStrings.xml": f"<sst {S}><si><t>Train</t></si><si><r><t>Ta</t></r><r><t>xi</t></r></si></sst>",
        "xl/styles.xml": f'<styleSheet {S}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
        '<numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/></numFmts><cellXfs>'
        '<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet {S}><sheetData><row><c r="A1" t="s"><v>0</v></c>'
        '<c r="B1"><v>48.5</v></c><c r="C1" s="1"><v>46084</v></c></row><row><c r="A2" t="s"><v>1</v></c>'
        '<c r="C2" s="2"><v>3</v></c><c r="D2"/></row></sheetData></worksheet>',
    }
)


def odt(body: str, kind: str = "text") -> bytes:
    return package(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {O}><office:body><office:{kind}>{body}"
            f"</office:{kind}></office:body></office:document-content>",
        }
    )


EPUB = package(
    {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="OEBPS/b.opf"/></rootfiles></container>',
        "OEBPS/b.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Le Colvert</dc:title></metadata><manifest>'
        '<item id="1" href="un%20.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="2" href="d.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="2"/><itemref idref="1"/></spine></package>',
        "OEBPS/un .xhtml": "<html><body><h2>Fin</h2><p>Tout est dit.</p></body></html>",
        "OEBPS/d.xhtml": "<html><body><h2>Début</h2><p>Il pleut.</p></body></html>",
    }
)
MBOX = (
    b"From ines@example.org Mon Mar  2 09:00:00 2026\nFrom: Ines Moreau <ines@example.org>\n"
    b"Subject: Garden shed key\nDate: Mon, 2 Mar 2026 09:00:00 +0100\n\nBehind the blue door.\n>From there, left.\n\n"
    b"From leo@example.org Tue Mar  3 09:00:00 2026\nFrom: leo@example.org\nSubject: =?utf-8?q?R=C3=A9union?=\n"
    b"\nFrom now on, at ten.\n"
)


def text(data: bytes, name: str = "x") -> str:
    return read_text(data, name).text.reveal()


def test_slides_come_in_the_order_of_the_show_with_their_notes() -> None:
    assert text(PPTX) == (
        "## Bilan été\n\nVentes\nCoûts\n\nCiter Larivaud\n\n## Slide 2\n\nSans titre ici"
    )


def test_sheets_keep_columns_and_show_days_as_days() -> None:
    assert text(XLSX) == "## Dépenses\n\n| Train | 48.5 | 2026-03-03 |\n| Taxi |  | 3 |"


def test_open_documents_keep_headings_lists_tables_and_notes() -> None:
    body = (
        '<text:h text:outline-level="2">Frais</text:h><text:p>Un<text:s text:c="2"/>mot<text:note>'
        "<text:note-body><text:p>voir bas</text:p></text:note-body></text:note>.</text:p>"
        "<text:tracked-changes><text:p>effacé</text:p></text:tracked-changes>"
        "<text:list><text:list-item><text:p>pain</text:p></text:list-item></text:list>"
        '<table:table><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>12</text:p>'
        '</table:table-cell><table:table-cell table:number-columns-repeated="900000"/></table:table-row></table:table>'
    )
    assert text(odt(body)) == "## Frais\n\nUn  mot (voir bas).\n\n- pain\n\n| 12 | 12 |"
    sheet = '<table:table table:name="Mars"><table:table-row><table:table-cell><text:p>7</text:p></table:table-cell>'
    sheet += "</table:table-row></table:table>"
    assert text(odt(sheet, "spreadsheet")) == "## Mars\n\n| 7 |"


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    assert text(EPUB) == "# Le Colvert\n\n## Début\n\nIl pleut.\n\n## Fin\n\nTout est dit."


def test_a_mailbox_gives_each_mail_under_its_subject() -> None:
    assert text(MBOX, "a.mbox") == (
        "# Garden shed key\n\nFrom: Ines Moreau <ines@example.org>\nDate: Mon, 02 Mar 2026 09:00:00 +0100\n"
        "Subject: Garden shed key\n\nBehind the blue door.\nFrom there, left.\n\n"
        "# Réunion\n\nFrom: leo@example.org\nSubject: Réunion\n\nFrom now on, at ten."
    )


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (package({"ppt/presentation.xml": "<p"}), "This document is damaged"),
        (package({"xl/workbook.xml": f"<workbook {S}/>"}), "This document holds no text"),
        (package({"mimetype": "application/epub+zip"}), "This document is damaged"),
        (odt("<text:p>a" * 3000 + "</text:p>" * 3000), "This document is damaged"),
        (
            odt("<text:p>" + "a" * 35_000_000 + "</text:p>"),
            "This document is too large once unpacked",
        ),
    ],
)
def test_what_is_broken_or_swollen_is_refused(data: bytes, title: str) -> None:
    with pytest.raises(ReaderError) as error:
        read_text(data, "x")
    assert error.value.title == title


def test_an_entity_is_never_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with_entity = package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{bomb}<office:document-content {O}><office:body><office:text>"
            "<text:p>mot &b; fin</text:p></office:text></office:body></office:document-content>",
        }
    )
    try:
        assert "aaaa" not in text(with_entity)
    except ReaderError as error:
        assert error.title == "This document is damaged"


def test_a_locked_open_document_says_so() -> None:
    locked = package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest:encryption-data/>",
            "content.xml": b"\x01\x02",
        }
    )
    with pytest.raises(ReaderError, match="password"):
        read_text(locked, "x.odt")
