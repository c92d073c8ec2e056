"""`hygie prompts edit`: a prompt in the person's editor; one that is not theirs is copied first."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
from pathlib import Path

from assistant import prompt_wiring
from assistant.cli.output import note, print_json, show
from assistant.config import Layered
from assistant.errors import Exit, UserError
from assistant.i18n import gettext as _
from prompts.errors import PromptError
from prompts.format.reading import read
from prompts.library.entries import inside
from prompts.library.stack import Found, Stack
from prompts.library.starting import write_new
from prompts.lint.linting import lint
from prompts.reproduce.trust import foreign


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Open the editor, then say what is wrong with the text; exit code 1 when it cannot be read."""
    stack = prompt_wiring.stack(options.library)
    path = _file(stack.find(options.name), prompt_wiring.target(options.library))
    _edit(path)
    advice = _advice(stack, path)
    if options.json:
        print_json({"path": str(path), "findings": advice})
    else:
        show(path)
        for line in advice:
            note(line)
    return Exit.FINDINGS if advice else Exit.OK


def _file(found: Found, own: Path) -> Path:
    """The file to edit: theirs, or a copy in their library of one that came with hygie or from others."""
    path = found.library.root / found.entry.path
    shipped = found.library.root.resolve() == prompt_wiring.STARTER.resolve()
    if not shipped and not foreign(found):
        return path
    copy = inside(own, f"prompts/{path.name}")
    if not copy.exists():
        text = found.prompt.source.text
        write_new(copy, text if shipped else _forked(text))
        note(
            _("copied to {path}: the one that came from elsewhere stays as it is").format(path=copy)
        )
    return copy


def _forked(text: str) -> str:
    """A copy is the person's own: it says that it is one."""
    lines = text.split("\n")
    kept = [line for line in lines if not line.startswith("hygie.status: unreviewed")]
    return "\n".join(
        "hygie.origin: {kind: fork}" if line.startswith("hygie.origin:") else line
        for line in _without_block(kept)
    )


def _without_block(lines: list[str]) -> list[str]:
    """The lines without those indented below `hygie.origin:`."""
    kept, inside = [], False
    for line in lines:
        if not (inside and line.startswith(" ")):
            kept.append(line)
        inside = line.startswith("hygie.origin:") or (inside and line.startswith(" "))
    return kept


def _edit(path: Path) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        subprocess.run([*shlex.split(editor), str(path)], check=True)  # noqa: S603
    except (OSError, ValueError, subprocess.CalledProcessError):
        raise UserError(
            _("The editor “{name}” could not be used.").format(name=editor),
            _("The prompt is where it was: {path}").format(path=path),
            _("Set EDITOR to the command of yours."),
        ) from None


def _advice(stack: Stack, path: Path) -> list[str]:
    try:
        found = lint(read(path, stack.schema), stack.partial)
    except PromptError as error:
        return [" ".join(filter(None, (error.title, error.action)))]
    return [f"{item.place}: {item.reason} {item.mend}" for item in found]
