"""`hygie prompts import|export`: prompts of other tools."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from assistant import prompt_wiring
from assistant.cli.output import note, print_json, show
from assistant.config import Layered
from assistant.errors import Exit, UserError
from assistant.i18n import gettext as _
from assistant.sentences import labelled
from prompts.errors import Place, PromptError
from prompts.exchange import fabric
from prompts.exchange.converted import put
from prompts.exchange.readers import READERS
from prompts.exchange.writers import export
from prompts.library.starting import write_new


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Import into `vendor/` or export; what was lost on the way is said."""
    return _export(options) if options.verb == "export" else _import(options)


def _export(options: argparse.Namespace) -> int:
    stack = prompt_wiring.stack(options.library)
    exported = export(options.kind, stack.find(options.name), stack.partial)
    paths = [Path(options.to) / path for path in exported.files]
    if there := [path for path in paths if path.exists()]:
        raise PromptError(
            _("The file is there already."), _("Nothing was overwritten."),
            _("Choose another name, or move the file away."), Place(str(there[0])),
        )  # fmt: skip
    for path, text in zip(paths, exported.files.values(), strict=True):
        write_new(path, text)
    if options.json:
        print_json({"files": list(map(str, paths)), "losses": list(exported.losses)})
        return Exit.OK
    for path in paths:
        show(path)
    for loss in exported.losses:
        note(_("not carried over: {what}").format(what=loss))
    return Exit.OK


def _unknown(kind: str, known: Iterable[str]) -> UserError:
    return UserError(
        _("The format “{name}” is not known.").format(name=kind),
        action=_("Known formats: {names}.").format(names=", ".join(sorted(known))),
    )


def _import(options: argparse.Namespace) -> int:
    if options.kind not in READERS:
        raise _unknown(options.kind, READERS)
    root = prompt_wiring.target(options.library)
    source = Path(options.folder)
    filled = options.kind == "fabric" and options.fill
    prompts = fabric.convert(source, fill=True) if filled else READERS[options.kind](source)
    taken, converted = put(root, options.kind, prompts)
    losses = {c.name: list(c.losses) for c in converted if c.losses}
    if options.json:
        lists = {"added": taken.added, "unchanged": taken.unchanged, "kept": taken.kept}
        print_json(
            {"library": str(root), **{k: list(v) for k, v in lists.items()}, "losses": losses}
        )
        return Exit.OK
    show(
        _("{n} prompts added to {root}").format(
            n=len(taken.added), root=root / "vendor" / options.kind
        )
    )
    for name in taken.kept:
        note(_("{name} is there already and differs; it was left as it is").format(name=name))
    for name, lost in losses.items():
        note(labelled(name, "; ".join(lost)))
    return Exit.OK
