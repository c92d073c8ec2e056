"""What can be typed after `hygie backup`."""

from __future__ import annotations

import argparse
from typing import Any

from assistant.i18n import gettext as _


def register(commands: Any, command: Any) -> None:  # noqa: ANN401
    """Add the command."""
    backup = command(commands, "backup", "backup", _("encrypted safety copies of all your data"))
    verbs = backup.add_subparsers(dest="verb", metavar=_("VERB"), required=True)

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = verbs.add_parser(name, help=text, description=text)
        parser.add_argument(
            "--json", action="store_true", help=_("one JSON object on standard output")
        )
        return parser

    def reading(name: str, text: str) -> argparse.ArgumentParser:
        parser = verb(name, text)
        parser.add_argument(
            "--from", dest="folder", metavar="FOLDER", help=_("else where the last one went")
        )
        return parser

    create = verb("create", _("make a safety copy; what did not change is not copied again"))
    create.add_argument(
        "--to", dest="folder", metavar="FOLDER", help=_("else where the last one went")
    )
    create.add_argument("--keep", type=int, metavar="N", help=_("then delete all but the last N"))
    reading("list", _("list the safety copies"))
    for name, text in (
        ("verify", _("rehearse: really restore beside, compare, and wipe it")),
        ("restore", _("put a safety copy back in place")),
    ):
        parser = reading(name, text)
        parser.add_argument("number", nargs="?", type=int, metavar="N", help=_("else the last"))
        if name == "restore":
            parser.add_argument(
                "--replace", action="store_true", help=_("move aside what is here now")
            )
    prune = reading("prune", _("delete old safety copies"))
    prune.add_argument("--keep", type=int, required=True, metavar="N", help=_("how many stay"))
    schedule = verb("schedule", _("a timer of the system that makes them by itself"))
    schedule.add_argument("--every", choices=("day", "week"), default="day", help=_("how often"))
    schedule.add_argument("--write", action="store_true", help=_("write the files, else show them"))
