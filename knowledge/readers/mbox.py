"""Mailboxes (.mbox): every mail in turn under its subject; a broken one stops nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.errors import ReaderError
from assistant.i18n import _, ngettext
from assistant.types import Document
from knowledge.readers import mail, refusals
from knowledge.readers.cleaning import document
from knowledge.readers.intake import FileReader

SUFFIXES = (".mbox",)
# RFC 4155: a line « From sender date » before each mail, after an empty line.
_BEGINNING = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d{4}[^\n]*\r?\n")
_QUOTED = re.compile(rb"^>(>*From )", re.M)
_SUBJECT = re.compile(r"^Subject: (.*)$", re.M)


def extract(data: bytes, name: str) -> Document:
    """Return all mails of a mailbox; raises ReaderError when none can be read."""
    texts, bad = [], 0
    for message in _messages(data):
        try:
            texts.append(_titled(mail.extract(message, name).text.reveal()))
        except ReaderError:
            bad += 1
    if not texts:
        raise refusals.damaged_mail()
    return document(name, "\n\n".join(texts), _notices(bad))


def _messages(data: bytes) -> Iterator[bytes]:
    starts = list(_BEGINNING.finditer(data))
    ends = [*(each.start() for each in starts[1:]), len(data)]
    for start, end in zip(starts, ends, strict=True):
        yield _QUOTED.sub(rb"\1", data[start.end() : end])


def _titled(text: str) -> str:
    subject = _SUBJECT.search(text)
    title = " ".join(subject.group(1).split()) if subject else ""
    title = title or _("Mail without a subject")
    return f"# {title}\n\n{text.strip()}"


def _notices(bad: int) -> tuple[str, ...]:
    said = ngettext(
        "{count} mail of the mailbox is damaged and was not read.",
        "{count} mails of the mailbox are damaged and were not read.",
        bad,
    ).format(count=bad)
    return (said,) * bool(bad)


reader = FileReader(SUFFIXES, extract)
