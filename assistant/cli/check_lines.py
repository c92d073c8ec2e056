"""`hygie check --jsonl`: many answers, each a line with its sources."""

from __future__ import annotations

from collections import Counter
from typing import Any

from assistant import wiring
from assistant.cli.inputs import field
from assistant.cli.scan import stream
from assistant.config import Settings
from assistant.counting import count
from assistant.errors import UserError
from assistant.i18n import gettext as _
from assistant.types import Document, Private, Verdict
from assistant.verdicts import by_outcome


def run(settings: Settings) -> int:
    """Check an answer a line, and write a report a line; what a line lacks is told in its place."""
    checked = Counter[str]()

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        verdicts = _verdicts(row)
        checked.update(by_outcome(verdicts))
        found = {**wiring.check_report(str(row.get("id")), verdicts), "id": row.get("id")}
        if isinstance(question := row.get("question"), str):
            found["subject"] = wiring.check_profile(Private(question)).subject
        return found

    try:
        return stream(answer)
    finally:
        count(settings, "check", checked=checked)


def _verdicts(row: dict[str, Any]) -> tuple[Verdict, ...]:
    given = row.get("sources")
    if not isinstance(given, list) or not all(isinstance(source, str) for source in given):
        raise UserError(
            _("The field {name} is missing or is not a list of texts.").format(name="sources"),
            _("The line was left out."),
        )
    answer = Private(field(row, "answer"))
    sources = [Document(Private(""), Private(source)) for source in given]
    question = row.get("question")
    asked = Private(question if isinstance(question, str) else "")
    return wiring.checker().check(answer, sources, asked)
