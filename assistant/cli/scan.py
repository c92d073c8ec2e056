"""`hygie scan`: what is confidential in a text."""

from __future__ import annotations

import argparse
from typing import Any

from assistant import guard_wiring
from assistant.cli.inputs import exact, field, json_lines
from assistant.cli.output import plural_found, print_json, show
from assistant.cli.passphrases import of_history
from assistant.config import Layered
from assistant.counting import count
from assistant.errors import Exit, UserError
from assistant.types import Finding, Private
from assistant.visible import visible


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Scan one document (exit code 1 when something is found) or JSON lines (0)."""
    guard = guard_wiring.guard(layered.settings, of_history)
    count(layered.settings, "scan")
    if options.jsonl:
        return stream(lambda row: {"findings": _rows(guard.scan(Private(field(row, "text"))))})
    text = exact(options.file, "hygie scan -").text
    findings = guard.scan(text)
    if options.json:
        print_json({"findings": _rows(findings)})
    else:
        _show(text.reveal(), findings)
    return Exit.FINDINGS if findings else Exit.OK


def stream(answer: Any) -> int:  # noqa: ANN401  (a function from a line's object to result fields)
    """Answer each JSON line with its id; a bad line is answered with an error, and 2 is returned."""
    code = Exit.OK
    for row in json_lines():
        identity = row.get("id") if isinstance(row, dict) else None
        try:
            if isinstance(row, UserError):
                raise row
            print_json({"id": identity, **answer(row)})
        except UserError as error:
            print_json({"id": identity, "error": error.fields()})
            code = Exit.USAGE
    return code


def _rows(findings: list[Finding]) -> list[dict[str, object]]:
    return [finding_fields(finding) for finding in findings]


def finding_fields(finding: Finding) -> dict[str, object]:
    """Return a finding for JSON output; offsets count Unicode code points."""
    return {
        "start": finding.span.start, "end": finding.span.end, "kind": finding.kind.value,
        "score": round(finding.score, 3), "rule": finding.rule,
    }  # fmt: skip


def _show(text: str, findings: list[Finding]) -> None:
    line, at = 1, 0
    for finding in findings:
        start = finding.span.start
        line, at = line + text.count("\n", at, start), start
        column = start - text.rfind("\n", 0, start)
        value = visible(" ".join(text[start : finding.span.end].split()))
        show(f"{line}:{column}  {finding.kind:<12} {value}  ({finding.rule}, {finding.score:.2f})")
    print(plural_found(len(findings)))
