"""`hygie config`: the settings and where each comes from."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from assistant import config, paths, settings_file
from assistant.cli.output import note, print_json, show
from assistant.config import FILE_NAME, Layered
from assistant.errors import Exit, UserError
from assistant.i18n import gettext as _


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Show the settings or the path of their file, or set one."""
    if options.action == "set":
        return _set(options)
    path = paths.config_dir() / FILE_NAME
    values = asdict(layered.settings)
    if options.action == "path":
        print_json({"path": str(path)}) if options.json else show(path)
    elif options.json:
        origins = dict(layered.origins) if options.origin else None
        print_json({"settings": values, **({"origins": origins} if origins else {})})
    else:
        for key, value in values.items():
            shown = f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}"
            show(f"{shown:<32}  # {layered.origins[key]}" if options.origin else shown)
    return Exit.OK


def _set(options: argparse.Namespace) -> int:
    if not options.key or options.value is None:
        raise UserError(
            _("A setting and its value are needed."),
            action=_("For example: hygie config set language fr"),
        )
    path = settings_file.change(options.key, config.valid(options.key, options.value))
    layered = config.load()
    in_force, origin = getattr(layered.settings, options.key), layered.origins[options.key]
    if options.json:
        print_json({"path": str(path), "value": in_force, "origin": origin})
    else:
        show(f'{options.key} = "{in_force}"')
    if origin != str(path):
        note(_("{origin} has the last word on this setting.").format(origin=origin))
    return Exit.OK
