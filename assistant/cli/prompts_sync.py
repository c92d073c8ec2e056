"""`hygie prompts sync|release|verify`: a library shared through git."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from assistant import prompt_wiring
from assistant.cli.output import note, print_json, show
from assistant.config import Layered
from assistant.errors import Exit
from assistant.folders import named_place
from assistant.i18n import gettext as _
from prompts.reproduce.pins import accept
from prompts.sharing import releases, syncing


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Take and give changes, or sign and verify a release."""
    root = prompt_wiring.target(options.library)
    if options.verb == "sync":
        return _sync(options, root)
    if options.verb == "release":
        releases.release(root, options.tag, named_place(options.key))
        result, line = {"released": options.tag}, _("Signed: {tag}").format(tag=options.tag)
    else:
        return _verify(options, root)
    print_json(result) if options.json else show(line)
    return Exit.OK


def _verify(options: argparse.Namespace, root: Path) -> int:
    found = releases.verify(prompt_wiring.library(root), options.tag)
    if options.json:
        print_json(asdict(found))
        return Exit.OK
    show(_("{tag} is signed by {signer}").format(tag=found.tag, signer=found.signer))
    where = _("the library stands there") if found.here else _("the library stands elsewhere")
    show(f"  {found.commit}: {where}")
    return Exit.OK


def _sync(options: argparse.Namespace, root: Path) -> int:
    done = syncing.sync(root, anyway=options.anyway)
    if done.incoming.trust_changed:
        accept(prompt_wiring.library(root))  # read, and taken with --anyway
    if options.json:
        print_json(asdict(done))
        return Exit.OK
    for kind, path in done.incoming.changes:
        show(f"{kind} {path}")
    for finding in done.incoming.findings:
        show(f"! {finding.file}:{finding.line} {finding.reason}")
    if done.relocked:
        note(_("both sides had changed the lock; it was made again"))
    note(_("taken and given") if done.given else _("taken") if done.taken else _("nothing new"))
    return Exit.OK
