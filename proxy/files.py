"""Uploaded files: kept here, encrypted, and put into a request as text when it names them.

A provider never gets a file: it gets the text of it within a request, guarded with the rest.
"""

from __future__ import annotations

import base64
import json
import secrets
import time
from dataclasses import dataclass
from typing import Any

from assistant.body_wiring import read_attachment
from assistant.errors import ReaderError
from assistant.i18n import _
from assistant.types import Private
from proxy.attachments import Stored, unreadable
from proxy.refusals import Refusal
from proxy.store.kept import Memory, Secret

_PURPOSES = ("user_data", "assistants", "vision", "evals")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came."""

    name: str
    purpose: str
    data: bytes


class Files:
    """Keeps the files of each key."""

    def __init__(
        self,
        memory: Memory,
        secret: Secret,
        seconds: float,
    ) -> None:
        self._memory, self._secret = memory, secret
        self._seconds = seconds

    def add(self, key: str, upload: Upload) -> dict[str, Any]:
        """Keep a file whose text can be read; raises Refusal and StoreError."""
        if upload.purpose not in _PURPOSES:
            raise Refusal(
                400,
                "purpose_refused",
                _(
                    "Files of this purpose would leave unread; only user_data is served. Nothing was sent."
                ),
            )
        try:
            read_attachment(upload.data, upload.name)
        except ReaderError as error:
            raise unreadable(error) from None
        identifier = f"file-{secrets.token_hex(12)}"
        now = int(time.time())
        record = {
            "name": upload.name, "purpose": upload.purpose, "made": now,
            "data": base64.b64encode(upload.data).decode(),
        }  # fmt: skip
        self._write(key, identifier, record)
        listed = self._listed(key)
        self._write(key, "", {"files": [*listed, identifier]})
        return _described(identifier, record)

    def get(self, key: str, identifier: str) -> dict[str, Any]:
        """Return a file's description; raises Refusal."""
        return _described(identifier, self._record(key, identifier))

    def content(self, key: str, identifier: str) -> bytes:
        """Return a file as it came; raises Refusal."""
        return base64.b64decode(self._record(key, identifier)["data"])

    def every(self, key: str) -> dict[str, Any]:
        """Return the descriptions of a key's files."""
        found = [(name, self._read(key, name)) for name in self._listed(key)]
        data = [_described(name, record) for name, record in found if record]
        return {"object": "list", "data": data, "has_more": False}

    def delete(self, key: str, identifier: str) -> dict[str, Any]:
        """Forget a file; raises Refusal."""
        self._record(key, identifier)
        self._memory.drop(self._secret.name("file", key, identifier))
        kept = [name for name in self._listed(key) if name != identifier]
        self._write(key, "", {"files": kept})
        return {"id": identifier, "object": "file", "deleted": True}

    def of(self, key: str) -> Stored:
        """Return how the requests of a key find its files."""

        def stored(identifier: str) -> tuple[str, bytes] | None:
            record = self._read(key, identifier) if identifier else None
            return (record["name"], base64.b64decode(record["data"])) if record else None

        return stored

    def _record(self, key: str, identifier: str) -> dict[str, Any]:
        record = self._read(key, identifier) if identifier else None
        if record is None:
            raise Refusal(404, "unknown_file", _("This key has no file of this name."))
        return record

    def _listed(self, key: str) -> list[str]:
        record = self._read(key, "")
        return list(record["files"]) if record else []

    def _read(self, key: str, identifier: str) -> dict[str, Any] | None:
        found = self._memory.first([self._secret.name("file", key, identifier)])
        if found is None:
            return None
        record: dict[str, Any] = json.loads(self._secret.opened(*found).reveal())
        return record

    def _write(self, key: str, identifier: str, record: dict[str, Any]) -> None:
        name = self._secret.name("file", key, identifier)
        text = Private(json.dumps(record, ensure_ascii=False))
        self._memory.put(name, self._secret.sealed(name, text), self._seconds)


def _described(identifier: str, record: dict[str, Any]) -> dict[str, Any]:
    size = len(record["data"]) * 3 // 4 - record["data"][-2:].count("=")
    return {
        "id": identifier, "object": "file", "bytes": size, "created_at": record["made"],
        "filename": record["name"], "purpose": record["purpose"], "status": "processed",
    }  # fmt: skip
