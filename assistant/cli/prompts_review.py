"""`hygie prompts review`: what to look at in a prompt from elsewhere, before approving it."""

from __future__ import annotations

import argparse
import contextlib
from dataclasses import asdict
from pathlib import Path

from assistant import prompt_wiring
from assistant.cli.output import note, print_json, show
from assistant.config import Layered
from assistant.errors import Exit
from assistant.i18n import gettext as _
from assistant.sentences import labelled
from prompts.errors import PromptError
from prompts.format.reading import read
from prompts.library.entries import SUFFIX
from prompts.library.stack import Stack
from prompts.review.findings import Report, Weight
from prompts.review.reviewing import review_path, review_prompt


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Review prompts, files or folders; exit code 1 when something dangerous was found."""
    stack = prompt_wiring.stack(options.library)
    reports = {name: _report(stack, name) for name in options.names}
    if options.json:
        print_json({"reviews": [_fields(name, report) for name, report in reports.items()]})
    else:
        for name, report in reports.items():
            _show(name, report)
        note(_("A review can miss things: read the text yourself before you approve it."))
    return Exit.FINDINGS if any(report.dangerous for report in reports.values()) else Exit.OK


def _report(stack: Stack, name: str) -> Report:
    path = Path(name)
    if not path.exists():
        found = stack.find(name)
        return review_prompt(found.entry.path, found.prompt, stack)
    if path.is_file() and path.suffix == SUFFIX:
        with contextlib.suppress(PromptError):  # what cannot be read as a prompt is text
            return review_prompt(path.name, read(path), stack)
    return review_path(path)


def _fields(name: str, report: Report) -> dict[str, object]:
    return {"name": name, "dangerous": report.dangerous, **asdict(report)}


def _show(name: str, report: Report) -> None:
    verdict = _("dangerous") if report.dangerous else _("nothing dangerous was found")
    show(labelled(name, verdict))
    for finding in report.findings:
        mark = "!" if finding.weight is Weight.DANGER else "·"
        show(f"  {mark} {finding.file}:{finding.line} {finding.reason}")
        if finding.excerpt:
            show(f"      {finding.excerpt}")
    show("  " + _("examined: {files}").format(files=", ".join(report.examined) or "-"))
    show("  " + _("not examined: {files}").format(files=", ".join(report.not_examined) or "-"))
