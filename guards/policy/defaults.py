"""The built-in rules, safe without any file.

Dates, ages, amounts and public URLs carry the sense of a text and seldom name anyone: they stay
unless the rule says they do (a birth date).
Countries, capitals and people of history stay too. Everything else is hidden, also from a local model:
it costs nothing there and the answer is restored all the same.
"""

from __future__ import annotations

from assistant.kinds import SENSE
from assistant.types import Action, Destination, Finding

_PUBLIC_RULES = frozenset({"public_name"})
_NAMING_RULES = frozenset({"birth_date"})


def action(finding: Finding, destination: Destination) -> Action:
    """Return what happens to a finding that goes to a destination."""
    if finding.rule in _NAMING_RULES:
        return Action.PLACEHOLDER
    if finding.kind in SENSE or finding.rule in _PUBLIC_RULES:
        return Action.ALLOW
    return Action.PLACEHOLDER
