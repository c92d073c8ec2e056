"""The provider: calls each client's own tool with the placeholders it got, then answers a sentence with them."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.proxy.upstream import PLACEHOLDER, Received

_PERSON = re.compile(r"(?:Mme|M\.) (\{\{[A-Z_0-9]+\}\}), (\{\{[A-Z_0-9]+\}\})")


def _text(message: Any) -> str:  # noqa: ANN401
    content = message.get("content")
    if isinstance(content, list):
        parts = [part for part in content if isinstance(part, dict)]
        return "\n".join(str(part.get("text") or part.get("content") or "") for part in parts)
    return str(content or "")


def _is_result(message: Any) -> bool:  # noqa: ANN401
    content = message.get("content")
    parts = content if isinstance(content, list) else []
    return message.get("role") == "tool" or any(
        isinstance(part, dict) and part.get("type") == "tool_result" for part in parts
    )


def _turn(received: Received) -> tuple[tuple[str, str] | None, list[str]]:
    """Return whom the person spoke of last (name, address), and the results of tools since."""
    results: list[str] = []
    for message in reversed(received.body.get("messages") or []):
        if _is_result(message):
            results.insert(0, _text(message))
        elif message.get("role") == "user" and (found := _PERSON.findall(_text(message))):
            return found[-1], results
    return None, results


def call(received: Received) -> tuple[str, str] | None:
    """Return the tool that is called next and its arguments, or None when there is nothing left to do."""
    tools = received.body.get("tools") or []
    names = {tool.get("name") or tool["function"]["name"] for tool in tools}
    person, results = _turn(received)
    if person is None:
        return None
    if "send" in names and not results:
        return "send", json.dumps({"to": person[1]})
    if "Bash" in names:
        return _next_of_claude(person[1], results)
    return None


def _next_of_claude(mail: str, results: list[str]) -> tuple[str, str] | None:
    """Write with the shell, read the file, change it: the tools that a coding client uses most."""
    if not results:
        command = f"echo 'tool {mail}' >> note.txt; pwd"
        return "Bash", json.dumps({"command": command, "description": "Note the address"})
    path = f"{results[0].strip().splitlines()[-1]}/note.txt"
    if len(results) == 1:
        return "Read", json.dumps({"file_path": path})
    if len(results) == 2:
        change = {"old_string": f"tool {mail}", "new_string": f"noted with tool {mail}"}
        return "Edit", json.dumps({"file_path": path, **change})
    return None


def say(received: Received) -> str:
    """Answer in the form of the client's edits if it has one, else with every name of the conversation."""
    messages = received.body.get("messages") or []
    person, _ = _turn(received)
    if person and any("<<<<<<< SEARCH" in _text(message) for message in messages):
        return _edit(person, messages)
    said = (_text(message) for message in messages if message.get("role") in ("user", "tool"))
    found = dict.fromkeys(PLACEHOLDER.findall("\n".join(said)))
    return f"Noted: {' '.join(found)}."


def _edit(person: tuple[str, str], messages: list[Any]) -> str:
    """Add a line to note.txt below the last one, which has to be quoted as it stands in the file."""
    lines = [
        line
        for message in messages if message.get("role") == "user"
        for line in _text(message).splitlines() if line.startswith("tool {{")
    ]  # fmt: skip
    before = f"{lines[-1]}\n" if lines else ""
    after = f"{before}tool {person[1]} of {person[0]}\n"
    return f"{person[0]} goes in.\n\nnote.txt\n```\n<<<<<<< SEARCH\n{before}=======\n{after}>>>>>>> REPLACE\n```\n"
