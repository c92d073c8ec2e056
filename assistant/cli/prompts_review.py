"""`hygie prompts review`: what to look at in a prompt from elsewhere, before approving it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from assistant import prompt_wiring
from assistant.cli.output import note, print_json
from assistant.config import Layered
from assistant.errors import Exit
from assistant.i18n import gettext as _
from prompts.review.findings import Report, Weight
from prompts.review.reviewing import review_path


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Review prompts, files or folders; exit code 1 when something dangerous was found."""
    reports = {name: review_path(_path(options, name)) for name in options.names}
    if options.json:
        print_json({"reviews": [_fields(name, report) for name, report in reports.items()]})
    else:
        for name, report in reports.items():
            _show(name, report)
        note(_("A review can miss things: read the text yourself before you approve it."))
    return Exit.FINDINGS if any(report.dangerous for report in reports.values()) else Exit.OK


def _path(options: argparse.Namespace, name: str) -> Path:
    path = Path(name)
    if path.exists():
        return path
    found = prompt_wiring.stack(options.library).find(name)
    return found.library.root / found.entry.path


def _fields(name: str, report: Report) -> dict[str, object]:
    return {"name": name, "dangerous": report.dangerous, **asdict(report)}


def _show(name: str, report: Report) -> None:
    verdict = _("dangerous") if report.dangerous else _("nothing dangerous was found")
    print(f"{name}: {verdict}")
    for finding in report.findings:
        mark = "!" if finding.weight is Weight.DANGER else "·"
        print(f"  {mark} {finding.file}:{finding.line} {finding.reason}")
        if finding.excerpt:
            print(f"      {finding.excerpt}")
    print("  " + _("examined: {files}").format(files=", ".join(report.examined) or "-"))
    print("  " + _("not examined: {files}").format(files=", ".join(report.not_examined) or "-"))
