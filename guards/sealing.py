"""Applies reviewed redactions. The only place in hygie where `Safe` text is made."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import PolicyRefused
from assistant.i18n import _
from assistant.types import Action, Kind, Proposal, Redaction, Safe, SafeMessage
from guards import open_points, tripwire
from guards.absences import Absences

_BLANK = "\0"


def seal(proposal: Proposal, absences: Absences | None = None) -> tuple[SafeMessage, ...]:
    """Replace what the redactions say and pass the last gate; raises LeakPrevented or PolicyRefused.

    `absences` are what the gate sought before in this conversation.
    """
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
            " ".join((_("Nothing was sent."), open_points.named(proposal))),
            _(
                "Review the text and decide: on the screens, or with hygie ask --review. hygie protect asks"
                " nobody: take these passages out first, or name a nearer destination (--to local)."
                " hygie policy explain names the rule."
            ),
        )
    own = by_message(proposal)
    pairs = [(m.text.reveal(), r) for m, r in zip(proposal.messages, own, strict=True)]
    texts = [apply(text, [r for r in each if r.action.hides]) for text, each in pairs]
    # What may stand there is blanked where it stands, so that it hides nothing elsewhere.
    searched = [apply(text, each, _BLANK) for text, each in pairs]
    sought = (r for r in redactions if r.action.hides and r.finding.kind is not Kind.LITERAL)
    tripwire.inspect(searched, {r.original for r in sought}, absences)
    return tuple(
        SafeMessage(message.role, Safe(text))
        for message, text in zip(proposal.messages, texts, strict=True)
    )


def by_message(proposal: Proposal) -> list[list[Redaction]]:
    """Return the redactions of each message."""
    own: list[list[Redaction]] = [[] for _ in proposal.messages]
    for redaction in proposal.redactions:
        own[redaction.message].append(redaction)
    return own


def apply(text: str, redactions: Sequence[Redaction], written: str | None = None) -> str:
    """Return a text with the spans of its redactions replaced by their placeholders, or by what is `written`."""
    if not redactions:
        return text
    pieces: list[str] = []
    at = 0
    for redaction in sorted(redactions, key=lambda r: r.finding.span.start):
        span = redaction.finding.span
        pieces += [text[at : span.start], redaction.placeholder if written is None else written]
        at = span.end
    return "".join([*pieces, text[at:]])
