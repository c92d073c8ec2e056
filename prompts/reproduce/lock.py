"""`hygie.lock`: what every prompt of a library was when it was locked, and who approved it.

JSON, sorted, one prompt a block, so that git merges it; a conflict is resolved by locking again:
both sides are read, and an approval counts only for the very text it was given to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import DriftError, Place
from prompts.json_text import parsed
from prompts.library.entries import Entry
from prompts.library.placing import replace_text
from prompts.library.stack import Library, Stack
from prompts.reproduce.hashes import hashes

FILE_NAME = "hygie.lock"
FORMAT = "hygie-lock/1"
_CONFLICT = re.compile(r"^<{7}[^\n]*\n(.*?)^={7}\n(.*?)^>{7}[^\n]*\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock of one library."""

    prompts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def text(self) -> str:
        """Return the file's text."""
        return (
            json.dumps(
                {"format": FORMAT, "prompts": self.prompts},
                indent=1,
                sort_keys=True,
                ensure_ascii=False,
            )
            + "\n"
        )

    def approved(self, path: str, source: str, behaviour: str) -> bool:
        """Whether someone approved a prompt in exactly this form."""
        review = self.prompts.get(path, {}).get("review") or {}
        return bool(review) and (review.get("source"), review.get("behaviour")) == (
            source,
            behaviour,
        )


@dataclass(frozen=True, slots=True)
class Drift:
    """A prompt that is not what the lock says: new, gone or changed."""

    path: str
    what: str


def read_lock(root: Path) -> Lock:
    """Return a library's lock, an empty one without a file; raises DriftError."""
    path = root / FILE_NAME
    if not path.is_file():
        return Lock()
    text = path.read_text(encoding="utf-8")
    sides = [_CONFLICT.sub(rf"\{side}", text) for side in (1, 2)] if "<<<<<<<" in text else [text]
    prompts: dict[str, Any] = {}
    for side in sides:
        prompts |= _prompts(side, path)
    return Lock(prompts)


def place_in_lock(root: Path, path: str) -> Place:
    """Return where the lock of a library speaks of a prompt."""
    file = root / FILE_NAME
    begins = json.dumps(path, ensure_ascii=False) + ":"
    lines = file.read_text(encoding="utf-8").splitlines()
    found = (n for n, line in enumerate(lines, 1) if line.strip().startswith(begins))
    return Place(str(file), next(found, 1))


def _prompts(text: str, path: Path) -> dict[str, Any]:
    try:
        value = parsed(text)
        known, prompts = value["format"] == FORMAT, value["prompts"]
    except (ValueError, KeyError, TypeError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise DriftError(
            _("The lock cannot be read."), _("Nothing was changed."),
            _("Take the version of the last commit, then run: hygie prompts lock"), Place(str(path), line),
        ) from None  # fmt: skip
    if not known or not isinstance(prompts, dict):
        raise DriftError(
            _("The lock is in another format."), _("Nothing was changed."),
            _("Update hygie: make setup"), Place(str(path), 1),
        )  # fmt: skip
    return prompts


def make_lock(stack: Stack, library: Library) -> Lock:
    """Return the lock of a library as it is now, approvals kept; raises PromptError."""
    old = read_lock(library.root)
    return Lock({e.path: _block(stack, library, e, old) for e in library.entries})


def write_lock(root: Path, lock: Lock) -> None:
    """Replace the lock at once, so that it is never half written; raises PromptError."""
    replace_text(root, FILE_NAME, lock.text())


def drift(stack: Stack, library: Library) -> list[Drift]:
    """Return what differs from the lock, by path; raises PromptError."""
    locked, now = read_lock(library.root).prompts, make_lock(stack, library).prompts
    found = []
    for path in sorted({*locked, *now}):
        old, new = locked.get(path), now.get(path)
        if old is None or new is None:
            found.append(Drift(path, "new" if old is None else "gone"))
        elif (old["source"], old["behaviour"]) != (new["source"], new["behaviour"]):
            same = old["behaviour"] == new["behaviour"]
            found.append(Drift(path, "reworded" if same else "changed"))
    return found


def _block(stack: Stack, library: Library, entry: Entry, old: Lock) -> dict[str, Any]:
    prompt = stack.read(library, entry)
    known = hashes(prompt, stack)
    block: dict[str, Any] = {
        "name": entry.identity, "version": prompt.meta.hygie.version, "source": known.source,
        "behaviour": known.behaviour, "partials": dict(known.partials), "model": prompt.meta.model,
    }  # fmt: skip
    if old.approved(entry.path, known.source, known.behaviour):
        block["review"] = old.prompts[entry.path]["review"]
    if origin := prompt.raw.get("hygie.origin"):
        block["origin"] = origin
    return block
