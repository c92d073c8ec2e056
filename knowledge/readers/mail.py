"""Mail files: the headers a person reads, then the body; attachments are named, never opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage, Message

from assistant.i18n import _, ngettext
from assistant.types import Document
from knowledge.readers import html_adapter, refusals
from knowledge.readers.cleaning import document
from knowledge.readers.decoding import decode
from knowledge.readers.intake import FileReader

SUFFIXES = (".eml",)
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
# What the standard library raises, undocumented, on headers and nesting it did not foresee.
_MALFORMED = (ValueError, LookupError, AttributeError, TypeError, RecursionError, OverflowError)


def extract(data: bytes, name: str) -> Document:
    """Return headers and body of a mail; raises ReaderError."""
    try:
        mail = _parse(data)
        headers, files = list(_header_lines(mail)), list(_file_names(mail))
        body, notices = _body(mail)
    except _MALFORMED:
        raise refusals.damaged_mail() from None
    if files:
        # The names may be confidential: they stand in the text, which the guard reads.
        headers.append(f"Attachments: {', '.join(files)}")
        notices += (_files_notice(len(files)),)
    return document(name, "\n".join(headers) + "\n\n" + body.strip("\r\n") + "\n", notices)


def _parse(data: bytes) -> EmailMessage:
    from email import message_from_bytes, policy

    end = _END_OF_HEADERS.search(data)
    cut = end.start() if end else len(data)
    # Old programs write accents in headers as they come; the parser takes UTF-8 only.
    head = decode(data[:cut])[0].encode() if cut else b""
    return message_from_bytes(head + data[cut:], policy=policy.default)


def _header_lines(mail: EmailMessage) -> Iterator[str]:
    for header in _HEADERS:
        for value in mail.get_all(header, []):
            yield f"{header}: {value}"


def _file_names(mail: EmailMessage) -> Iterator[str]:
    for part in mail.iter_attachments():
        yield part.get_filename() or part.get_content_type()


def _files_notice(count: int) -> str:
    return ngettext(
        "{count} attachment was not read; its name stands in the text.",
        "{count} attachments were not read; their names stand in the text.",
        count,
    ).format(count=count)


def _body(mail: EmailMessage) -> tuple[str, tuple[str, ...]]:
    for kind in ("plain", "html"):
        text, notices = _part_text(mail.get_body((kind,)))
        if text.strip():
            return text, notices
    return "", (_("The body of the mail is missing or encrypted; only headers were read."),)


def _part_text(part: Message | None) -> tuple[str, tuple[str, ...]]:
    data = part.get_payload(decode=True) if part else b""
    if part is None or not isinstance(data, bytes):
        return "", ()
    text, notices = decode(data, part.get_content_charset())
    if part.get_content_subtype() != "html":
        return text, notices
    text, more = html_adapter.visible_text(text)
    return text, notices + more


reader = FileReader(SUFFIXES, extract)
