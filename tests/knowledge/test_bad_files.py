"""Every file that cannot be read says what happened, that nothing was sent, and what to do."""

import io
import os
import random
import shutil
import tempfile
import time
import traceback
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import ReaderError
from knowledge.readers import MAX_BYTES, package, read_document, read_text, refusals
from tests.knowledge.made_files import EXAMPLES, docx, locked_pdf, pdf, with_part

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LIMITED = ("too_large", "swollen_docx", "crammed_docx")
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"


def refusal(path: Path) -> ReaderError:
    with pytest.raises(ReaderError) as caught:
        read_document(path)
    error = caught.value
    assert "Nothing was sent." in error.detail
    assert error.action
    assert "Sautereau" not in "".join(traceback.format_exception(error))
    return error


def refused(folder: Path, data: bytes, suffix: str = "") -> str:
    path = folder / f"Sautereau{suffix}"
    path.write_bytes(data)
    return refusal(path).title


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "Sautereau.txt").title == "File not found"
    assert refusal(Path("Saute\0reau")).title == "File not found"
    (tmp_path / "note").write_text("x")
    assert refusal(tmp_path / "note" / "Sautereau.txt").title == "File not found"


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path).title == "This is a folder"


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Sautereau")
    assert refusal(tmp_path / "Sautereau").title == "This is not an ordinary file"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter, with an ordinary user's rights for the time of a test."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / "Sautereau.txt").write_text("x")
    (folder / "Sautereau.txt").chmod(0)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    yield folder
    if was_root:
        os.seteuid(0)
    shutil.rmtree(folder)


def test_a_file_without_permission(open_folder: Path) -> None:
    assert refusal(open_folder / "Sautereau.txt").title == "This file cannot be opened"


def test_a_link_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "Sautereau").symlink_to(tmp_path / "Sautereau")
    assert refusal(tmp_path / "Sautereau").title == "This file cannot be opened"


@pytest.mark.parametrize("suffix", ["", ".txt", ".pdf", ".docx", ".html", ".eml"])
def test_an_empty_file_of_any_kind(tmp_path: Path, suffix: str) -> None:
    assert refused(tmp_path, b"", suffix) == "This file is empty"


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b" \n\t\r\n", ".txt"),
        ("\ufeff \xa0\u202f\u200b".encode(), ".md"),
        (b"<p> </p><script>x</script>", ".html"),
        (docx(" ", ""), ".docx"),
    ],
)
def test_a_document_of_spaces(tmp_path: Path, data: bytes, suffix: str) -> None:
    assert refused(tmp_path, data, suffix) == "This document holds no text"


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (PNG, ".txt"),
        (PNG, ".png"),
        (b"texte\0texte", ""),
        (bytes(range(1, 9)) * 9, ".log"),
        (PNG, ".eml"),
        (b"PK\x03\x04\0\0", ".zip"),
    ],
)
def test_binary_data(tmp_path: Path, data: bytes, suffix: str) -> None:
    assert refused(tmp_path, data, suffix) == "This is not a text document"


def test_200_megabytes_are_refused_from_their_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "Sautereau.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    error = refusal(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert error.title == "This file is over 50 MB"
    assert peak < 5_000_000


def test_pasted_data_has_the_same_limit() -> None:
    with pytest.raises(ReaderError, match="over 50 MB"):
        read_text(b"a" * (MAX_BYTES + 1), "-")


def test_a_pdf_under_a_password(tmp_path: Path) -> None:
    assert refused(tmp_path, locked_pdf(b"sesame"), ".pdf") == (
        "This PDF is protected by a password"
    )


def test_a_pdf_whose_password_is_empty_is_read() -> None:
    assert read_text(locked_pdf(b""), "a.pdf").text.reveal() == "Texte secret"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\nn'importe quoi", b"pas un PDF", pdf([["Bonjour"]])[:120], pdf([])]
)
def test_a_damaged_pdf(tmp_path: Path, data: bytes) -> None:
    assert refused(tmp_path, data, ".pdf") == "This PDF is damaged"


def test_a_scanned_pdf_needs_text_recognition(tmp_path: Path) -> None:
    path = tmp_path / "Sautereau.pdf"
    path.write_bytes(pdf([[], []]))
    error = refusal(path)
    assert error.title == "This PDF holds pictures of pages and no text"
    assert "OCR" in error.action


@pytest.mark.parametrize("suffix", [".docx", ".bin"])
def test_a_word_document_under_a_password(tmp_path: Path, suffix: str) -> None:
    data = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(96)
    assert refused(tmp_path, data, suffix) == "This document is protected by a password"


@pytest.mark.parametrize(
    "data",
    [
        b"pas un document",
        docx("Bonjour")[:9_000],
        with_part(docx("x"), "word/document.xml", lambda xml: xml[:-40]),
        with_part(docx("x"), "[Content_Types].xml", lambda xml: b"<Types/>"),
        with_part(docx("x"), "_rels/.rels", lambda xml: b""),
    ],
)
def test_a_damaged_word_document(tmp_path: Path, data: bytes) -> None:
    assert refused(tmp_path, data, ".docx") == "This document is damaged"


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (OLE, ".doc"),
        (OLE, ".msg"),
        (b"{\\rtf1 l'\\'e9t\\'e9}", ".rtf"),
        (zipped(xl__a=b""), ".xlsx"),
    ],
)
def test_office_formats_that_are_not_read(tmp_path: Path, data: bytes, suffix: str) -> None:
    assert refused(tmp_path, data, suffix) == "This kind of document is not read"


def test_a_zip_bomb_is_refused_without_unpacking_it(tmp_path: Path) -> None:
    data = with_part(docx("x"), "word/document.xml", lambda _: b" " * (package.MAX_UNPACKED + 1))
    start = time.monotonic()
    assert refused(tmp_path, data, ".docx") == "This document is too large once unpacked"
    assert time.monotonic() - start < 1


def test_many_parts_count_together() -> None:
    with pytest.raises(ReaderError, match="too large once unpacked"):
        package.unpack(zipped(a=bytes(600), b=bytes(600)), limit=1_000)


def test_a_zip_that_lies_about_its_sizes_gives_no_more_than_it_states() -> None:
    honest = zipped(a=bytes(5_000_000))
    lying = honest.replace((5_000_000).to_bytes(4, "little"), (900).to_bytes(4, "little"))
    with pytest.raises(ReaderError, match="damaged"):
        package.unpack(lying, limit=1_000)


def test_entities_that_multiply_are_not_expanded(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE d [<!ENTITY a0 "aaaaaaaaaa">{levels}]>'.encode()
    data = with_part(
        docx("x"),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:document", bomb + b"<w:document", 1).replace(
            b"<w:t>x</w:t>", b"<w:t>x&a9;</w:t>"
        ),
    )
    (tmp_path / "a.docx").write_bytes(data)
    try:
        assert len(read_document(tmp_path / "a.docx").text.reveal()) < 100
    except ReaderError as error:
        assert error.title == "This document is damaged"


def test_a_mail_nested_without_end(tmp_path: Path) -> None:
    parts = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))
    data = ("From: a@example.org\n" + "".join(parts)).encode()
    assert refused(tmp_path, data, ".eml") == "This mail is damaged"


@pytest.mark.parametrize(
    "name", ["contrat-prestation.docx", "offer-letter.pdf", "ticket-support.eml", "saved-page.html"]
)
def test_a_file_damaged_anywhere_is_read_or_refused_and_never_crashes(name: str) -> None:
    chance = random.Random(name)
    whole = (EXAMPLES / name).read_bytes()
    for _ in range(25):
        data = bytearray(whole[: chance.choice([len(whole), chance.randrange(1, len(whole))])])
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            assert read_text(bytes(data), name).text.reveal()
        except ReaderError as error:
            assert "Nothing was sent." in error.detail


def test_every_refusal_says_three_things() -> None:
    for name in dir(refusals):
        maker = getattr(refusals, name)
        if name.startswith("_") or getattr(maker, "__module__", "") != refusals.__name__:
            continue
        error = maker(1_000_000) if name in LIMITED else maker()
        assert error.title
        assert error.detail.endswith("Nothing was sent.")
        assert error.action.endswith(".")


@pytest.mark.parametrize("size", [8, 12, len(PNG)])
def test_a_picture_cut_short_is_no_text(tmp_path: Path, size: int) -> None:
    assert refused(tmp_path, PNG[:size], ".png") == "This is not a text document"
