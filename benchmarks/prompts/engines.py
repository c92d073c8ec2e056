"""The engines that are compared: hygie, dotpromptz of PyPI, dotprompt of npm; each with its CPU clock."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prompts.errors import Source
from prompts.format.reading import parse_prompt
from prompts.format.rendering import fill

Render = Callable[[str, dict[str, Any]], list[tuple[str, str]]]
NPM_FOLDER = "HYGIE_NPM"
"""Names the folder where `npm install --prefix FOLDER dotprompt` was run."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What renders a prompt to roles and texts; `clock` counts the CPU seconds it has used."""

    name: str
    render: Render
    clock: Callable[[], float]


def engines() -> list[Engine]:
    """Return hygie and the peers that are here; say which are left out, and why."""
    return [Engine("hygie", _ours, time.process_time), *filter(None, (_dotpromptz(), _npm()))]


def _ours(source: str, values: dict[str, Any]) -> list[tuple[str, str]]:
    messages = fill(parse_prompt(Source("benchmark", source)), values).messages
    return [(message.role, message.text()) for message in messages]


def _dotpromptz() -> Engine | None:
    try:
        from dotpromptz.dotprompt import Dotprompt  # type: ignore[import-not-found]
        from dotpromptz.typing import DataArgument  # type: ignore[import-not-found]
    except ImportError:
        print("dotpromptz (PyPI) left out: not installed; uv pip install --target FOLDER dotpromptz, "
              "then PYTHONPATH=FOLDER")  # fmt: skip
        return None
    engine = Dotprompt()

    def render(source: str, values: dict[str, Any]) -> list[tuple[str, str]]:
        done = asyncio.run(engine.render(source, DataArgument(input=values)))
        return [(str(m.role.value), "".join(_text(p) for p in m.content)) for m in done.messages]

    return Engine("dotpromptz", render, time.process_time)


def _text(part: Any) -> str:  # noqa: ANN401
    root = getattr(part, "root", part)
    return str(getattr(root, "text", None) or "")


def _npm() -> Engine | None:
    node = npm()
    return node and Engine("npm dotprompt", node.render, lambda: node.seconds)


def npm() -> Node | None:
    """Return what renders with npm's packages; None, said, where they are not."""
    node, folder = shutil.which("node"), os.environ.get(NPM_FOLDER, "")
    if node is None:
        print("dotprompt (npm) left out: there is no node here")
        return None
    if not (Path(folder) / "node_modules/dotprompt").is_dir():
        print("dotprompt (npm) left out: not installed; npm install --prefix FOLDER dotprompt, "
              f"then {NPM_FOLDER}=FOLDER")  # fmt: skip
        return None
    return Node(node, Path(folder).resolve())


class Node:
    """One node process that renders line by line; `seconds` of CPU are its own count."""

    def __init__(self, node: str, folder: Path) -> None:
        script = Path(__file__).with_name("npm_dotprompt.cjs")
        self._process = subprocess.Popen(
            [node, str(script), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            encoding="utf-8",
        )  # fmt: skip
        self.seconds = 0.0

    def render(self, source: str, values: dict[str, Any]) -> list[tuple[str, str]]:
        """Return the messages that dotprompt makes; raises ValueError."""
        answer = self._answer({"source": source, "input": values})
        self.seconds += answer["seconds"]
        return [(role, text) for role, text in _good(answer)["messages"]]

    def mustache(self, template: str, data: object, partials: dict[str, str]) -> str:
        """Return what handlebars.js makes of a template; raises ValueError."""
        asked = {"template": template, "data": data, "partials": partials}
        return str(_good(self._answer(asked))["text"])

    def _answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        sent, received = self._process.stdin, self._process.stdout
        assert sent is not None and received is not None
        sent.write(json.dumps(asked) + "\n")
        sent.flush()
        found: dict[str, Any] = json.loads(received.readline())
        return found


def _good(answer: dict[str, Any]) -> dict[str, Any]:
    if "error" in answer:
        raise ValueError(answer["error"])
    return answer
