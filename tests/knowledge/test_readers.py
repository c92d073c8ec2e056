"""What each format gives, and how a format is told."""

import base64
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument

from assistant.protocols import Reader
from assistant.types import Document, Private
from knowledge.readers import READERS, SUFFIXES, read_document, read_text
from tests.knowledge.made_files import docx, pdf, saved, with_part

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


def text_of(data: bytes, name: str = "-") -> str:
    return read_text(data, name).text.reveal()


def test_every_reader_fits_the_protocol_and_reads_a_path(tmp_path: Path) -> None:
    readers: tuple[Reader, ...] = READERS
    path = tmp_path / "note.txt"
    path.write_text("Bonjour Élodie\n")
    assert readers[0].read(path) == read_document(path)
    assert readers[0].read(path).text.reveal() == "Bonjour Élodie\n"


def test_listing_suffixes_imports_no_format_library() -> None:
    heavy = "{'docx','bs4','pypdfium2','ftfy','charset_normalizer','lxml','email.parser'}"
    code = (
        f"import sys, knowledge.readers as r; print(r.SUFFIXES, sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{SUFFIXES} []"


def test_a_document_hides_its_name_and_text(tmp_path: Path) -> None:
    path = tmp_path / "Marchetti.txt"
    path.write_text("Hélène Marchetti")
    assert "Marchetti" not in repr(read_document(path))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".csv", ".tsv", ".log", ".TXT", ".py", ""])
def test_text_of_any_name_is_kept_as_it_stands(tmp_path: Path, suffix: str) -> None:
    text = "# Réunion\n\n- « l’été » : 3\u202f000\xa0€\t;ok\n"
    path = tmp_path / f"note{suffix}"
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    assert (document.text.reveal(), document.notices) == (text, ())


@pytest.mark.parametrize("name", ["-", "scan.txt", "scan.bin", "scan.pdf"])
def test_a_pdf_is_told_by_its_content(name: str) -> None:
    assert text_of(pdf([["Bonjour Élodie,"], ["Seconde page"]]), name) == (
        "Bonjour Élodie,\n\nSeconde page"
    )


def test_pages_without_text_are_counted_in_a_notice() -> None:
    document = read_text(pdf([["Page un"], [], []]), "a.pdf")
    assert document.notices == ("2 pages hold no text (perhaps pictures) and were not read.",)


def test_a_hyphen_at_the_end_of_a_pdf_line_stays_in_names_and_addresses() -> None:
    lines = ["écrire à anne-", "sophie@example.org, à Marie-", "Laure, ou par la transmis-", "sion"]
    text = text_of(pdf([lines]))
    assert "anne-sophie@example.org" in text
    assert "Marie-Laure" in text
    assert "transmission" in text


def test_a_word_document_keeps_headings_lists_and_the_place_of_its_tables() -> None:
    word = WordDocument()
    word.sections[0].header.paragraphs[0].text = "En-tête"
    word.sections[0].footer.paragraphs[0].text = "Pied"
    word.add_heading("Titre", 0)
    word.add_heading("Partie", 2)
    word.add_paragraph("Avant")
    table = word.add_table(2, 2)
    for cell, text in zip(table._cells, ("Nom", "Prix", "Zoé\nLebrun", "3 €"), strict=True):
        cell.text = text
    word.add_paragraph("un", "List Bullet")
    word.add_paragraph("deux", "List Bullet")
    assert text_of(saved(word)) == (
        "En-tête\n\n# Titre\n\n## Partie\n\nAvant\n\n"
        "| Nom | Prix |\n| --- | --- |\n| Zoé Lebrun | 3 € |\n- un\n- deux\n\nPied"
    )


def test_a_table_in_a_table_is_read_once() -> None:
    word = WordDocument()
    outer = word.add_table(1, 1)
    outer.cell(0, 0).add_table(1, 1).cell(0, 0).text = "Montant 412"
    assert text_of(saved(word)).count("Montant 412") == 1


def test_revisions_controls_and_links_of_word_are_read_as_they_show() -> None:
    body = (
        f"<w:p {W}><w:ins><w:r><w:t>ajouté </w:t></w:r></w:ins><w:del><w:r><w:delText>ôté"
        "</w:delText></w:r></w:del><w:hyperlink><w:r><w:t>lien</w:t></w:r></w:hyperlink></w:p>"
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>champ</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    data = with_part(
        docx("début"),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1),
    )
    document = read_text(data, "a.docx")
    assert document.text.reveal() == "début\n\najouté lien\n\nchamp"
    assert document.notices == ("Tracked changes were read as accepted.",)


def test_a_page_keeps_its_blocks_and_drops_what_is_not_shown() -> None:
    html = (
        "<!doctype html><html><head><title>t</title><style>a{}</style></head><body><!-- non -->"
        "<h2>Congés</h2><p>Le <b>9&nbsp;janvier</b>\n  2026</p><script>x</script>"
        "<p hidden>secret</p><span style='display : none'>secret</span>"
        "<ul><li>un</li><li><p>deux</p></li></ul><table><tr><th>Nom</th><td><p>Zoé</p></td></tr>"
        "</table><pre>a\n    b</pre>fin<br>suite</body></html>"
    )
    document = read_text(html.encode(), "-")
    assert document.text.reveal() == (
        "## Congés\n\nLe 9\xa0janvier 2026\n- un\n- deux\n\n| Nom | Zoé |\n\na\n    b\nfin\nsuite"
    )
    assert document.notices == (
        "Parts of the page that are not shown to its readers were left out.",
    )


def test_a_page_laid_out_with_tables_keeps_its_paragraphs() -> None:
    html = "<table><tr><td><p>un</p><p>deux</p></td></tr></table>"
    assert text_of(html.encode(), "a.html") == "un\n\ndeux"


def test_a_page_nested_without_end_is_read() -> None:
    html = "<div>" * 3_000 + "fond" + "</div>" * 3_000
    assert text_of(html.encode(), "a.html") == "fond"


@pytest.mark.parametrize(
    "html", ["http://example.org/a", "notes.html", "<?xml version='1.0'?><a>b</a>"]
)
def test_text_that_is_hardly_html_is_read_without_a_warning(html: str) -> None:
    assert text_of(html.encode(), "a.html")


MAIL = (
    "From: =?iso-8859-1?q?Fran=E7ois?= <f@example.org>\r\nTo: Élodie <e@example.org>\r\n"
    "Cc: a@example.org,\r\n b@example.org\r\nDate: Mon, 02 Mar 2026 09:14:00 +0100\r\n"
    "Subject: =?utf-8?b?UmV0YXJk?=\r\nX-Mailer: x\r\nMIME-Version: 1.0\r\n"
)


def test_a_mail_keeps_the_headers_a_person_reads() -> None:
    assert text_of((MAIL + "\r\nBonjour,\r\nà demain\r\n").encode()) == (
        "From: François <f@example.org>\nTo: Élodie <e@example.org>\n"
        "Cc: a@example.org, b@example.org\nDate: Mon, 02 Mar 2026 09:14:00 +0100\n"
        "Subject: Retard\n\nBonjour,\nà demain\n"
    )


def mixed(*parts: str, kind: str = "alternative") -> bytes:
    body = "".join(f"--b\r\n{part}\r\n" for part in parts)
    return f"{MAIL}Content-Type: multipart/{kind}; boundary=b\r\n\r\n{body}--b--\r\n".encode()


PLAIN = "Content-Type: text/plain; charset=utf-8\r\n\r\nversion texte"
HTML = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>version <b>HTML</b></p>"


def test_the_plain_body_of_a_mail_is_preferred_and_html_is_converted() -> None:
    assert text_of(mixed(HTML, PLAIN)).endswith("\n\nversion texte\n")
    assert text_of(mixed(HTML)).endswith("\n\nversion HTML\n")
    assert text_of(mixed("Content-Type: text/plain\r\n\r\n ", HTML)).endswith("version HTML\n")


def test_a_mail_body_is_read_in_the_encoding_it_declares() -> None:
    part = "Content-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert text_of(mixed(part + "8NLJ18XU")).endswith("\n\nПривет\n")


def test_attachments_are_named_in_the_text_and_only_counted_in_the_notice() -> None:
    file = 'Content-Disposition: attachment; filename="devis Castaing.pdf"\r\n\r\n%PDF contenu'
    document = read_text(mixed(PLAIN, file, kind="mixed"), "a.eml")
    assert "\nAttachments: devis Castaing.pdf\n\nversion texte" in document.text.reveal()
    assert "contenu" not in document.text.reveal()
    assert document.notices == ("1 attachment was not read; its name stands in the text.",)


def test_an_encrypted_mail_says_that_its_body_is_missing() -> None:
    part = "Content-Type: application/octet-stream\r\n\r\nxxxx"
    notices = read_text(mixed(part, kind="encrypted"), "a.eml").notices
    assert "The body of the mail is missing or encrypted; only headers were read." in notices


def test_a_pasted_thread_that_begins_like_a_mail_stays_text() -> None:
    pasted = "De : Anne\nObjet : retard\n\nFrom: x\nSubject: y\n\nBonjour"
    assert text_of(pasted.encode()) == pasted


def test_a_plugin_reads_its_suffix_before_ours(tmp_path: Path) -> None:
    class Shouting:
        suffixes: tuple[str, ...] = (".txt",)

        def read(self, path: Path) -> Document:
            return Document(Private(path.name), Private(path.read_text().upper()))

    path = tmp_path / "a.TXT"
    path.write_text("bonjour")
    assert read_document(path, [Shouting()]).text.reveal() == "BONJOUR"


def test_the_notes_of_a_word_document_follow_its_text() -> None:
    note = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>Hors TVA.</w:t></w:r></w:p></w:footnote>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="notes.xml"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    plain = docx("Prix : 3 €")
    end = b"</Relationships>"
    file = io.BytesIO(with_part(plain, rels, lambda xml: xml.replace(end, relation.encode())))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("word/notes.xml", note + "</w:footnotes>")
    assert text_of(file.getvalue()) == "Prix : 3 €\n\nHors TVA."


def test_what_word_holds_beside_its_text_is_told_in_notices() -> None:
    word = WordDocument()
    paragraph = word.add_paragraph("Prix")
    word.add_comment(paragraph.runs, "à revoir avec Zoé", "Anne", "A")
    paragraph.add_run().add_picture(io.BytesIO(PIXEL))
    document = read_text(saved(word), "a.docx")
    assert document.text.reveal() == "Prix"
    assert document.notices == ("Comments were left out.", "Pictures were not read.")


def test_hidden_parts_inside_hidden_parts_are_dropped_once() -> None:
    hidden = "<div hidden><p hidden>a<span hidden>b</span></p></div>"
    html = f"<p>vu</p>{hidden}<noscript><style>c</style></noscript>"
    assert text_of(html.encode(), "a.html") == "vu"
