"""Opens the zip of a Word document within bounds, and only the XML parts: pictures stay packed."""

from __future__ import annotations

import io
import zipfile
import zlib

from knowledge.readers import refusals

MAX_UNPACKED = 200_000_000
"""The most bytes a document's XML may have together once unpacked."""

_MAX_PARTS = 10_000
_CHUNK = 1_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, RuntimeError)


def unpack(data: bytes, limit: int = MAX_UNPACKED) -> io.BytesIO:
    """Return a copy of the package, its XML unpacked and its media empty; raises ReaderError.

    The copy is what the library gets: the sizes that a zip states may be lies, the bytes are not.
    """
    try:
        return _copy(data, limit)
    except _BROKEN:
        raise refusals.damaged_docx() from None


def _copy(data: bytes, limit: int) -> io.BytesIO:
    copy = io.BytesIO()
    left = limit
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(copy, "w") as target:
        if len(source.infolist()) > _MAX_PARTS:
            raise refusals.swollen_docx(limit)
        for info in source.infolist():
            part = _part(source, info, left) if info.filename.endswith((".xml", ".rels")) else b""
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
    with source.open(info) as file:
        while len(part) <= left and (chunk := file.read(_CHUNK)):
            part += chunk
    return bytes(part)
