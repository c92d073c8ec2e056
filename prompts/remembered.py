"""Values of the last use of a prompt's form: never those that are sensitive or come from outside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from prompts.errors import DriftError
from prompts.format.forms import Field, form
from prompts.json_text import parsed
from prompts.library.stack import Found
from prompts.reproduce.canonical import digest_text
from prompts.reproduce.shelf import Shelf

LONGEST = 2_000
"""Characters: what is longer is material, not a setting."""
_FOLDER = "remembered"


class Remembered:
    """Keeps values by prompt and library; what a prompt marks later as sensitive is not given back."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def values(self, found: Found) -> dict[str, Any]:
        """Return what may fill the form again."""
        try:
            kept = parsed(self._shelf.get(_name(found)) or "{}")
        except (DriftError, ValueError):
            return {}  # a form opens empty rather than not at all
        if not isinstance(kept, dict):
            return {}
        allowed = {field.name: field for field in form(found.prompt)}
        return {n: v for n, v in kept.items() if n in allowed and _kept(allowed[n], v)}

    def keep(self, found: Found, values: Mapping[str, Any]) -> None:
        """Keep the values that may be, in place of those before."""
        kept = {f.name: values[f.name] for f in form(found.prompt) if _kept(f, values.get(f.name))}
        if kept:
            self._shelf.put(_name(found), json.dumps(kept, ensure_ascii=False))
        else:
            self._shelf.drop(_name(found))

    def forget(self) -> int:
        """Forget everything; return how many prompts had values."""
        names = self._shelf.names(_FOLDER)
        for name in names:
            self._shelf.drop(name)
        return len(names)


def _name(found: Found) -> str:
    where = f"{found.library.root.resolve()}\n{found.entry.identity}"
    return f"{_FOLDER}/{digest_text(where).rpartition(':')[2][:32]}"


def _kept(field: Field, value: object) -> bool:
    if not field.remembered or value is None:
        return False
    return len(json.dumps(value, ensure_ascii=False)) <= LONGEST
