"""Word documents that unpack to more than memory should hold, or break the library on the way."""

import io
import zipfile

import pytest
from lxml import etree

from assistant.errors import ReaderError
from knowledge.readers import docx_adapter, package, read_text
from tests.knowledge.made_files import docx, with_part


def crammed(size: int) -> bytes:
    """A document of `size` bytes of empty paragraphs, which pack to next to nothing."""
    filler = b"<w:p/>" * (size // 6) + b"<w:sectPr"
    return with_part(
        docx("fond"), "word/document.xml", lambda xml: xml.replace(b"<w:sectPr", filler, 1)
    )


def refusal(data: bytes) -> ReaderError:
    with pytest.raises(ReaderError) as caught:
        read_text(data, "a.docx")
    return caught.value


def parts(count: int, size: int, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as target:
        for number in range(count):
            target.writestr(f"{number}.xml", bytes(size))
    return file.getvalue()


def test_a_large_part_packed_a_hundred_times_is_refused_before_it_is_unpacked() -> None:
    error = refusal(crammed(3_000_000))
    assert error.title == "This document is too large once unpacked"
    assert "over 100 times its size" in error.detail


def test_a_small_part_may_be_packed_as_it_likes() -> None:
    assert read_text(crammed(300_000), "a.docx").text.reveal() == "fond"


def test_small_parts_together_stay_under_thirty_megabytes() -> None:
    package.unpack(parts(30, 999_999))
    with pytest.raises(ReaderError, match="too large once unpacked") as caught:
        package.unpack(parts(31, 999_999))
    assert "30 MB" in caught.value.detail


@pytest.mark.parametrize("error", [etree.XPathEvalError("x"), MemoryError()])
def test_a_document_that_the_xml_library_gives_up_is_damaged(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def give_up(*_: object) -> tuple[str, ...]:
        raise error

    monkeypatch.setattr(docx_adapter, "_notices", give_up)
    assert refusal(docx("x")).title == "This document is damaged"


def test_a_package_whose_unpacking_breaks_is_damaged() -> None:
    whole = parts(1, 5_000, zipfile.ZIP_LZMA)
    # After the name stand nine bytes of settings, then the data.
    start = whole.index(b"0.xml") + len(b"0.xml") + 9
    broken = whole[:start] + b"\xff" * 9 + whole[start + 9 :]
    with pytest.raises(ReaderError, match="damaged"):
        package.unpack(broken)
