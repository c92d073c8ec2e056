"""Tells a format from its content, for names that say nothing or say it wrongly."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from knowledge.readers import refusals

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_HEADER_BLOCK = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_ONLY = re.compile(rb"^(?:message-id|mime-version|received):", re.I | re.M)
_BEGINNING = 64_000
_PARTS = {
    "word/document.xml": ".docx",
    "ppt/presentation.xml": ".pptx",
    "xl/workbook.xml": ".xlsx",
}
_OPEN = "application/vnd.oasis.opendocument."
_KINDS = {
    "application/epub+zip": ".epub",
    f"{_OPEN}text": ".odt",
    f"{_OPEN}text-template": ".odt",
    f"{_OPEN}spreadsheet": ".ods",
    f"{_OPEN}presentation": ".odp",
}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
"""How pictures begin: one that is cut short may decode as text."""
_MANIFEST = "META-INF/manifest.xml"


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
    if data.startswith(_PICTURES):
        raise refusals.binary()
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
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            for part, suffix in _PARTS.items():
                if part in names:
                    return suffix
            kind = _kind(package) if "mimetype" in names else ""
            locked = b"encryption-data" in _manifest(package) if _MANIFEST in names else False
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, RuntimeError, zlib.error):
        return None
    if locked:
        raise refusals.locked_office()
    if kind not in _KINDS:
        raise refusals.unsupported()
    return _KINDS[kind]


def _kind(package: zipfile.ZipFile) -> str:
    with package.open("mimetype") as file:
        return file.read(200).decode("ascii", "replace").strip()


def _manifest(package: zipfile.ZipFile) -> bytes:
    with package.open(_MANIFEST) as file:
        return file.read(_BEGINNING)
