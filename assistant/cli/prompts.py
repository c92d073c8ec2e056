"""`hygie prompts init|new|list|search|show`: what is in the library."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from assistant import prompt_wiring
from assistant.cli.output import note, print_json, show
from assistant.config import Layered
from assistant.errors import Exit
from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.sentences import labelled

if TYPE_CHECKING:
    from prompts.library.entries import Entry
    from prompts.library.stack import Found, Library


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Answer one of the verbs that need no model."""
    return {"init": _init, "new": _new, "list": _list, "search": _search, "show": _show}[
        options.verb
    ](options)


def _init(options: argparse.Namespace) -> int:
    from prompts.library.starting import begin_library

    root = prompt_wiring.target(options.folder or options.library)
    made = [str(path) for path in begin_library(root)]
    if options.json:
        print_json({"library": str(root), "made": made})
    else:
        show(_("The library is ready: {root}").format(root=root))
    return Exit.OK


def _new(options: argparse.Namespace) -> int:
    from prompts.library.starting import begin_prompt

    path = begin_prompt(prompt_wiring.target(options.library), options.name)
    print_json({"path": str(path)}) if options.json else show(path)
    return Exit.OK


def _list(options: argparse.Namespace) -> int:
    pairs = prompt_wiring.stack(options.library).entries()
    tag = getattr(options, "tag", None)
    return _shown(options, [p for p in pairs if not tag or tag in p[1].tags])


def _search(options: argparse.Namespace) -> int:
    return _shown(options, prompt_wiring.stack(options.library).search(" ".join(options.words)))


def _shown(options: argparse.Namespace, pairs: list[tuple[Library, Entry]]) -> int:
    if options.json:
        print_json({"prompts": [{**e.shown(), "library": str(lib.root)} for lib, e in pairs]})
        return Exit.OK
    for _library, entry in pairs:
        mark = (
            "!" if entry.problem else {"unreviewed": "?", "deprecated": "-"}.get(entry.status, " ")
        )
        show(f"{mark} {entry.identity:<34} {entry.problem or entry.title}")
    note(ngettext("{n} prompt", "{n} prompts", len(pairs)).format(n=len(pairs)))
    return Exit.OK


def _show(options: argparse.Namespace) -> int:
    found = prompt_wiring.stack(options.library).find(options.name)
    if options.json:
        print_json(_fields(found))
        return Exit.OK
    meta = found.prompt.meta
    show(labelled(found.entry.identity, found.entry.title))
    for text in (meta.description, str(found.library.root / found.entry.path)):
        show(f"  {text}")
    for field in _inputs(found):
        mark = "*" if field["required"] else " "
        kind = "/".join(map(str, field["enum"])) if field["enum"] else field["type"]
        label = field["label"]
        told = labelled(label, field["help"]) if field["help"] else label
        show(f"  {mark} {field['name']} ({kind}) {told}".rstrip())
    show("\n" + found.prompt.body.text)
    return Exit.OK


def _fields(found: Found) -> dict[str, Any]:
    prompt = found.prompt
    return {
        **found.entry.shown(), "library": str(found.library.root), "model": prompt.meta.model,
        "config": dict(prompt.meta.config), "inputs": _inputs(found), "input_schema": prompt.input_schema,
        "output_schema": prompt.output_schema, "body": prompt.body.text,
    }  # fmt: skip


def _inputs(found: Found) -> list[dict[str, Any]]:
    from dataclasses import asdict

    from prompts.format.forms import form

    return [asdict(field) for field in form(found.prompt)]
