"""What the checks found of an answer, as a report to keep with the work it served."""

from __future__ import annotations

from dataclasses import replace

from assistant.check_report import Checked, markdown
from assistant.i18n import gettext as _
from assistant.second_look import SecondLook
from assistant.sources import asked, checked_against
from assistant.types import Answer, Request
from assistant.visible import visible


def report(answer: Answer, request: Request, second: SecondLook) -> str:
    """Return the answer's sentences with their verdicts, reasons and passages, in Markdown; as personal as they are."""
    sources = checked_against(request, answer.text.reveal())
    names = tuple(visible(source.name.reveal()) or _("pasted text") for source in sources)
    verdicts = tuple(
        replace(v, evidence=tuple(e for e in v.evidence if e.source < len(sources)))
        for v in answer.verdicts
    )
    advice = (*answer.warnings, *answer.advice)
    question = asked(request.typed or request.draft)
    checked = Checked(answer.text, names, sources, verdicts, advice, question, answer.model)
    return markdown(checked, second)
