"""Tells a format from its content, for names that say nothing or say it wrongly."""

from __future__ import annotations

import io
import re
import zipfile

from knowledge.readers import refusals

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_HEADER_BLOCK = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_ONLY = re.compile(rb"^(?:message-id|mime-version|received):", re.I | re.M)
_BEGINNING = 64_000


def certain_suffix(data: bytes) -> str | None:
    """Return the suffix that marks in the data prove, or None; raises ReaderError if none fits."""
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(_OLE):
        raise refusals.locked_office() if _ENCRYPTED in data else refusals.unsupported()
    if data.startswith(b"{\\rtf"):
        raise refusals.unsupported()
    return None


def likely_suffix(data: bytes) -> str:
    """Return the suffix of the text format that the beginning looks like."""
    start = data[:_BEGINNING].removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(start):
        return ".html"
    head = _HEADER_BLOCK.match(start)
    return ".eml" if head and _MAIL_ONLY.search(head.group()) else ".txt"


def _packed(data: bytes) -> str | None:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    if "word/document.xml" in names:
        return ".docx"
    raise refusals.unsupported()
