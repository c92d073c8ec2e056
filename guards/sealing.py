"""Applies reviewed redactions. The only place in hygie where `Safe` text is made."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import PolicyRefused
from assistant.i18n import _
from assistant.types import Action, Kind, Private, Proposal, Redaction, Safe, SafeMessage
from guards import tripwire


def seal(proposal: Proposal, redactions: Sequence[Redaction]) -> tuple[SafeMessage, ...]:
    """Replace what the redactions say and pass the last gate; raises LeakPrevented or PolicyRefused."""
    if any(r.action is Action.BLOCK for r in redactions):
        raise PolicyRefused(
            _("The policy forbids sending what this text holds."),
            _("Nothing was sent."),
            _("Remove the passage, or choose a model that the policy allows for it."),
        )
    if any(r.action is Action.ASK for r in redactions):
        raise PolicyRefused(
            _("The policy asks a person to decide about something in this text."),
            _("Nothing was sent."),
            _("Review the text and decide; in a script, use --review."),
        )
    hidden = [r for r in redactions if r.action is not Action.ALLOW]
    texts = [
        apply(message.text.reveal(), [r for r in hidden if r.message == index])
        for index, message in enumerate(proposal.messages)
    ]
    allowed = {r.original for r in redactions if r.action is Action.ALLOW}
    secret = {r.original for r in hidden if r.finding.kind is not Kind.LITERAL} - allowed
    tripwire.inspect(texts, secret, {*allowed, *(Private(r.placeholder) for r in hidden)})
    return tuple(
        SafeMessage(message.role, Safe(text))
        for message, text in zip(proposal.messages, texts, strict=True)
    )


def apply(text: str, redactions: Sequence[Redaction]) -> str:
    """Return a text with the spans of its redactions replaced by their placeholders."""
    pieces: list[str] = []
    at = 0
    for redaction in sorted(redactions, key=lambda r: r.finding.span.start):
        span = redaction.finding.span
        pieces += [text[at : span.start], redaction.placeholder]
        at = span.end
    return "".join([*pieces, text[at:]])
