"""`hygie-prompts.yaml`: what a library says about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.i18n import gettext as _
from prompts.errors import PromptError, Source

if TYPE_CHECKING:
    from prompts.format import yaml_core

FILE_NAME = "hygie-prompts.yaml"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest, with what it leaves out filled in."""

    name: str = ""
    locales: tuple[str, ...] = ("fr", "en")
    models: Mapping[str, str] = field(default_factory=dict)
    """Names that prompts use for models, and the model each stands for."""
    uses: tuple[str, ...] = ()
    """Folders of other libraries, searched after this one."""
    approval: bool = True
    """Whether prompts from elsewhere must be approved before they run."""
    signers: bool = False
    """Whether an approval must be signed by a key of `.hygie/allowed_signers`."""


def read_manifest(root: Path) -> Manifest:
    """Return a folder's manifest, or the defaults without one; raises PromptError with the line."""
    path = root / FILE_NAME
    if not path.is_file():
        return Manifest(name=root.resolve().name)
    # Imported here, for the quick start of lists.
    from prompts.format import yaml_core
    from prompts.format.reading import read_text

    document = yaml_core.load(Source(str(path), read_text(path)))
    raw: Any = document.value or {}
    if not isinstance(raw, dict):
        raise PromptError(
            _("The manifest is not a list of “key: value” lines."), place=document.place(),
            action=_("Begin with: format: 1"),
        )  # fmt: skip
    version = raw.get("format", FORMAT)
    if version != FORMAT:
        raise PromptError(
            _("The library is in format {theirs}; this hygie reads format {ours}.").format(
                theirs=version, ours=FORMAT
            ),
            _("Nothing was read or changed."), _("Update hygie: make setup"), document.place("format"),
        )  # fmt: skip
    return Manifest(
        name=_typed(document, "name", str, root.resolve().name),
        locales=tuple(_typed(document, "locales", list, ["fr", "en"])),
        models=_typed(document, "models", dict, {}),
        uses=tuple(map(str, _typed(document, "uses", list, []))),
        approval=_trust(document, "approval", True),
        signers=_trust(document, "signers", False),
    )


def _typed(document: yaml_core.Yaml, key: str, kind: type, default: Any) -> Any:  # noqa: ANN401
    value = document.value.get(key, default)
    if not isinstance(value, kind):
        raise PromptError(
            _("The field “{field}” has a wrong value.").format(field=key),
            action=_("See the manifest that hygie prompts init writes."), place=document.place(key),
        )  # fmt: skip
    return value


def _trust(document: yaml_core.Yaml, key: str, default: bool) -> bool:
    trust = _typed(document, "trust", dict, {})
    value = trust.get(key, default)
    if not isinstance(value, bool):
        raise PromptError(
            _("The field “{field}” has a wrong value.").format(field=f"trust.{key}"),
            action=_("Allowed: {allowed}.").format(allowed="true, false"),
            place=document.place("trust", key),
        )
    return value
