"""Real files of each format, made small for the tests."""

import hashlib
import io
import runpy
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx import Document as WordDocument

EXAMPLES = Path(__file__).parents[2] / "examples"
pdf: Callable[..., bytes] = runpy.run_path(str(EXAMPLES / "make_binary.py"))["pdf"]

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def docx(*paragraphs: str) -> bytes:
    word = WordDocument()
    for text in paragraphs:
        word.add_paragraph(text)
    return saved(word)


def saved(word: object) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def with_part(package: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A copy of a zip with one part changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for each in old.namelist():
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
    return file.getvalue()


def locked_pdf(password: bytes) -> bytes:
    """A PDF under the standard 40-bit protection, which every PDF program knows."""
    key_text = (password + _PADDING)[:32]
    owner = _rc4(hashlib.md5(key_text).digest()[:5], key_text)
    identity = b"0123456789abcdef"
    key = hashlib.md5(key_text + owner + struct.pack("<i", -4) + identity).digest()[:5]
    user = _rc4(key, _PADDING)
    fields = b"/Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s>" % (
        owner.hex().encode(),
        user.hex().encode(),
    )
    extra = b"<< /Encrypt << %s >> /ID [<%s> <%s>] " % (fields, *[identity.hex().encode()] * 2)
    clear = pdf([["Texte secret"]])
    stream = clear.split(b"stream\n")[1].removesuffix(b"\nend")
    # The page's content is object 5, generation 0.
    hidden = _rc4(hashlib.md5(key + b"\5\0\0\0\0").digest()[:10], stream)
    return clear.replace(stream, hidden).replace(b"trailer\n<< ", b"trailer\n" + extra)


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
