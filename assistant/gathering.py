"""Collects what a summary is about: a file, every readable file of a folder, the mails of a mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant import document_wiring
from assistant.engine.values import Unread
from assistant.errors import HygieError, ReaderError
from assistant.i18n import _, ngettext
from assistant.types import Document, Private

MOST = 200
"""Files of one folder: beyond it a summary says nothing of any of them."""


def gather(path: Path) -> Iterator[tuple[Document | Unread, int, int]]:
    """Yield each document, or what cannot be read and why, with its number and how many there are.

    Raises ReaderError when there is nothing to read at all.
    """
    if path.suffix.lower() == ".mbox" and path.is_file():
        yield from _mailbox(path)
        return
    files = _files(path) if path.is_dir() else [path]
    if not files:
        raise ReaderError(
            _("There is nothing to read in this folder."), _("Nothing was sent."),
            _("Known formats: txt, md, pdf, docx, html, eml, mbox, csv."),
        )  # fmt: skip
    read = sorted(files[:MOST], key=_sent)
    for number, file in enumerate(read, 1):
        try:
            yield document_wiring.read_document(file), number, len(files)
        except HygieError as error:
            if len(files) == 1:
                raise
            yield Unread(Private(file.name), error.title, error.detail), number, len(files)
    if len(files) > MOST:
        yield _left_out(path, len(files) - MOST), len(files), len(files)


def _left_out(path: Path, count: int) -> Unread:
    return Unread(
        Private(path.name),
        ngettext("{n} more was left out.", "{n} more were left out.", count).format(n=count),
        _("At most {most} are read at once.").format(most=MOST),
    )


def _files(folder: Path) -> list[Path]:
    """The folder's readable files."""
    suffixes = document_wiring.readable_suffixes()
    found = [p for p in sorted(folder.rglob("*")) if p.suffix.lower() in suffixes and p.is_file()]
    shown = [
        p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts)
    ]
    return shown


def _sent(path: Path) -> float:
    if path.suffix.lower() != ".eml":
        return 0.0
    from email import message_from_bytes
    from email.utils import parsedate_to_datetime

    try:
        head = path.read_bytes()[:20_000]
        return parsedate_to_datetime(message_from_bytes(head)["Date"]).timestamp()
    except (OSError, TypeError, ValueError):
        return 0.0


def _mailbox(path: Path) -> Iterator[tuple[Document | Unread, int, int]]:
    from mailbox import mbox

    box = mbox(path, create=False)
    try:
        keys = box.keys()
        for number, key in enumerate(keys[:MOST], 1):
            try:
                yield (
                    document_wiring.read_mail(box.get_bytes(key), f"{path.name} {number}"),
                    number,
                    len(keys),
                )
            except HygieError as error:
                name = Private(f"{path.name} {number}")
                yield Unread(name, error.title, error.detail), number, len(keys)
        if len(keys) > MOST:
            yield _left_out(path, len(keys) - MOST), len(keys), len(keys)
    finally:
        box.close()
