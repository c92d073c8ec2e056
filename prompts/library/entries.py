"""What a list shows of a prompt, without reading its file again."""

from __future__ import annotations

import unicodedata
from dataclasses import astuple, dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from assistant.i18n import gettext as _
from assistant.i18n import language
from prompts.errors import Place, PromptError, Source

if TYPE_CHECKING:
    from prompts.format.reading import Prompt

SUFFIX = ".prompt"


@dataclass(frozen=True, slots=True)
class Entry:
    """One prompt of a library, as it is listed; `problem` says why it cannot be read."""

    name: str
    variant: str
    path: str
    """Path inside the library, with slashes."""
    titles: dict[str, str]
    description: str = ""
    tags: tuple[str, ...] = ()
    locale: str = ""
    status: str = "draft"
    version: str = ""
    origin: str = "original"
    problem: str = ""
    folded: str = ""
    """What a search looks in: no accents, no capitals."""

    @property
    def title(self) -> str:
        """Its title in the person's language, or its name."""
        for locale in (language().value, self.locale, *self.titles):
            if locale in self.titles:
                return self.titles[locale]
        return self.name

    @property
    def identity(self) -> str:
        """`name.variant`, as the file is called."""
        return f"{self.name}.{self.variant}" if self.variant else self.name

    @property
    def folder(self) -> str:
        """The folder it is filed under, inside `prompts/`."""
        return "/".join(PurePosixPath(self.path).parts[1:-1])

    def shown(self) -> dict[str, Any]:
        """Return what is shown of it as JSON."""
        return {
            "name": self.name, "variant": self.variant, "title": self.title,
            "description": self.description, "tags": list(self.tags), "locale": self.locale,
            "status": self.status, "version": self.version, "origin": self.origin,
            "path": self.path, **({"problem": self.problem} if self.problem else {}),
        }  # fmt: skip

    def stored(self) -> tuple[Any, ...]:
        """Return it for the index: `Entry(*stored)` is the entry again."""
        return astuple(self)


def split_name(path: PurePosixPath) -> tuple[str, str]:
    """Return name and variant of a file name: `compte-rendu.fr.prompt`."""
    stem = path.name.removesuffix(SUFFIX)
    name, _dot, variant = stem.rpartition(".")
    return (name, variant) if name else (stem, "")


def fold(text: str) -> str:
    """Return a text as a search compares it."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def inside(root: Path, relative: str) -> Path:
    """Return the path of a library's file; raises PromptError for a link that leaves the library."""
    path = root / relative
    if not path.resolve().is_relative_to(root.resolve()):
        raise PromptError(
            _("“{name}” is a link that leaves the library.").format(name=relative),
            _("Nothing was read or changed."), _("Put the file itself in its place."), Place(str(path), 1),
        )  # fmt: skip
    return path


def make_entry(root: Path, relative: str) -> Entry:
    """Read a file for the list; a broken one is listed too, with what is wrong."""
    # Imported here: a list whose index is fresh reads no file and needs no YAML.
    from prompts.format.reading import parse_prompt, read_text

    name, variant = split_name(PurePosixPath(relative))
    try:
        prompt = parse_prompt(Source(relative, read_text(inside(root, relative))))
    except PromptError as error:
        return Entry(name, variant, relative, {}, problem=error.title, folded=fold(name))
    return _entry(prompt, name, variant, relative)


def _entry(prompt: Prompt, name: str, variant: str, relative: str) -> Entry:
    meta, own = prompt.meta, prompt.meta.hygie
    titles = {locale: labels["title"] for locale, labels in own.labels.items() if "title" in labels}
    words = [name, variant, meta.description, *own.tags, *titles.values(), relative]
    return Entry(
        name, variant, relative, titles, meta.description, tuple(map(str, own.tags)),
        own.locale or variant, own.status, own.version, own.origin.kind,
        folded=fold("\n".join(words)),
    )  # fmt: skip
