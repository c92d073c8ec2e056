"""A note to the model about placeholders, put where instructions stand; it can be switched off."""

from __future__ import annotations

from typing import Any

from assistant.types import SafeBody

NOTE = (
    "Tokens such as {{PERSON_1}} or {{IBAN_2}} stand for real values that were withheld. Use them as they "
    "are, unchanged, wherever you would write the value; never explain, translate or guess them."
)


def with_note(body: SafeBody, path: str) -> SafeBody:
    """Return a request to a path with the note among its instructions; other paths have none."""
    told = dict(body)
    if path == "/messages":
        told["system"] = _joined(body.get("system"), "text")
    elif path == "/responses":
        told["instructions"] = _joined(body.get("instructions"), "input_text")
    elif path == "/chat/completions" and isinstance(body.get("messages"), list):
        told["messages"] = _in_messages(body["messages"])
    return SafeBody(told)


def _in_messages(messages: list[Any]) -> list[Any]:
    first = messages[0] if messages else None
    if isinstance(first, dict) and first.get("role") in ("system", "developer"):
        return [first | {"content": _joined(first.get("content"), "text")}, *messages[1:]]
    return [{"role": "system", "content": NOTE}, *messages]


def _joined(given: Any, kind: str) -> Any:  # noqa: ANN401
    if not given:
        return NOTE
    if isinstance(given, list):
        return [*given, {"type": kind, "text": NOTE}]
    return f"{given}\n\n{NOTE}"
