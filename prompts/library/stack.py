"""Finds prompts, partials and schemas in libraries one over another: the nearest wins."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from assistant.errors import MissingError
from assistant.i18n import gettext as _
from assistant.i18n import language
from prompts.errors import PromptError, Source
from prompts.json_text import parsed
from prompts.library import index
from prompts.library.entries import SUFFIX, Entry, fold, inside
from prompts.library.manifest import Manifest, read_manifest

if TYPE_CHECKING:
    from prompts.format.picoschema import Schema
    from prompts.format.reading import Prompt


@dataclass(frozen=True)
class Library:
    """One folder of prompts."""

    root: Path
    cache: Path | None = None
    pins: Path | None = None
    """Where whom it trusts is kept, outside of it; without one, what it says itself counts."""

    @cached_property
    def manifest(self) -> Manifest:
        """What the library says about itself; raises PromptError."""
        return read_manifest(self.root)

    @cached_property
    def entries(self) -> list[Entry]:
        """Its prompts, by path."""
        return index.entries(self.root, self.cache)


@dataclass(frozen=True, slots=True)
class Found:
    """A prompt with the library it stands in."""

    library: Library
    entry: Entry
    prompt: Prompt


class Stack:
    """Libraries in the order in which they are searched."""

    def __init__(self, libraries: Sequence[Library]) -> None:
        self.libraries = tuple(_with_used(libraries))

    def entries(self) -> list[tuple[Library, Entry]]:
        """Return every prompt that can be named, those hidden by a nearer one left out."""
        seen: dict[str, tuple[Library, Entry]] = {}
        for library in self.libraries:
            for entry in library.entries:
                seen.setdefault(entry.identity, (library, entry))
        return sorted(seen.values(), key=lambda pair: pair[1].identity)

    def search(self, words: str) -> list[tuple[Library, Entry]]:
        """Return the prompts that hold every word, those named by them first."""
        terms = fold(words).split()
        hits = [pair for pair in self.entries() if all(t in pair[1].folded for t in terms)]
        return sorted(hits, key=lambda pair: (-_rank(pair[1], terms), pair[1].identity))

    def find(self, name: str) -> Found:
        """Return a prompt by name, `name.variant` or path; raises MissingError or PromptError."""
        for library in self.libraries:
            if hits := _named(library, name):
                entry = _chosen(hits, name)
                return Found(library, entry, self.read(library, entry))
        names = [entry.identity for _library, entry in self.entries()]
        near = get_close_matches(name, names + [n.rpartition(".")[0] for n in names], 3)
        raise MissingError(
            _("There is no prompt “{name}”.").format(name=name),
            action=_("Did you mean {name}?").format(name=", ".join(dict.fromkeys(near)))
            if near
            else _("List them: hygie prompts list"),
        )

    def read(self, library: Library, entry: Entry) -> Prompt:
        """Return an entry's prompt; raises PromptError."""
        from prompts.format.reading import read  # here, for the quick start of lists

        return read(inside(library.root, entry.path), self.schema)

    def partial(self, name: str) -> Source | None:
        """Return the text of a partial, or None; raises PromptError for a name outside the library."""
        for path in self._shared(name, lambda p: [
            f"partials/{p.parent / f'_{p.name}.prompt'}", f"prompts/{p.parent / f'_{p.name}.prompt'}",
            f"{p.parent / f'_{p.name}.prompt'}",
        ]):  # fmt: skip
            return Source(str(path), _text(path))
        return None

    def partial_names(self) -> list[str]:
        """Return every name by which a template can include a partial, sorted."""
        return sorted({name for lib in self.libraries for name in _partial_names(lib.root)})

    def schema(self, name: str) -> Schema | None:
        """Return a schema of the library (`schemas/Name.json`), or None; raises PromptError."""
        for path in self._shared(name, lambda p: [f"schemas/{p}.json"]):
            try:
                value = parsed(_text(path))
            except ValueError:
                value = None
            if not isinstance(value, dict):
                raise PromptError(_("The schema {path} is not a JSON object.").format(path=path))
            return value
        return None

    def _shared(
        self, name: str, places: Callable[[PurePosixPath], Sequence[str]]
    ) -> Iterator[Path]:
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts or "\\" in name or "\0" in name:
            raise PromptError(
                _("“{name}” leaves the library.").format(name=name),
                action=_("Partials and schemas are named from their folder, without “..”."),
            )
        for library in self.libraries:
            for place in places(relative):
                path = library.root / place
                if path.is_file() and path.resolve().is_relative_to(library.root.resolve()):
                    yield path


def _partial_names(root: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name != ".git"]
        for name in files:
            if name.startswith("_") and name.endswith(SUFFIX):
                path = PurePosixPath(Path(folder).relative_to(root) / name[1:].removesuffix(SUFFIX))
                yield str(path)
                if path.parts[0] in ("partials", "prompts"):
                    yield "/".join(path.parts[1:])


def _text(path: Path) -> str:
    from prompts.format.reading import read_text

    return read_text(path)


def _with_used(libraries: Sequence[Library]) -> Iterator[Library]:
    """The libraries and those they use, each once."""
    waiting, seen = list(libraries), set[Path]()
    while waiting:
        library = waiting.pop(0)
        root = library.root.resolve()
        if root in seen:
            continue
        seen.add(root)
        yield library
        used = [replace(library, root=library.root / path) for path in library.manifest.uses]
        waiting[:0] = used


def _named(library: Library, name: str) -> list[Entry]:
    path = name.removesuffix(".prompt")
    exact = [e for e in library.entries if path in (e.identity, e.path.removesuffix(".prompt"))]
    if exact:
        return exact
    filed = [e for e in library.entries if f"{e.folder}/{e.identity}" == path]
    return filed or [e for e in library.entries if path in (e.name, f"{e.folder}/{e.name}")]


def _chosen(hits: list[Entry], name: str) -> Entry:
    """The variant in the person's language, else the one without variant, else the first."""
    paths = {(e.name, e.variant): e.path for e in hits}
    if len(paths) < len(hits):
        raise PromptError(
            _("Several prompts are called “{name}”: {paths}.").format(
                name=name, paths=", ".join(e.path for e in hits)
            ),
            action=_("Rename one of them, or give its path."),
        )
    for variant in (language().value, ""):
        for entry in hits:
            if entry.variant == variant:
                return entry
    return hits[0]


def _rank(entry: Entry, terms: list[str]) -> int:
    name, title = fold(entry.identity), fold(entry.title)
    return sum(3 * (term in name) + 2 * (term in title) for term in terms)
