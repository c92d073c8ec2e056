"""Attached documents as they are kept beside the draft they go with."""

from __future__ import annotations

import json

from assistant.types import Document, Private

_COMPOSER, _ATTACHED = "composer:", "attached:"


def beside(key: str) -> str:
    """Return the key of the documents that go with a composer's draft."""
    return _ATTACHED + key.removeprefix(_COMPOSER)


def composer(key: str) -> str:
    """Return the key of the composer that a kept text or its documents were in."""
    own = key.startswith(_ATTACHED)
    return _COMPOSER + key.removeprefix(_ATTACHED) if own else key


def dumped(documents: tuple[Document, ...]) -> str:
    """Return documents as one text for the encrypted store; nothing for none."""
    if not documents:
        return ""
    rows = [
        {
            "name": document.name.reveal(), "text": document.text.reveal(),
            "notices": document.notices, "pages": document.pages,
        }
        for document in documents
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False)


def loaded(text: str) -> tuple[Document, ...]:
    """Return the documents that `dumped` wrote; none from what is not of ours."""
    try:
        return tuple(
            Document(
                Private(str(row["name"])),
                Private(str(row["text"])),
                tuple(map(str, row["notices"])),
                tuple(map(int, row["pages"])),
            )
            for row in json.loads(text or "[]")
        )
    except (ValueError, KeyError, TypeError):
        return ()
