"""`hygie prompts diff A B`: what changed between two prompts, files or recorded runs."""

from __future__ import annotations

import argparse
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant import prompt_wiring
from assistant.cli.output import print_json, show
from assistant.cli.prompt_asking import kept
from assistant.config import Layered
from assistant.errors import Exit
from assistant.i18n import gettext as _
from prompts.errors import DriftError
from prompts.format.reading import Prompt, read
from prompts.library.stack import Stack
from prompts.reproduce.differences import Change, field_changes, prompt_changes, text_changes
from prompts.reproduce.hashes import hashes
from prompts.reproduce.records import Run, RunStore

_RUN = re.compile(r"\d{8}-\d{6}-[0-9a-f]*")


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Show what changed; exit code 1 when something did."""
    if _RUN.fullmatch(options.a) and _RUN.fullmatch(options.b):
        with prompt_wiring.runs(kept(layered.settings)) as store:
            changes, same = _runs(store, options.a, options.b), False
    else:
        stack = prompt_wiring.stack(options.library)
        old, new = _prompt(stack, options.a), _prompt(stack, options.b)
        changes = prompt_changes(old, new)
        same = hashes(old, stack).behaviour == hashes(new, stack).behaviour
    if options.json:
        print_json({"changes": [asdict(change) for change in changes], "same_behaviour": same})
        return Exit.FINDINGS if changes else Exit.OK
    for change in changes:
        _show(change)
    if changes and same:
        show(_("What is sent to the model stays the same."))
    return Exit.FINDINGS if changes else Exit.OK


def _prompt(stack: Stack, name: str) -> Prompt:
    path = Path(name)
    return read(path, stack.schema) if path.is_file() else stack.find(name).prompt


def _runs(store: RunStore, old: str, new: str) -> list[Change]:
    first, second = store.load(old), store.load(new)
    changes = list(field_changes(_compared(first), _compared(second)))
    try:
        texts = [store.text(record.response) for record in (first, second)]
    except DriftError:
        return changes
    return [*changes, *text_changes(texts[0], texts[1])]


def _compared(record: Run) -> dict[str, Any]:
    return {
        "prompt": dict(record.prompt), "inputs": record.inputs, "model": record.model,
        "params": dict(record.params_sent), "request": record.request,
    }  # fmt: skip


def _show(change: Change) -> None:
    show(change.where)
    for sign, text in (("-", change.old), ("+", change.new)):
        if text.strip():
            show(f"  {sign} {' '.join(text.split())}")
