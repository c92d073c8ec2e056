"""`hygie prompts share-run`: one recorded run as a file, placeholders in place."""

from __future__ import annotations

import argparse

from assistant import prompt_wiring
from assistant.cli.output import note, print_json, show
from assistant.cli.prompt_asking import kept
from assistant.config import Layered
from assistant.errors import Exit
from assistant.folders import named_place
from assistant.i18n import gettext as _
from prompts.library.starting import write_new
from prompts.reproduce.shared_runs import shared_text


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Write the file; never over another."""
    with prompt_wiring.runs(kept(layered.settings)) as store:
        record = store.load(options.id)
        text = shared_text(store, record)
    path = named_place(options.to) / f"{record.id}.json"
    write_new(path, text)
    if options.json:
        print_json({"path": str(path)})
        return Exit.OK
    show(path)
    note(_("names and numbers stand in it as placeholders; read it before you give it away"))
    note(_("whoever has it can show it again: hygie prompts replay {path}").format(path=path))
    return Exit.OK
