"""`hygie prompts lock|approve`: what prompts are, and who vouches for those from elsewhere."""

from __future__ import annotations

import argparse
import getpass
import time
from dataclasses import asdict
from pathlib import Path

from assistant import prompt_wiring
from assistant.cli.output import note, print_json, show
from assistant.config import Layered
from assistant.errors import Exit
from assistant.folders import named_place
from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, UntrustedError
from prompts.reproduce import lock, trust
from prompts.review.reviewing import review_prompt
from prompts.sharing.git import git


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Write or check the lock, or approve one prompt."""
    return _approve(options) if options.verb == "approve" else _lock(options)


def _lock(options: argparse.Namespace) -> int:
    stack = prompt_wiring.stack(str(prompt_wiring.target(options.library)))
    library = stack.libraries[0]
    drift = lock.drift(stack, library)
    check = options.verb == "check" or options.check
    if not check:
        lock.write_lock(library.root, lock.make_lock(stack, library))
    if options.json:
        print_json({"library": str(library.root), "drift": [asdict(d) for d in drift]})
    else:
        words = {
            "new": _("new"), "gone": _("gone"), "reworded": _("reworded"), "changed": _("changed"),
        }  # fmt: skip
        for item in drift:
            show(f"{words[item.what]:<10} {item.path}")
        if check and drift:
            note(_("read what changed, then write it down: hygie prompts lock"))
        if not drift:
            show(_("Every prompt is as the lock says."))
    return Exit.MISSING if check and drift else Exit.OK


def _approve(options: argparse.Namespace) -> int:
    stack = prompt_wiring.stack(options.library)
    found = stack.find(options.name)
    if found.library.root == prompt_wiring.STARTER:
        # Its lock is hygie's own file: what comes with the program is vouched for with it.
        raise PromptError(
            _("“{name}” comes with hygie and needs no approval.").format(name=found.entry.identity),
            _("Nothing was changed."),
        )
    report = review_prompt(found.entry.path, found.prompt, stack)
    findings = [f for f in report.findings if f.weight == "danger"]
    if findings and not options.anyway:
        raise UntrustedError(
            _("The review found something dangerous: {reason}.").format(reason=findings[0].reason),
            _("Nothing was approved."),
            _("Read it: hygie prompts review {name}. To approve it all the same: --anyway").format(
                name=found.entry.identity
            ),
            Place(findings[0].file, findings[0].line),
        )
    by = options.by or _name(found.library.root)
    key = named_place(options.key) if options.key else None
    trust.approve(stack, found, by, time.time(), key)
    if options.json:
        print_json({"approved": found.entry.path, "by": by})
    else:
        show(_("Approved in its present form: {name}").format(name=found.entry.identity))
    return Exit.OK


def _name(root: Path) -> str:
    """The person's name in git, else that of the account."""
    try:
        return git(root, "config", "user.name").out.strip() or getpass.getuser()
    except PromptError:
        return getpass.getuser()
