"""Applies reviewed redactions. The only place in hygie where `Safe` text is made."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import PolicyRefused
from assistant.i18n import _
from assistant.types import Action, Kind, Proposal, Redaction, Safe, SafeMessage
from guards import tripwire

_BLANK = "\0"


def seal(proposal: Proposal) -> tuple[SafeMessage, ...]:
    """Replace what the redactions say and pass the last gate; raises LeakPrevented or PolicyRefused."""
    redactions = proposal.redactions
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
    hidden = [r for r in redactions if r.action.hides]
    texts = _replaced(proposal, hidden)
    # What may stand there is blanked where it stands, so that it hides nothing elsewhere.
    blank = [Redaction(r.message, r.finding, r.original, _BLANK, r.action) for r in redactions]
    searched = _replaced(proposal, blank)
    tripwire.inspect(searched, {r.original for r in hidden if r.finding.kind is not Kind.LITERAL})
    return tuple(
        SafeMessage(message.role, Safe(text))
        for message, text in zip(proposal.messages, texts, strict=True)
    )


def _replaced(proposal: Proposal, redactions: Sequence[Redaction]) -> list[str]:
    own: list[list[Redaction]] = [[] for _ in proposal.messages]
    for redaction in redactions:
        own[redaction.message].append(redaction)
    pairs = zip(proposal.messages, own, strict=True)
    return [apply(message.text.reveal(), redactions) for message, redactions in pairs]


def apply(text: str, redactions: Sequence[Redaction]) -> str:
    """Return a text with the spans of its redactions replaced by their placeholders."""
    pieces: list[str] = []
    at = 0
    for redaction in sorted(redactions, key=lambda r: r.finding.span.start):
        span = redaction.finding.span
        pieces += [text[at : span.start], redaction.placeholder]
        at = span.end
    return "".join([*pieces, text[at:]])
