"""Begins libraries and prompts; never over a file that is there."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.i18n import gettext as _
from assistant.i18n import language
from assistant.types import Language
from prompts.errors import Place, PromptError
from prompts.library.entries import inside
from prompts.library.manifest import FILE_NAME

NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z][a-z0-9-]*)?")
_FOLDERS = ("prompts", "partials", "tests", "goldens", "vendor")
_IGNORED = "*.new\n"
_ATTRIBUTES = "*.prompt -text\nvendor/** -text\n"
_BODIES = {
    Language.FR: (
        "Une phrase qui dit à quoi sert ce prompt.", "sujet", "de quoi il s’agit", "Titre du prompt", "Sujet",
        "Tu rédiges en français. Réponds en cinq phrases au plus, sans commentaire.", "Sujet :",
    ),
    Language.EN: (
        "One sentence that says what this prompt is for.", "topic", "what it is about", "Title of the prompt",
        "Topic", "You write in English. Answer in at most five sentences, without comment.", "Topic:",
    ),
}  # fmt: skip


def begin_library(root: Path, name: str = "") -> list[Path]:
    """Make what is missing of a library's layout; return what was made; raises PromptError."""
    manifest = (
        f"format: 1\nname: {name or root.resolve().name}\nlocales: [fr, en]\n"
        "models: {}\ntrust:\n  approval: true\n  signers: false\n"
    )
    files = {FILE_NAME: manifest, ".gitignore": _IGNORED, ".gitattributes": _ATTRIBUTES}
    files |= {f"{folder}/.gitkeep": "" for folder in _FOLDERS}
    made = []
    for relative, text in files.items():
        path = inside(root, relative)
        if not path.exists():
            write_new(path, text)
            made.append(path)
    return made


def begin_prompt(root: Path, name: str) -> Path:
    """Write a prompt to start from, in the language of its variant; raises PromptError."""
    if not all(NAME.fullmatch(part) for part in name.split("/")):
        raise PromptError(
            _("“{name}” is not a name for a prompt.").format(name=name),
            action=_("Use small letters, digits and hyphens, then the language: meeting-notes.en"),
        )
    stem, _dot, variant = name.rpartition("/")[2].rpartition(".")
    spoken = Language(variant) if variant in ("fr", "en") and stem else language()
    path = inside(root, f"prompts/{name}.prompt")
    write_new(path, _scaffold(stem or variant, variant if stem else "", spoken))
    return path


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet; raises PromptError when it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise PromptError(
            _("The file is there already."), _("Nothing was overwritten."),
            _("Choose another name, or move the file away."), Place(str(path)),
        ) from None  # fmt: skip


def _scaffold(name: str, variant: str, spoken: Language) -> str:
    about, field, help_text, title, label, order, heading = _BODIES[spoken]
    locale = spoken.value
    named = f"name: {name}\n" + (f"variant: {variant}\n" if variant else "")
    return (
        f"---\n{named}description: {about}\ninput:\n  schema:\n    {field}: string, {help_text}\n"
        f"output:\n  format: text\nhygie.version: 0.1.0\nhygie.locale: {locale}\nhygie.license: CC0-1.0\n"
        f"hygie.labels:\n  {locale}: {{title: {title}, {field}: {label}}}\n"
        f'---\n{{{{role "system"}}}}\n{order}\n{{{{role "user"}}}}\n{heading} {{{{{field}}}}}\n'
    )
