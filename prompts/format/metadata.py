"""The front matter of a prompt, checked: dotprompt's fields and hygie's own under `hygie.`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.i18n import gettext as _
from prompts.errors import PromptError
from prompts.format.yaml_core import Yaml

RESERVED = (
    "config", "description", "ext", "input", "metadata", "model", "name", "output", "raw",
    "toolDefs", "tools", "variant", "version",
)  # fmt: skip
"""Names that dotprompt keeps for itself; a dotted name is an extension."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow", strict=True, populate_by_name=True)


class Inputs(_Strict):
    """`input:` what a person gives."""

    default: Mapping[str, Any] = Field(default_factory=dict)
    shape: Any = Field(default=None, alias="schema")


class Output(_Strict):
    """`output:` what the model is asked to give back."""

    format: str | None = None
    shape: Any = Field(default=None, alias="schema")


class Origin(_Strict):
    """Where a prompt comes from; what is not `original` is reviewed before it runs."""

    kind: Literal["original", "third-party", "fork"] = "original"
    url: str = ""
    commit: str = ""
    sha256: str = ""
    license: str = ""
    converter: str = ""
    imported: str = ""


class HygieFields(_Strict):
    """The fields that only hygie reads, flat under `hygie.`."""

    version: str = ""
    locale: str = ""
    labels: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    widgets: Mapping[str, str] = Field(default_factory=dict)
    sensitive: list[str] = Field(default_factory=list)
    untrusted: list[str] = Field(default_factory=list)
    tests: str = ""
    tags: list[str] = Field(default_factory=list)
    authors: list[Any] = Field(default_factory=list)
    license: str = ""
    status: Literal["draft", "approved", "deprecated", "unreviewed"] = "draft"
    replaced_by: str = ""
    origin: Origin = Field(default_factory=Origin)
    requires: Mapping[str, Any] = Field(default_factory=dict)
    determinism: Literal["", "floating", "pinned", "seeded", "local", "replay"] = ""

    def unknown(self) -> tuple[str, ...]:
        """Names under `hygie.` that mean nothing: a slip of the pen, most often."""
        return tuple(f"hygie.{name}" for name in self.model_extra or ())


class Metadata(_Strict):
    """The whole front matter."""

    name: str = ""
    variant: str = ""
    description: str = ""
    model: str = ""
    tools: list[Any] = Field(default_factory=list)
    config: Mapping[str, Any] = Field(default_factory=dict)
    input: Inputs = Field(default_factory=Inputs)
    output: Output = Field(default_factory=Output)
    hygie: HygieFields = Field(default_factory=HygieFields)


def check(front: Yaml) -> Metadata:
    """Return the checked front matter; raises PromptError at the first field that is wrong."""
    raw = front.value
    own = {k.removeprefix("hygie."): v for k, v in raw.items() if k.startswith("hygie.")}
    known = {k: v for k, v in raw.items() if k in Metadata.model_fields and v is not None}
    try:
        return Metadata.model_validate(known | {"hygie": own})
    except ValidationError as error:
        raise _first(front, error) from None


def extensions(raw: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the dotted fields by namespace, as dotprompt's `ext`."""
    result: dict[str, dict[str, Any]] = {}
    for key, value in raw.items():
        space, dot, name = key.rpartition(".")
        if dot and key not in RESERVED:
            result.setdefault(space, {})[name] = value
    return result


def _first(front: Yaml, error: ValidationError) -> PromptError:
    problem = error.errors(include_url=False, include_input=False)[0]
    path = tuple(str(part) for part in problem["loc"])
    if path[0] == "hygie" and len(path) > 1:
        path = (f"hygie.{path[1]}", *path[2:])
    return PromptError(
        _("The field “{field}” has a wrong value.").format(field=".".join(path)),
        action=_expected(problem["type"], problem.get("ctx", {})),
        place=front.place(*path),
    )


def _expected(kind: str, context: Mapping[str, Any]) -> str:
    if kind == "literal_error":
        return _("Allowed: {allowed}.").format(allowed=context.get("expected", ""))
    wanted = {
        "string_type": _("Write a text here, in quotes if it looks like a number."),
        "list_type": _("Write a list here: [one, two]."),
        "mapping_type": _("Write indented “key: value” lines here."),
        "dict_type": _("Write indented “key: value” lines here."),
        "model_type": _("Write indented “key: value” lines here."),
        "model_attributes_type": _("Write indented “key: value” lines here."),
    }
    return wanted.get(kind, _("See the fields of a prompt: hygie prompts new --help"))
