"""Opens the zip of an office document within bounds, and only its text: pictures stay packed."""

from __future__ import annotations

import io
import zipfile
import zlib

from knowledge.readers import refusals

MAX_UNPACKED = 30_000_000
"""The most bytes a document's XML may have together; as a tree, it takes over 20 times that."""

_TEXTS = (".xml", ".rels", ".opf", ".xhtml", ".html", ".htm")
_MAX_PARTS = 10_000
_CHUNK = 1_000_000
# Tables of figures reach 40; a table of empty cells passes 100, but is small.
_MAX_RATIO = 100
_SMALL = 1_000_000
# The only two of the format; others come with errors, and memory, of their own.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BAD_DATA = (zipfile.BadZipFile, zlib.error, EOFError, OSError, MemoryError)
_BROKEN = (*_BAD_DATA, ValueError, KeyError, RuntimeError)


def unpack(data: bytes, limit: int = MAX_UNPACKED) -> io.BytesIO:
    """Return a copy of the package, its XML unpacked and its media empty; raises ReaderError.

    The copy is what the library gets: the sizes that a zip states may be lies, the bytes are not.
    """
    try:
        return _copy(data, limit)
    except _BROKEN:
        raise refusals.damaged_office() from None


def _copy(data: bytes, limit: int) -> io.BytesIO:
    copy = io.BytesIO()
    left = limit
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(copy, "w") as target:
        if len(source.infolist()) > _MAX_PARTS:
            raise refusals.swollen_docx(limit)
        for info in source.infolist():
            part = _part(source, info, left) if info.filename.lower().endswith(_TEXTS) else b""
            left -= len(part)
            if left < 0:
                raise refusals.swollen_docx(limit)
            target.writestr(info.filename, part)
    copy.seek(0)
    return copy


def _part(source: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """Return up to `left` + 1 bytes, in small reads: each bounds what is unpacked at once."""
    part = bytearray()
    if info.file_size > left:
        return bytes(left + 1)
    _check(info)
    with source.open(info) as file:
        while len(part) <= left and (chunk := file.read(_CHUNK)):
            part += chunk
    return bytes(part)


def _check(info: zipfile.ZipInfo) -> None:
    if info.compress_type not in _METHODS:
        raise zipfile.BadZipFile
    # The stated size is enough here: no more than it comes out of the zip.
    if info.file_size > max(_SMALL, _MAX_RATIO * info.compress_size):
        raise refusals.crammed_docx(_MAX_RATIO)
