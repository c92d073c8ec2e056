"""`hygie prompts trust`: whom a library trusts, and whether that is what you accepted."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from assistant import prompt_wiring
from assistant.cli.output import note, print_json, show
from assistant.config import Layered
from assistant.errors import Exit
from assistant.i18n import gettext as _
from prompts.reproduce.pins import Trust, accept, known, stated


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Show it, or accept it as it is now; exit code 1 when it has changed."""
    library = prompt_wiring.library(prompt_wiring.target(options.library))
    now = accept(library) if options.accept else stated(library)
    before = known(library)
    changed = before not in (None, now)
    if options.json:
        accepted = asdict(before) if before else None
        print_json({"library": str(library.root), **asdict(now), "accepted": accepted})
    else:
        _show(now)
        if changed and before:
            show(_("You accepted:"))
            _show(before)
            note(_("to accept the change: hygie prompts trust --accept"))
    return Exit.FINDINGS if changed else Exit.OK


def _show(trust: Trust) -> None:
    yes, no = _("yes"), _("no")
    show(_("approval needed: {answer}").format(answer=yes if trust.approval else no))
    show(_("signature needed: {answer}").format(answer=yes if trust.signers else no))
    for line in filter(str.strip, trust.keys.split("\n")):
        show(_("key: {line}").format(line=line.strip()))
