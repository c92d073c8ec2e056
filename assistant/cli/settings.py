"""`hygie config`: the settings and where each comes from."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from difflib import get_close_matches

from assistant import config, paths, settings_file
from assistant.cli.output import note, print_json, show
from assistant.config import FILE_NAME, Layered
from assistant.errors import ConfigError, Exit, UserError
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
    _refuse_unknown(options.key, options.value)
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


def _refuse_unknown(key: str, value: str) -> None:
    """Raise for a model or theme that nobody has; say so where a model may yet be there."""
    if key == "model":
        _refuse_unknown_model(value)
    elif key == "theme" and value not in (known := _themes()):
        near = ", ".join(get_close_matches(value, known, 3, 0.5) or known)
        raise UserError(
            _("No theme is called {name}.").format(name=value),
            action=_("The nearest names are: {names}.").format(names=near),
        )


def _refuse_unknown_model(name: str) -> None:
    from assistant.models.cards import find

    try:
        card = find(name)
    except ConfigError as error:  # the team's address may be set later
        note(error.title)
        return
    if not card.licence and card.key_env and not card.api_base:
        note(_("{name} is in no list of models here: it is taken as it stands.").format(name=name))


def _themes() -> list[str]:
    from textual.theme import BUILTIN_THEMES

    return [config.Settings().theme, *sorted(BUILTIN_THEMES)]
