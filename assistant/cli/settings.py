"""`hygie config`: the settings and where each comes from."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from assistant import paths
from assistant.cli.output import print_json
from assistant.config import FILE_NAME, Layered
from assistant.errors import Exit


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Show the settings or the path of their file."""
    path = paths.config_dir() / FILE_NAME
    values = asdict(layered.settings)
    if options.action == "path":
        print_json({"path": str(path)}) if options.json else print(path)
    elif options.json:
        origins = dict(layered.origins) if options.origin else None
        print_json({"settings": values, **({"origins": origins} if origins else {})})
    else:
        for key, value in values.items():
            shown = f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}"
            print(f"{shown:<32}  # {layered.origins[key]}" if options.origin else shown)
    return Exit.OK
