"""The formats that can be imported, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from prompts.exchange import chats, fabric, hosted, llm, prompty, texts
from prompts.exchange.converted import Converted

Reader = Callable[[Path], Iterator[Converted]]

READERS: Mapping[str, Reader] = {
    "aichat": texts.aichat,
    "dotprompt": texts.dotprompt,
    "fabric": fabric.convert,
    "langfuse": hosted.langfuse,
    "llm": llm.llm,
    "mcp": hosted.mcp,
    "promptfoo": chats.promptfoo,
    "prompty": prompty.prompty,
    "skill": texts.skill,
    "vscode": texts.vscode,
}
