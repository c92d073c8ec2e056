"""The built-in rules, safe without any file.

Dates, ages, amounts and public URLs carry the sense of a text and seldom name anyone: they stay
unless the rule says they do (a birth date).
Countries, capitals and people of history stay too. Everything else is hidden, also from a local model:
it costs nothing there and the answer is restored all the same.
"""

from __future__ import annotations

from assistant.kinds import RISKY, SENSE
from assistant.types import Action, Destination, Finding, Kind

_PUBLIC_RULES = frozenset({"public_name"})
_NAMING_RULES = frozenset({"birth_date"})


def action(finding: Finding, destination: Destination) -> Action:
    """Return what happens to a finding that goes to a destination."""
    if finding.rule in _NAMING_RULES:
        return Action.PLACEHOLDER
    if finding.kind in SENSE or finding.rule in _PUBLIC_RULES:
        return Action.ALLOW
    return Action.PLACEHOLDER


_HIDDEN_WITHIN = RISKY | {
    Kind.BANK_ACCOUNT, Kind.COMPANY_TERM, Kind.ID_DOC, Kind.LITERAL, Kind.TAX_ID,
}  # fmt: skip


def action_within(finding: Finding, _destination: Destination) -> Action:
    """Return what happens to a finding that only a model inside this process reads, for a judgement.

    Its text leaves nowhere and nothing of it is answered, so that names need not be hidden: behind placeholders
    the embedded models tell contradictions less well (docs/en/checks.md). Terms that someone listed stay hidden.
    """
    return Action.PLACEHOLDER if finding.kind in _HIDDEN_WITHIN else Action.ALLOW
