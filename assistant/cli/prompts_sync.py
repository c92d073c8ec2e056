"""`hygie prompts sync|release|verify`: a library shared through git."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from assistant import prompt_wiring
from assistant.cli.output import note, print_json
from assistant.config import Layered
from assistant.errors import Exit
from assistant.i18n import gettext as _
from prompts.sharing import releases, syncing


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Take and give changes, or sign and verify a release."""
    root = prompt_wiring.target(options.library)
    if options.verb == "sync":
        return _sync(options, root)
    if options.verb == "release":
        releases.release(root, options.tag, Path(options.key).expanduser())
        result, line = {"released": options.tag}, _("Signed: {tag}").format(tag=options.tag)
    else:
        signer = releases.verify(root, options.tag)
        result = {"tag": options.tag, "signer": signer}
        line = _("{tag} is signed by {signer}").format(**result)
    print_json(result) if options.json else print(line)
    return Exit.OK


def _sync(options: argparse.Namespace, root: Path) -> int:
    done = syncing.sync(root, anyway=options.anyway)
    if options.json:
        print_json(asdict(done))
        return Exit.OK
    for kind, path in done.incoming.changes:
        print(f"{kind} {path}")
    for finding in done.incoming.findings:
        print(f"! {finding.file}:{finding.line} {finding.reason}")
    if done.relocked:
        note(_("both sides had changed the lock; it was made again"))
    note(_("taken and given") if done.given else _("taken") if done.taken else _("nothing new"))
    return Exit.OK
