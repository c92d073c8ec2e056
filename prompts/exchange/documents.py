"""What the readers of other formats share: front matter, roles in a body, inputs as a schema."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, Source
from prompts.exchange.converted import Converted
from prompts.exchange.writing import front_matter
from prompts.format import yaml_core
from prompts.format.reading import read_text

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
INPUT = '{{#if input}}{{role "user"}}{{input}}{{/if}}'
"""The end of a prompt that takes any text."""
END = '{{lookup "" 0}}'
"""Writes nothing: keeps the white space at the end of a file, which dotprompt trims."""
OPTIONS = {
    "temperature": "temperature", "maxOutputTokens": "maxOutputTokens", "max_tokens": "maxOutputTokens",
    "topP": "topP", "top_p": "topP", "topK": "topK", "top_k": "topK", "seed": "seed", "stop": "stopSequences",
    "stopSequences": "stopSequences",
}  # fmt: skip
_ROLES = {
    "system": "system", "developer": "system", "user": "user", "assistant": "model", "model": "model",
    "tool": "tool",
}  # fmt: skip


def split(path: Path) -> tuple[dict[str, Any], Source]:
    """Return front matter (empty without any) and body of a file; raises PromptError."""
    text = read_text(path).replace("\r\n", "\n")
    match = _FRONT.match(text)
    if match is None:
        return {}, Source(str(path), text)
    value = yaml_core.load(Source(str(path), match[1], 2)).value or {}
    if not isinstance(value, dict):
        raise PromptError(
            _("The front matter is not a list of “key: value” lines."), place=Place(str(path), 1),
            action=_("Write one field a line, for example: description: …"),
        )  # fmt: skip
    return value, Source(str(path), text[match.end() :], text.count("\n", 0, match.end()) + 1)


def mapping(path: Path) -> dict[str, Any]:
    """Return a YAML file that holds named values; raises PromptError."""
    document = yaml_core.load(Source(str(path), read_text(path)))
    if not isinstance(document.value, dict):
        raise PromptError(
            _("The file is not a list of “key: value” lines."), place=document.place(),
            action=_("Check that this is the file you meant."),
        )  # fmt: skip
    return document.value


def files(path: Path, *patterns: str) -> list[Path]:
    """Return the files to read: the one given, or those of a folder; raises PromptError."""
    if path.is_file():
        return [path]
    found = sorted({p for pattern in patterns for p in path.glob(pattern) if within(path, p)})
    if not found:
        raise PromptError(
            _("There is nothing of this format here."), _("Nothing was imported."),
            _("Expected: {names}.").format(names=", ".join(patterns)), Place(str(path)),
        )  # fmt: skip
    return found


def within(folder: Path, path: Path) -> bool:
    """Whether a path is a file of a folder, and no link to one of the person's elsewhere."""
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def role(name: str) -> str:
    """Return the tag that begins a turn; raises PromptError for a role that is not known."""
    known = _ROLES.get(name)
    if known is None:
        raise PromptError(
            _("The role “{role}” is not known.").format(role=name[:40]), _("Nothing was imported."),
            _("Known roles: {names}.").format(names=", ".join(_ROLES)),
        )  # fmt: skip
    return '{{role "' + known + '"}}'


def chat(turns: Sequence[tuple[str, str]]) -> str:
    """Return turns of (role, template) as a body that renders each to the letter.

    Tags stand on lines of their own where the white space they eat is not the text's.
    """
    parts: list[str] = []
    before = ""
    for name, text in turns:
        if parts:
            parts.append("" if _open(before[-1:]) else "\n")
        begins, ends = ("" if _open(text[:1]) else "\n"), bool(parts and parts[-1])
        parts.append(
            "{{"
            + ("~" if ends else "")
            + role(name)[2:-2]
            + ("~" if begins else "")
            + "}}"
            + begins
        )
        parts.append(text)
        before = text
    return "".join(parts) + (END if _open(before[-1:]) else "")


def _open(character: str) -> bool:
    """Whether a tag beside this edge of a text must not eat white space."""
    return not character or character.isspace()


def converted(
    path: Path, converter: str, fields: Mapping[str, Any], body: str, losses: Iterable[str] = ()
) -> Converted:
    """Return a prompt from elsewhere, unreviewed, with where it comes from."""
    name = str(fields.get("name") or path.name.split(".")[0])
    origin = {
        "kind": "third-party", "converter": converter,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }  # fmt: skip
    whole = {**fields, "name": name, "hygie.status": "unreviewed", "hygie.origin": origin}
    return Converted(name, front_matter(whole, body), tuple(losses), path)


def schema(names: Mapping[str, str], optional: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the picoschema of inputs found by their use; `optional` ones may be missing."""
    result = {}
    for name, kind in names.items():
        key = f"{name}?" if name in optional else name
        result[f"{key}(array)" if kind == "list" else key] = (
            "any" if kind in ("any", "list") else kind
        )
    return result


def settings(options: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the settings that dotprompt names, under its names."""
    return (
        {OPTIONS[k]: v for k, v in options.items() if k in OPTIONS and v is not None}
        if isinstance(options, dict)
        else {}
    )


def pruned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields without what is empty, inside too."""
    result = {}
    for key, value in fields.items():
        kept = (
            {k: v for k, v in value.items() if v not in (None, {}, [], "")}
            if isinstance(value, dict)
            else value
        )
        if kept not in (None, {}, [], ""):
            result[key] = kept
    return result
