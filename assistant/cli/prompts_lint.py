"""`hygie prompts lint`: what would make prompts clearer or safer."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from assistant import prompt_wiring
from assistant.cli.output import note, plural_reported, print_json, show
from assistant.config import Layered
from assistant.errors import Exit
from prompts.errors import Place, PromptError
from prompts.format.reading import Prompt, read
from prompts.library.stack import Stack
from prompts.lint.advice import Advice
from prompts.lint.linting import lint


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Lint prompts or files; exit code 1 when there is something to mend."""
    stack = prompt_wiring.stack(options.library)
    advice = [item for name in _names(stack, options.names) for item in _advice(stack, name)]
    if options.json:
        print_json({"findings": [_fields(item) for item in advice]})
        return Exit.FINDINGS if advice else Exit.OK
    for item in advice:
        show(f"{item.place}: {item.reason} [{item.rule}]")
        if item.mend:
            show(f"    {item.mend}")
    note(plural_reported(len(advice)))
    return Exit.FINDINGS if advice else Exit.OK


def _names(stack: Stack, names: list[str]) -> list[str]:
    return names or [str(lib.root / e.path) for lib, e in stack.entries()]


def _advice(stack: Stack, name: str) -> Iterator[Advice]:
    try:
        yield from lint(_prompt(stack, name), stack.partial)
    except PromptError as error:
        yield Advice("broken", error.title, error.action, error.place or Place(name), error=True)


def _prompt(stack: Stack, name: str) -> Prompt:
    path = Path(name)
    return read(path, stack.schema) if path.is_file() else stack.find(name).prompt


def _fields(item: Advice) -> dict[str, object]:
    return {
        "rule": item.rule, "error": item.error, "reason": item.reason, "mend": item.mend,
        "file": item.place.file, "line": item.place.line, "column": item.place.column,
    }  # fmt: skip
