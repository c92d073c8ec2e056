"""`hygie` alone: the terminal UI, or in a pipe a summary of standard input."""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import entry_points

from assistant import __version__
from assistant.cli import ask
from assistant.cli.output import note
from assistant.cli.parser import build
from assistant.config import Layered
from assistant.errors import Exit, MissingError
from assistant.i18n import gettext as _


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Start the front end that suits the terminal."""
    if options.version:
        print(f"hygie {__version__}")
        return Exit.OK
    if options.plain or (sys.stdin.isatty() and sys.stdout.isatty()):
        return _front_end("plain" if options.plain else "screen", layered)
    note(_("no terminal here: summarising standard input (hygie ask --help tells more)"))
    return ask.run(build().parse_args(["ask", "-", "--task", "summarise"]), layered)


def _front_end(name: str, layered: Layered) -> int:
    # Front ends stand above this package: it finds them by entry point, never by import.
    for point in entry_points(group="hygie.frontends", name=name):
        return int(point.load()(layered))
    raise MissingError(
        _("This installation has no terminal UI."), action=_("Reinstall hygie: make setup")
    )
