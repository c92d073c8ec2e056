"""Fabric patterns: a folder a pattern, its `system.md` sent as it stands.

Fabric evaluates variables again inside values, and its templates can read files and the network;
here they are plain text, and only inputs that a person asked for are filled in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError
from prompts.exchange.converted import Converted
from prompts.exchange.documents import within
from prompts.exchange.verbatim import variables, with_variables
from prompts.exchange.writing import front_matter
from prompts.json_text import parsed

_ENDING = '{{#if input}}{{role "user"}}{{input}}{{/if}}'
_PLUGIN = re.compile(r"\{\{\s*plugin:")


def convert(folder: Path, *, fill: bool = False) -> Iterator[Converted]:
    """Yield the patterns of a folder; `fill` turns `{{name}}` into inputs; raises PromptError."""
    patterns = {*folder.glob("*/system.md"), *folder.glob("patterns/*/system.md")}
    found = sorted(path for path in patterns if within(folder, path))
    if folder.name == "system.md":
        found = [folder]
    elif within(folder, folder / "system.md"):
        found = [folder / "system.md"]
    if not found:
        raise PromptError(
            _("There are no Fabric patterns here."), _("Nothing was imported."),
            _("Give the folder that holds one folder a pattern, each with a system.md."),
            Place(str(folder)),
        )  # fmt: skip
    about = _descriptions(folder)
    for path in found:
        yield _pattern(path, about.get(path.parent.name, ""), fill=fill)


def _pattern(path: Path, description: str, *, fill: bool) -> Converted:
    name, data = path.parent.name, path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise PromptError(
            _("The file is not UTF-8 text."), action=_("Save it as UTF-8."), place=Place(str(path))
        ) from None
    seen = [v for v in variables(text) if v != "input"]
    names = variables(text) if fill else ()
    inputs = {variable: "string" for variable in names if variable != "input"}
    fields = {
        "name": name, "description": description or _first_sentence(text),
        "input": {"schema": {**inputs, "input?": "string, the text to work on"}},
        "hygie.status": "unreviewed", "hygie.untrusted": ["input"],
        "hygie.widgets": {"input": "textarea"},
        "hygie.origin": {
            "kind": "third-party", "converter": "fabric", "sha256": hashlib.sha256(data).hexdigest(),
        },
    }  # fmt: skip
    body = '{{role "system"}}' + with_variables(text, names)
    ending = "" if "input" in names else _ENDING
    return Converted(
        name, front_matter(fields, body + ending), tuple(_losses(path, text, seen, fill)), path
    )


def _losses(path: Path, text: str, seen: list[str], fill: bool) -> Iterator[str]:
    if seen and not fill:
        yield _("kept as text, not filled in: {names} (import again with --fill)").format(
            names=", ".join(f"{{{{{name}}}}}" for name in seen)
        )
    if _PLUGIN.search(text):
        yield _("a call to a Fabric plugin is kept as text and never run")
    user = path.with_name("user.md")
    if user.is_file() and user.read_bytes().strip():
        yield _("user.md is left out, as Fabric itself does not send it")


def _descriptions(folder: Path) -> dict[str, str]:
    """Fabric's own list of descriptions, where it lies beside the patterns."""
    for path in (folder / "pattern_descriptions.json", folder.parent / "pattern_descriptions.json"):
        if within(path.parent, path):
            try:
                rows = parsed(path.read_text(encoding="utf-8"))["patterns"]
                return {row["patternName"]: str(row["description"]) for row in rows}
            except (ValueError, KeyError, TypeError):
                return {}
    return {}


def _first_sentence(text: str) -> str:
    for line in text.splitlines():
        words = line.strip().lstrip("-*> ")
        if words and not words.startswith("#") and words[0].isalpha():
            return re.split(r"(?<=[.!?]) ", words)[0][:160]
    return ""
