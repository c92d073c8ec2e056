"""Models a person or a company adds: `models.toml` beside the settings, one [[model]] each.

[[model]]
name = "company/mixtral"
litellm_id = "openai/mixtral"          # how litellm speaks to it
api_base = "https://llm.example.org/v1"
destination = "company"                # local, company, eu or world
"""

from __future__ import annotations

import tomllib
from dataclasses import fields
from typing import Any

from assistant import paths
from assistant.errors import ConfigError
from assistant.i18n import _
from assistant.models.cards import ModelCard
from assistant.models.keys import OWN_SERVER
from assistant.types import Destination

FILE_NAME = "models.toml"
_NEEDED = ("name", "litellm_id", "destination")
_KNOWN = frozenset(field.name for field in fields(ModelCard))


def own_cards() -> tuple[ModelCard, ...]:
    """Return the added models; raises ConfigError naming the entry and the key."""
    path = paths.config_dir() / FILE_NAME
    if not path.is_file():
        return ()
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("model", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            _("The file {path} cannot be read.").format(path=path),
            str(error) if isinstance(error, tomllib.TOMLDecodeError) else type(error).__name__,
            _("Correct it, or move it away."),
        ) from None
    return tuple(_card(entry, number) for number, entry in enumerate(entries, 1))


def _card(entry: dict[str, Any], number: int) -> ModelCard:
    unknown = sorted(set(entry) - _KNOWN)
    missing = [key for key in _NEEDED if not isinstance(entry.get(key), str)]
    if unknown or missing or entry["destination"] not in list(Destination):
        raise ConfigError(
            _("Model number {number} in {file} is not complete.").format(
                number=number, file=FILE_NAME
            ),
            _("Wrong or missing: {keys}.").format(
                keys=", ".join(unknown or missing or ["destination"])
            ),
            _("A model needs a name, a litellm_id and a destination: local, company, eu or world."),
        )
    given = dict(entry)
    given["destination"] = Destination(given["destination"])
    given["limits"] = tuple(given.get("limits", ()))
    given.setdefault("title", given["name"])
    given["provider"] = OWN_SERVER if "api_base" in given else given["litellm_id"].partition("/")[0]
    return ModelCard(**given)
