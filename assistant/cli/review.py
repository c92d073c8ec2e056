"""Review in a plain terminal: what would be hidden, by number; toggle, add, send or stop."""

from __future__ import annotations

import sys

from assistant.errors import PolicyRefused
from assistant.i18n import gettext as _
from assistant.types import Action, Kind, Private, Proposal, Redaction, Review
from assistant.visible import visible


def review_at_terminal(proposal: Proposal, title: str) -> Review:
    """Ask the person; return their decisions, or raise PolicyRefused when they say no."""
    entities = distinct(proposal)
    actions: dict[Private[str], Action] = {}
    added: list[tuple[Private[str], Kind]] = []
    while True:
        _list(entities, actions, added, title)
        answer = _line(_("[Enter] send, number: hide or show, + text: hide this too, n: stop > "))
        if answer == "":
            return Review(actions, tuple(added))
        if answer.lower() in ("n", "q", "non", "no"):
            raise PolicyRefused(_("Stopped at the review."), _("Nothing was sent."))
        if answer.startswith("+") and answer[1:].strip():
            added.append((Private(answer[1:].strip()), Kind.COMPANY_TERM))
        elif answer.isdigit() and 1 <= int(answer) <= len(entities):
            toggle(actions, entities[int(answer) - 1])


def distinct(proposal: Proposal) -> list[Redaction]:
    """Return one redaction for each distinct value, in order of appearance."""
    seen: dict[tuple[Kind, Private[str]], Redaction] = {}
    for redaction in proposal.redactions:
        seen.setdefault((redaction.finding.kind, redaction.original), redaction)
    return list(seen.values())


def toggle(actions: dict[Private[str], Action], redaction: Redaction) -> None:
    """Turn a value from hidden to shown or back."""
    current = actions.get(redaction.original, redaction.action)
    hidden = current.hides
    actions[redaction.original] = Action.ALLOW if hidden else Action.PLACEHOLDER


def _list(
    entities: list[Redaction],
    actions: dict[Private[str], Action],
    added: list[tuple[Private[str], Kind]],
    title: str,
) -> None:
    print(_("What would be hidden from {model}:").format(model=title), file=sys.stderr)
    for number, redaction in enumerate(entities, 1):
        hidden = actions.get(redaction.original, redaction.action).hides
        value = visible(" ".join(redaction.original.reveal().split()))
        mark = "[x]" if hidden else "[ ]"
        print(f"  {number:>3} {mark} {redaction.finding.kind:<12} {value}", file=sys.stderr)
    for term, _kind in added:
        print(f"    + [x] {term.reveal()}", file=sys.stderr)


def _line(prompt: str) -> str:
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise PolicyRefused(_("Stopped at the review."), _("Nothing was sent."))
    return line.strip()
