"""The review of the command line: questions on standard error, answers on standard input."""

from __future__ import annotations

import sys
from functools import partial

from assistant.cli import policy_rules
from assistant.config import Settings
from assistant.decisions import leaving
from assistant.i18n import gettext as _
from assistant.linear_review import Dialogue, review_by_lines
from assistant.types import Proposal, Review, Role
from assistant.visible import visible


def review_at_terminal(proposal: Proposal, title: str, settings: Settings) -> Review:
    """Show what leaves and ask the person; return their decisions, or raise PolicyRefused."""
    _show(_("What would leave, as the guard proposes:"))
    for number, message in enumerate(proposal.messages):
        if message.role is not Role.SYSTEM:
            _show(visible(leaving(proposal, number)))
    _show("")
    keep = partial(policy_rules.keep, settings)
    return review_by_lines(proposal, title, Dialogue(_show, _read, keep))


def _show(line: str) -> None:
    print(line, file=sys.stderr)


def _read(prompt: str) -> str | None:
    print(prompt, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline() or None
