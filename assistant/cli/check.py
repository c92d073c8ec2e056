"""`hygie check`: an answer against its sources."""

from __future__ import annotations

import argparse
from typing import Any

from assistant import wiring
from assistant.cli.answers import verdict_fields
from assistant.cli.inputs import document, field
from assistant.cli.output import print_json
from assistant.cli.scan import stream
from assistant.config import Layered
from assistant.errors import Exit, UserError
from assistant.i18n import gettext as _
from assistant.types import Document, Private, Verdict
from assistant.verdicts import DOUBTFUL, SIGNS
from assistant.visible import visible


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Check one answer (exit code 1 when something is doubtful) or JSON lines (0)."""
    if options.jsonl:
        return stream(_row)
    if not options.sources:
        raise UserError(_("No source was given."), action=_("Name the sources: --sources FILE…"))
    answer = document(options.answer).text
    sources = [document(name) for name in options.sources]
    verdicts = wiring.checker().check(answer, sources)
    if options.json:
        print_json({"claims": [verdict_fields(verdict) for verdict in verdicts]})
    else:
        _show(answer.reveal(), verdicts)
    return Exit.FINDINGS if any(v.status in DOUBTFUL for v in verdicts) else Exit.OK


def _row(row: dict[str, Any]) -> dict[str, Any]:
    given = row.get("sources")
    if not isinstance(given, list) or not all(isinstance(source, str) for source in given):
        raise UserError(
            _("The field {name} is missing or is not a list of texts.").format(name="sources"),
            _("The line was left out."),
        )
    answer = Private(field(row, "answer"))
    sources = [Document(Private(""), Private(source)) for source in given]
    return {**wiring.check_report(str(row.get("id")), answer, sources), "id": row.get("id")}


def _show(text: str, verdicts: tuple[Verdict, ...]) -> None:
    for verdict in verdicts:
        span = verdict.claim.span
        shown = visible(" ".join(text[span.start : span.end].split()))
        if verdict.claim.kind == "statement":
            print(f"{SIGNS[verdict.status]} {shown}")
        elif verdict.status in DOUBTFUL:
            print(f"    {SIGNS[verdict.status]} {shown}: {visible(verdict.reason)}")
