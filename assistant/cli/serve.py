"""`hygie serve`: the screens in a browser of this machine."""

from __future__ import annotations

import argparse
from importlib.metadata import entry_points

from assistant.cli.listening import listening
from assistant.config import Layered
from assistant.errors import MissingError
from assistant.i18n import gettext as _


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Serve until interrupted; raises UserError when the port cannot be had."""
    listening(options.port).close()  # before the screens are loaded
    for point in entry_points(group="hygie.frontends", name="browser"):
        return int(point.load()(layered, options.port))
    raise MissingError(
        _("This installation has no terminal UI."), action=_("Reinstall hygie: make setup")
    )
