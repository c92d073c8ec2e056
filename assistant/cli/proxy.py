"""`hygie proxy`: the team's proxy, which stands above this package and is found by entry point."""

from __future__ import annotations

import argparse
from importlib import import_module
from importlib.metadata import entry_points

from assistant.config import Layered
from assistant.errors import MissingError
from assistant.i18n import gettext as _


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Hand over to the proxy."""
    for point in entry_points(group="hygie.frontends", name="proxy"):
        return int(point.load()(options, layered))
    try:  # run from a checkout whose entry points were installed before the proxy was
        return int(import_module("proxy.command").run(options, layered))
    except ModuleNotFoundError as error:
        if error.name != "proxy.command":
            raise
    raise MissingError(
        _("This installation has no proxy."), action=_("Reinstall hygie: make setup")
    )
