"""Where the values of a prompt come from: `--vars FILE.json`, `--var K=V`, `--var K=@DOCUMENT`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.errors import UserError
from assistant.i18n import gettext as _
from assistant.os_reasons import reason
from prompts.errors import InputError, Place
from prompts.format.inputs import typed
from prompts.format.reading import Prompt
from prompts.json_text import parsed


def collect(prompt: Prompt, file: str | None, given: Sequence[str]) -> dict[str, Any]:
    """Return the values; those typed one by one win; raises UserError."""
    texts = dict(_pair(text) for text in given)
    return {**(_object(file) if file else {}), **typed(prompt, texts)}


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UserError(
            _("A value is given as NAME=VALUE."), action=_("For example: --var tone=formal")
        )
    if value.startswith("@"):
        from assistant.cli.inputs import document

        return name, document(value[1:]).text.reveal()
    return name, value


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return reason(error) if isinstance(error, OSError) else _("this is not UTF-8 text")


def _object(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        value = parsed(text)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            _("The values cannot be read ({reason}).").format(reason=_reason(error)),
            action=_("Give a UTF-8 file that holds one JSON object."), place=Place(name),
        ) from None  # fmt: skip
    except json.JSONDecodeError as error:
        raise InputError(
            _("The values are not valid JSON."), action=_("Correct this line."),
            place=Place(name, error.lineno, error.colno),
        ) from None  # fmt: skip
    if not isinstance(value, dict):
        raise InputError(
            _("The values are not one JSON object."), action='{"name": "value"}', place=Place(name)
        )
    return value
