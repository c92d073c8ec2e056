"""`hygie prompts render`: the messages a prompt makes, without a model."""

from __future__ import annotations

import argparse

from assistant import prompt_wiring
from assistant.cli.output import note, print_json, show
from assistant.cli.prompt_values import collect
from assistant.config import Layered
from assistant.errors import Exit
from prompts.format.rendering import fill


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Print the messages; nothing is sent."""
    stack = prompt_wiring.stack(options.library)
    found = stack.find(options.name)
    values = collect(found.prompt, options.vars, options.var)
    filled = fill(found.prompt, values, stack.partial)
    for notice in filled.notices:
        note(notice)
    meta = found.prompt.meta
    if options.json:
        messages = [message.fields() for message in filled.messages]
        print_json({"messages": messages, "config": dict(meta.config), "model": meta.model or None})
        return Exit.OK
    for message in filled.messages:
        show(f"[{message.role}]\n{message.text()}")
    return Exit.OK
