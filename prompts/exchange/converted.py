"""A prompt that came from another tool, and how it is put into a library: once, never over another."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError
from prompts.library.entries import inside
from prompts.library.starting import begin_library, write_new

_UNSAFE = re.compile(r"[^\w-]+")
_LICENCES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "COPYING")


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted prompt: its file's text, what was lost, where it came from, what lay beside it."""

    name: str
    text: str
    losses: tuple[str, ...]
    origin: Path
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: `kept` are files that differ and were left as they are."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]


def put(root: Path, kind: str, prompts: Iterable[Converted]) -> tuple[Taken, list[Converted]]:
    """Write prompts to `vendor/<kind>/`; nothing that is there is overwritten; raises PromptError."""
    converted = list(prompts)  # all are read before any is written
    begin_library(root)
    folder = inside(root, f"vendor/{kind}")
    done: dict[str, list[str]] = {"added": [], "unchanged": [], "kept": []}
    for prompt in converted:
        path = folder / f"{file_name(prompt)}.prompt"
        if not path.exists():
            write_new(path, prompt.text)
            done["added"].append(prompt.name)
        else:
            same = path.read_bytes() == prompt.text.encode()
            done["unchanged" if same else "kept"].append(prompt.name)
    if converted:
        _licence(converted[0].origin, folder)
    return Taken(*(tuple(done[key]) for key in ("added", "unchanged", "kept"))), converted


def file_name(prompt: Converted) -> str:
    """Return a name that stays in its folder; raises PromptError for one made of signs alone."""
    stem, _dot, variant = prompt.name.rpartition(".")
    clean = _UNSAFE.sub("-", stem or variant).strip("-")
    if not clean or clean.startswith("_"):
        raise PromptError(
            _("“{name}” is not a name for a prompt.").format(name=prompt.name),
            action=_("Rename it before importing."), place=Place(str(prompt.origin)),
        )  # fmt: skip
    return f"{clean}.{variant}" if stem and variant.isalpha() else clean


def _licence(origin: Path, folder: Path) -> None:
    """Copy the licence that lies with the prompts; a link could stand for any file of the person's."""
    paths = [parent / name for parent in list(origin.parents)[:4] for name in _LICENCES]
    found = next((p for p in paths if p.is_file() and not p.is_symlink()), None)
    if found is not None:
        with contextlib.suppress(FileExistsError), (folder / found.name).open("xb") as file:
            file.write(found.read_bytes())
