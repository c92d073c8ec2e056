"""A person's own keys: `keys.toml` beside the settings, binding names to keys.

`python -m tui.keymap` lists the names with the keys they have.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages

from textual.binding import Binding

from assistant import paths
from assistant.errors import ConfigError
from assistant.i18n import gettext as _

FILE = "keys.toml"


def read() -> Mapping[str, str]:
    """Return the keys by the names of bindings; raises ConfigError."""
    path = paths.config_dir() / FILE
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:  # a wrong encoding or wrong TOML, too
        raise _wrong(type(error).__name__) from None
    wrong = [name for name, key in found.items() if not isinstance(key, str) or not key.strip()]
    unknown = sorted(set(found) - {binding.id for binding in bindings()})
    if wrong or unknown:
        raise _wrong(", ".join([*wrong, *unknown]))
    return found


def bindings() -> Iterator[Binding]:
    """Yield every binding that has a name."""
    import tui

    for module in walk_packages(tui.__path__, "tui."):
        for value in vars(import_module(module.name)).values():
            own = vars(value).get("BINDINGS", ()) if isinstance(value, type) else ()
            yield from (b for b in own if isinstance(b, Binding) and b.id)


def _wrong(what: str) -> ConfigError:
    return ConfigError(
        _("Your own keys ({file}) cannot be used: {what}").format(file=FILE, what=what),
        _("The usual keys hold."),
        _("The names of actions: python -m tui.keymap"),
    )


def main() -> None:
    """List the names."""
    rows = {binding.id: (binding.key, binding.description) for binding in bindings()}
    for name, (key, words) in sorted(rows.items(), key=lambda row: str(row[0])):
        print(f'"{name}" = "{key}"  # {words}')  # noqa: T201


if __name__ == "__main__":
    main()
