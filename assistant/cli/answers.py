"""How an answer, its checks and what was sent are shown or given as JSON."""

from __future__ import annotations

import sys
from collections import Counter
from textwrap import shorten

from assistant.destinations import place
from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.models.cards import ModelCard
from assistant.role_words import role_name
from assistant.sentences import said_of
from assistant.types import Answer, Request, Verdict
from assistant.verdicts import ADVICE, DOUBTFUL, SIGNS, tally
from assistant.visible import clean, visible

_SHOWN = 160
"""Characters of a doubtful sentence that are repeated, up to the end of a word."""


def fields(
    answer: Answer, request: Request, card: ModelCard, *, show_sent: bool
) -> dict[str, object]:
    """Return an answer for JSON output; offsets count code points of `answer`."""
    result: dict[str, object] = {
        "answer": answer.text.reveal(),
        "complete": answer.complete,
        "model": answer.model,
        "destination": card.destination.value,
        "language": request.rendered.language.value,
        "redactions": redaction_counts(request),
        "checks": [verdict_fields(verdict) for verdict in answer.verdicts],
        "warnings": [*answer.warnings, *answer.advice],
        "usage": {
            "prompt_tokens": answer.usage.prompt_tokens,
            "completion_tokens": answer.usage.completion_tokens,
        },
        "seconds": round(answer.seconds, 2),
    }
    if show_sent:
        result["sent"] = [{"role": m.role.value, "content": m.text} for m in answer.sent]
        result["received"] = answer.received.reveal()
    return result


def redaction_counts(request: Request) -> dict[str, int]:
    """Return how many spans were hidden, by kind."""
    redactions = request.proposal.redactions if request.proposal else ()
    return dict(Counter(r.finding.kind.value for r in redactions if r.action.hides))


def verdict_fields(verdict: Verdict) -> dict[str, object]:
    """Return a verdict for JSON output."""
    return {
        "start": verdict.claim.span.start,
        "end": verdict.claim.span.end,
        "kind": verdict.claim.kind.value,
        "sentence": verdict.claim.sentence,
        "status": verdict.status.value,
        "reason": verdict.reason,
        "check": verdict.check,
        "evidence": [
            {"source": e.source, "start": e.span.start, "end": e.span.end, "method": e.method}
            for e in verdict.evidence
        ],
    }


def show(answer: Answer, request: Request, card: ModelCard, *, show_sent: bool) -> None:
    """Print the checks of an answer that has been streamed already, and what was sent."""
    print()
    for verdict in answer.verdicts:
        if verdict.status in DOUBTFUL:
            span = verdict.claim.span
            text = shorten(answer.text.reveal()[span.start : span.end], _SHOWN, placeholder=" …")
            print(
                visible(f"{SIGNS[verdict.status]} {said_of(text, verdict.reason)}"),
                file=sys.stderr,
            )
    for warning in answer.warnings:
        print(visible(f"! {warning}"), file=sys.stderr)
    for advice in answer.advice:
        print(visible(f"{ADVICE} {advice}"), file=sys.stderr)
    print(_summary(answer, request, card), file=sys.stderr)
    if show_sent:
        print("\n" + _("What was sent:"), file=sys.stderr)
        for message in answer.sent:
            print(clean(f"[{role_name(message.role)}] {message.text}"), file=sys.stderr)


def _summary(answer: Answer, request: Request, card: ModelCard) -> str:
    hidden = sum(redaction_counts(request).values())
    return " · ".join(
        [
            f"{card.title}, {place(card.destination)}",
            ngettext("{n} value hidden", "{n} values hidden", hidden).format(n=hidden),
            ", ".join(tally(answer.verdicts)),
            f"{answer.seconds:.0f} s",
        ]
    )
