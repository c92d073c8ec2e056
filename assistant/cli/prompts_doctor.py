"""`hygie prompts doctor`: what in the libraries will not work, or not for long."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import UTC, datetime

from assistant import prompt_wiring
from assistant.cli.output import note, plural_reported, print_json, show
from assistant.config import Layered
from assistant.errors import Exit, MissingError
from assistant.models.cards import find
from prompts.library.health import troubles


def run(options: argparse.Namespace, layered: Layered) -> int:
    """List the troubles; exit code 1 when there is one. Nothing is changed and no model is asked."""
    stack = prompt_wiring.stack(options.library)
    found = list(troubles(stack, _known, datetime.now(UTC).date()))
    if options.json:
        rows = [{**asdict(t), "file": t.place.file, "line": t.place.line} for t in found]
        print_json({"troubles": [{k: v for k, v in row.items() if k != "place"} for row in rows]})
        return Exit.FINDINGS if found else Exit.OK
    for item in found:
        show(f"{'!' if item.stops else '·'} {item.place}: {item.what}")
        if item.mend:
            show(f"    {item.mend}")
    note(plural_reported(len(found)))
    return Exit.FINDINGS if found else Exit.OK


def _known(name: str) -> bool:
    try:
        find(name)
    except MissingError:
        return False
    return True
