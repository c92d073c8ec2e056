"""What is said of an answer before a person reads it: verdicts on its sentences, faults, known limits."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant import limits, log
from assistant.answer_faults import faults
from assistant.i18n import _
from assistant.protocols import Checker, Clock
from assistant.retrieval import only_not_there, supporting
from assistant.sources import asked, checked_against
from assistant.types import Answer, Draft, Request, Verdict


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks answers; `cutoff` (YYYY-MM) is until when the model learnt, where its maker says so."""

    checker: Checker
    clock: Clock
    cutoff: str | None

    async def checked(self, request: Request, answer: Answer) -> Answer:
        """Return an answer with all that is said of it; one that was paid for is never lost."""
        sources = checked_against(request, answer.text.reveal())
        failed: tuple[str, ...] = ()
        verdicts: tuple[Verdict, ...]
        try:
            verdicts = await asyncio.to_thread(
                self.checker.check, answer.text, sources, asked(_own(request))
            )
            caution = self._caution(request, verdicts)
        except Exception as error:  # noqa: BLE001
            log.crash(error)
            verdicts, caution = (), ""
            failed = (_("The checks failed: nothing in this answer was verified."),)
        cited = answer.cited or supporting(verdicts, len(request.passages))
        # The order beside passages of notes names languages, and is no word of the person's.
        own = replace(request.draft, text=_own(request).text)
        seen = faults(answer.text.reveal(), own, request.rendered)
        told = self._limits(request, answer, bool(sources))
        warnings = (*answer.warnings, *seen, *failed)
        advice = (*filter(None, [caution]), *told)
        return replace(answer, verdicts=verdicts, cited=cited, warnings=warnings, advice=advice)

    def _caution(self, request: Request, verdicts: Sequence[Verdict]) -> str:
        """Return what to do before use on a sensitive subject; there is none of « not in your notes »."""
        if request.passages and only_not_there(verdicts):
            return ""
        return self.checker.caution(_own(request).text, verdicts)

    def _limits(self, request: Request, answer: Answer, has_sources: bool) -> tuple[str, ...]:
        """Return what this model is known to do badly of what was asked."""
        question = _own(request).text.reveal()
        today = date.fromtimestamp(self.clock.now())
        return limits.notices(
            limits.Asked(question, has_sources, self.cutoff, today), answer.text.reveal()
        )


def _own(request: Request) -> Draft:
    """Return the draft as the person wrote it: what hygie adds to a question of one's notes is no part of it."""
    return request.typed or request.draft
