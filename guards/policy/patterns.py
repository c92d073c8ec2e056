"""A policy's own patterns as recognisers: file numbers, product codes, whatever the house writes its way."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.errors import GuardError
from assistant.i18n import _
from guards.detection.rule import Rule
from guards.policy.model import PolicyPattern


class PatternRule(Rule):
    """A pattern that nobody of hygie has read: short of time, and named when it takes too much."""

    seconds = 2.0

    def timed_out(self) -> GuardError:
        """The error that names the pattern."""
        return GuardError(
            _("The pattern {name} of the policy takes too long on this text.").format(
                name=self.name
            ),
            _("Nothing was sent."),
            _("Simplify it: no repetition inside a repetition. Try it: hygie policy explain"),
        )


def recognisers(patterns: Iterable[PolicyPattern]) -> tuple[PatternRule, ...]:
    """Return what finds the patterns."""
    return tuple(
        PatternRule(
            one.name, one.kind, one.pattern, score=one.confidence,
            context="|".join(one.context), ignore_case=one.ignore_case,
        )
        for one in patterns
    )  # fmt: skip
