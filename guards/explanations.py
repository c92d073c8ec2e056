"""« Why was this hidden? »: a finding and the policy's decision in the person's words."""

from __future__ import annotations

from assistant.action_words import word
from assistant.i18n import _
from assistant.kinds import label
from assistant.types import Finding
from guards.policy.decisions import Decision

_CERTAIN = 0.97
_LIKELY = 0.75
_GIVEN = ("person", "company_list", "literal", "public_name")  # nothing was guessed


def explained(finding: Finding, decision: Decision) -> tuple[str, ...]:
    """Return sentences: what found it, how sure that is, and which rule decided. No text is quoted."""
    return tuple(filter(None, (_by(finding), _sure(finding), _decided(decision))))


def _by(finding: Finding) -> str:
    if finding.rule == "ner":
        return _("A language model took it for: {kind}.").format(kind=label(finding.kind))
    if finding.rule in ("known_name", "known_value"):
        return _("It was found elsewhere in this request as: {kind}.").format(
            kind=label(finding.kind)
        )
    if finding.rule == "company_list":
        return _("It is on your company's list.")
    if finding.rule == "person":
        return _("You asked for it.")
    if finding.rule == "literal":
        return _("It looks like a placeholder and must come back as it is.")
    if finding.rule == "public_name":
        return _("It is common knowledge.")
    return _("The rule {rule} found: {kind}.").format(rule=finding.rule, kind=label(finding.kind))


def _sure(finding: Finding) -> str:
    if finding.rule in _GIVEN:
        return ""
    if finding.score >= _CERTAIN:
        return _("This is certain: the form or the check digit fits.")
    return _("This is likely.") if finding.score >= _LIKELY else _("This is a guess.")


def _decided(decision: Decision) -> str:
    if decision.layer == "person":
        return _("You decided so once and for all: {action}.").format(action=word(decision.action))
    if not decision.rule:
        return _("The built-in rules decided: {action}.").format(action=word(decision.action))
    said = _("Rule {number} of the policy {layer} decided: {action}.").format(
        number=decision.rule, layer=decision.layer, action=word(decision.action)
    )
    return f"{said} {decision.why}".strip()
