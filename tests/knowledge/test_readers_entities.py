"""XML entities in a Word document: never expanded, never a reason to lose what follows them."""

import pytest

from assistant.types import Document
from knowledge.readers import read_text
from tests.knowledge.made_files import docx, with_part

DECLARED = b'<!DOCTYPE d [<!ENTITY e "Elise"><!ENTITY a "Adam">]><w:document'
NOTICE = "What XML entities stand for was left out; their names show, as in &x;."


def read(paragraph: str) -> Document:
    def change(xml: bytes) -> bytes:
        xml = xml.replace(b"<w:document", DECLARED, 1)
        return xml.replace(b"<w:p><w:r><w:t>Q</w:t></w:r></w:p>", paragraph.encode())

    return read_text(with_part(docx("Q", "fin"), "word/document.xml", change), "a.docx")


def test_the_text_around_entities_is_kept_and_a_notice_says_what_is_not() -> None:
    document = read("<w:p><w:r><w:t>x&e;&a;y</w:t></w:r></w:p>")
    assert document.text.reveal() == "x&e;&a;y\n\nfin"
    assert document.notices == (NOTICE,)


@pytest.mark.parametrize(
    "paragraph", ["&e;", "<w:p>&e;</w:p>", "<w:tbl>&e;<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"]
)
def test_an_entity_outside_of_any_text_is_told_too(paragraph: str) -> None:
    document = read(paragraph)
    assert document.text.reveal().endswith("fin")
    assert document.notices == (NOTICE,)


def test_a_comment_inside_a_text_cuts_nothing_off() -> None:
    document = read("<w:p><w:r><w:t>avant<!-- non --><?non?> après</w:t></w:r></w:p>")
    assert document.text.reveal() == "avant après\n\nfin"
    assert document.notices == ()


def test_the_entities_that_xml_itself_declares_are_plain_characters() -> None:
    document = read("<w:p><w:r><w:t>A &amp; B &lt; C &#233;</w:t></w:r></w:p>")
    assert document.text.reveal() == "A & B < C é\n\nfin"
    assert document.notices == ()
