"""`hygie prompts import|export`: prompts of other tools."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant import prompt_wiring
from assistant.cli.output import note, print_json
from assistant.config import Layered
from assistant.errors import Exit, UserError
from assistant.i18n import gettext as _
from prompts.exchange import fabric
from prompts.exchange.converted import put


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Import prompts into `vendor/`; what was lost on the way is said."""
    converters = {"fabric": fabric.convert}
    if options.kind not in converters:
        raise UserError(
            _("The format “{name}” is not known.").format(name=options.kind),
            action=_("Known formats: {names}.").format(names=", ".join(sorted(converters))),
        )
    root = prompt_wiring.target(options.library)
    taken, converted = put(
        root, options.kind, converters[options.kind](Path(options.folder), fill=options.fill)
    )
    losses = {c.name: list(c.losses) for c in converted if c.losses}
    if options.json:
        lists = {"added": taken.added, "unchanged": taken.unchanged, "kept": taken.kept}
        print_json(
            {"library": str(root), **{k: list(v) for k, v in lists.items()}, "losses": losses}
        )
        return Exit.OK
    print(
        _("{n} prompts added to {root}").format(
            n=len(taken.added), root=root / "vendor" / options.kind
        )
    )
    for name in taken.kept:
        note(_("{name} is there already and differs; it was left as it is").format(name=name))
    for name, lost in losses.items():
        note(f"{name}: {'; '.join(lost)}")
    return Exit.OK
