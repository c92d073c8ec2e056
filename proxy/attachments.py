"""Files and images within a request: text is taken out of them, so that the guard can read it.

What cannot be read is held back, and said so.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from assistant.body_wiring import read_attachment
from assistant.errors import ReaderError
from assistant.i18n import _
from proxy.refusals import Refusal
from proxy.unreadable import withheld

_KINDS = frozenset(
    {"image_url", "input_image", "image", "file", "input_file", "document", "input_audio", "audio"}
)
_PLACES = ("messages", "input", "system")
_SUFFIXES = {
    "application/pdf": ".pdf", "text/html": ".html", "text/csv": ".csv", "text/markdown": ".md",
    "message/rfc822": ".eml", "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip

Stored = Callable[[str], tuple[str, bytes] | None]
"""Gives name and content of an uploaded file of the same key."""


class Attachments:
    """Replaces the parts of one request that hold files by their text."""

    def __init__(self, stored: Stored, *, images: bool) -> None:
        self._stored, self._images = stored, images

    def read(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return the body with its files as text; raises Refusal for what cannot be read."""
        read = {
            key: self._node(value, key == "input") if key in _PLACES else value
            for key, value in body.items()
        }
        told: dict[str, Any] = read if self._images else withheld(read)
        return told

    def _node(self, node: Any, responses: bool) -> Any:  # noqa: ANN401
        if isinstance(node, list):
            return [self._node(item, responses) for item in node]
        if not isinstance(node, dict):
            return node
        if node.get("type") in _KINDS and not isinstance(node.get("content"), list | dict):
            return self._part(node, responses)
        return {
            key: self._node(value, responses) if key in ("content", "output") else value
            for key, value in node.items()
        }

    def _part(self, part: dict[str, Any], responses: bool) -> dict[str, Any]:
        kind = part["type"]
        if "audio" in kind:
            raise _unreadable_part(_("audio"))
        name, data, image = self._content(part)
        if data is None or (image and self._images):
            if image and self._images:
                return part
            raise _unreadable_part(
                _("an image") if image else _("a file that is not in the request")
            )
        try:
            text = read_attachment(data, name).reveal()
        except ReaderError as error:
            if image:
                raise _unreadable_part(_("an image")) from None
            raise unreadable(error) from None
        about = f"{part['context']}\n" if isinstance(part.get("context"), str) else ""
        told = {"type": "input_text" if responses else "text", "text": f"[{name}]\n{about}{text}"}
        return told | {k: part[k] for k in ("cache_control",) if k in part}

    def _content(self, part: dict[str, Any]) -> tuple[str, bytes | None, bool]:
        """The name of a file, its content if it is at hand, and whether it is an image."""
        image = "image" in part["type"]
        inner = part.get("file") or part.get("source") or part
        inner = inner if isinstance(inner, dict) else {}
        name = str(inner.get("filename") or part.get("filename") or part.get("title") or "")
        if isinstance(identifier := inner.get("file_id"), str):
            found = self._stored(identifier)
            if found is None:
                raise Refusal(
                    400, "unknown_file", _("file_id names no file of this key. Nothing was sent.")
                )
            return found[0], found[1], False
        if inner.get("type") == "text" and isinstance(inner.get("data"), str):
            return name or "document.txt", inner["data"].encode("utf-8", "replace"), False
        if inner.get("type") == "base64" and isinstance(inner.get("data"), str):
            kind = str(inner.get("media_type", ""))
            return _named(name, kind), _decoded(inner["data"]), image or kind.startswith("image/")
        address = inner.get("file_data") or inner.get("image_url") or inner.get("url")
        if isinstance(address, dict):
            address = address.get("url")
        if isinstance(address, str) and address.startswith("data:"):
            kind, data = _data_url(address)
            return _named(name, kind), data, image or kind.startswith("image/")
        if isinstance(inner.get("file_data"), str):
            return name or "document", _decoded(inner["file_data"]), False
        return name, None, image


def _named(name: str, kind: str) -> str:
    return name or "document" + _SUFFIXES.get(kind, "")


def _data_url(address: str) -> tuple[str, bytes]:
    head, _, data = address[5:].partition(",")
    kind, *options = head.split(";")
    return kind.strip().lower(), _decoded(data) if "base64" in options else unquote_to_bytes(data)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Refusal(
            400, "unreadable_file", _("A file is not valid base64. Nothing was sent.")
        ) from None


def unreadable(error: ReaderError) -> Refusal:
    """Return what a client is told whose file cannot be read."""
    told = " ".join([f"{error.title}.", error.action, _("Nothing was sent.")])
    return Refusal(400, "unreadable_file", told)


def _unreadable_part(what: str) -> Refusal:
    return Refusal(
        400,
        "unreadable_part",
        _("The request holds {what}, which the guard cannot read. Nothing was sent.").format(
            what=what
        ),
    )
