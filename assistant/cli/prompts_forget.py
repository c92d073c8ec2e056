"""`hygie prompts forget`: deletes recorded runs for good, and what forms remember."""

from __future__ import annotations

import argparse
import time

from assistant.cli.confirming import confirm
from assistant.cli.output import note, print_json, show
from assistant.cli.prompt_asking import kept
from assistant.config import Layered
from assistant.errors import Exit, UserError
from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.prompt_shelf import StoreShelf, shelf
from prompts.remembered import Remembered
from prompts.reproduce.forgetting import forget, ids, older_than
from prompts.reproduce.records import RunStore


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Delete what was named, once the person agreed."""
    with shelf(kept(layered.settings)) as opened:
        doomed = _doomed(options, opened)
        if (doomed or options.all) and not options.yes:
            confirm(_question(len(doomed)))
        count = forget(opened, doomed)
        values = Remembered(opened).forget() if options.all else 0
    if options.json:
        print_json({"forgotten": count, "remembered": values})
        return Exit.OK
    show(ngettext("{n} run deleted for good", "{n} runs deleted for good", count).format(n=count))
    if options.all:
        show(_("What forms remembered is gone too."))
    if count or values:
        note(_("backups made before still hold it, until they are pruned"))
    return Exit.OK


def _doomed(options: argparse.Namespace, opened: StoreShelf) -> list[str]:
    if options.all:
        return ids(opened)
    if options.older_than is not None:
        return older_than(opened, options.older_than, time.time())
    if not options.ids:
        raise UserError(_("Nothing was named."), action=_("Give an ID, --older-than or --all."))
    # One that is damaged is named by its whole id.
    known, store = set(ids(opened)), RunStore(opened)
    return [name if name in known else store.load(name).id for name in options.ids]


def _question(count: int) -> str:
    return ngettext(
        "Delete {n} run for good? [y/N] ", "Delete {n} runs for good? [y/N] ", count
    ).format(n=count)
