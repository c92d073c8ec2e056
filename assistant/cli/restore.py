"""`hygie restore`: the values back in their places."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant import guard_wiring, vault_wiring
from assistant.cli.inputs import exact
from assistant.cli.output import note, print_json, show_exactly
from assistant.cli.protect import open_vault
from assistant.config import Layered
from assistant.counting import count
from assistant.errors import Exit
from assistant.i18n import gettext as _


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Restore one text from a vault file, or wipe the vault."""
    if options.wipe:
        vault_wiring.wipe_vault(Path(options.vault))
        print_json({"wiped": True}) if options.json else note(_("the vault is wiped"))
        return Exit.OK
    vault = open_vault(options.vault, layered.settings, must_exist=True)
    restorer = guard_wiring.guard(layered.settings).restorer(vault)
    given = exact(options.file, "hygie restore - --vault …").text.reveal()
    text = restorer.feed(given) + restorer.close()
    if restorer.unknown:
        note(
            _("these markers are not in the vault: {markers}").format(
                markers=", ".join(restorer.unknown)
            )
        )
    if options.json:
        print_json({"text": text, "unknown": list(restorer.unknown)})
    else:
        show_exactly(text)
    count(layered.settings, "restore")
    return Exit.OK
