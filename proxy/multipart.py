"""Reads the fields of an uploaded form, with the standard library's parser of MIME."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP

from assistant.i18n import _
from proxy.refusals import malformed


def fields(data: bytes, content_type: str) -> dict[str, tuple[str, bytes]]:
    """Return the name of file and content of each field; raises Refusal."""
    if not content_type.lower().startswith("multipart/form-data"):
        raise malformed(_("it is not a form"))
    head = f"Content-Type: {content_type}\r\nMIME-Version: 1.0\r\n\r\n".encode("latin-1", "replace")
    form = BytesParser(policy=HTTP).parsebytes(head + data)
    if not form.is_multipart() or form.defects:
        raise malformed(_("it is not a whole form"))
    found: dict[str, tuple[str, bytes]] = {}
    for part in form.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            found[name] = (part.get_filename() or "", content)
    return found
