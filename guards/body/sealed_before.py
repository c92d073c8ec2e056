"""Placeholders of a guard that sealed the request before this one: they stay, and come back, as they are.

Their numbers are not given out again. One that this conversation gave to a value of its own already is
hidden as any text that looks like a placeholder is, so that each comes back exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.types import Kind, Proposal
from guards.pseudonyms.placeholders import FORM, canonical, parsed
from guards.pseudonyms.vault import MemoryVault


def left(texts: Iterable[str], vault: MemoryVault) -> frozenset[str]:
    """Return the placeholders that may stay, with their numbers reserved."""
    found = [match for text in texts for match in FORM.finditer(text)]
    names = {canonical(match) for match in found}
    own = {name for name in names if vault.original(name) is not None}
    for match in found:
        if (marker := parsed(match)) and canonical(match) not in own:
            vault.reserve(marker)
    return frozenset(names - own)


def without(proposal: Proposal, placeholders: frozenset[str]) -> Proposal:
    """Return the proposal with these placeholders left where they stand."""

    def stays(kind: Kind, text: str) -> bool:
        match = FORM.fullmatch(text)
        return kind is Kind.LITERAL and match is not None and canonical(match) in placeholders

    kept = (r for r in proposal.redactions if not stays(r.finding.kind, r.original.reveal()))
    return replace(proposal, redactions=tuple(kept)) if placeholders else proposal
