"""A judge's requests, with sources that find room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.errors import NoRoom
from assistant.i18n import gettext as _
from assistant.judging.case import Case, excerpts
from assistant.judging.question import Manner
from assistant.pipeline import Pipeline
from assistant.retrieval import check_reach
from assistant.sources import sentence
from assistant.types import Draft, Private, Request, Task, Verdict


def prepared(carrier: Pipeline, case: Case, verdicts: Sequence[Verdict], manner: Manner) -> Request:
    """Prepare one request with whole sources, or with the closest places where they are too long.

    Raises PolicyRefused when a source may not go to the judge, NoRoom when nothing finds room.
    """
    check_reach(case.passages, carrier.destination)
    text = Private(manner.question([sentence(case.answer, v.claim.span) for v in verdicts]))
    draft = Draft("judge", Task.CHAT, text, case.sources)
    for documents in (case.sources, excerpts(verdicts, case.sources)):
        request = carrier.prepare(replace(draft, documents=documents), None, case.decided)
        if documents and len(request.rendered.calls) == 1:
            return request
    raise NoRoom(
        _("The sources are too long for this judge."),
        _("These sentences were not sent."),
        _("Give shorter sources, or a judge with a longer context: hygie models"),
    )
