"""The day a document is of: what it says itself, what its name says, else when it was last changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from knowledge.values import Source

_DAY = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_SENT = re.compile(r"^Date: (.+)$", re.M)
_HEADERS = re.compile(r"\n\n")


def day(path: Path, read: Source, changed: int) -> str:
    """Return the day as YYYY-MM-DD; `changed` is in nanoseconds since the epoch."""
    return next(_told(path, read), "") or day_changed(changed)


def day_changed(changed: int) -> str:
    """Return the day, in UTC, of a moment that the disk tells."""
    return datetime.fromtimestamp(changed / 1e9, UTC).date().isoformat()


def _told(path: Path, read: Source) -> Iterator[str]:
    if first := _first(read.outline.date):
        yield first
    if path.suffix.lower() == ".eml" and (sent := _sent(read.text)):
        yield sent
    if named := _first(path.stem):
        yield named


def _first(text: str) -> str:
    for found in _DAY.findall(text):
        try:
            return date.fromisoformat(found).isoformat()
        except ValueError:
            continue
    return ""


def _sent(mail: str) -> str:
    headers = _HEADERS.split(mail, maxsplit=1)[0]
    found = _SENT.search(headers)
    try:
        return parsedate_to_datetime(found[1]).date().isoformat() if found else ""
    except (ValueError, OverflowError):
        return ""
