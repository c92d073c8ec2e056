"""From spots to redactions: what is written in the place of each value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.protocols import Vault
from assistant.types import Action, Kind, Mention, Private, Redaction, Style
from guards.policy.generalising import MASK, generalised
from guards.pseudonyms.placeholders import FORM, canonical
from guards.pseudonyms.surrogates.book import stands_apart
from guards.spots import Spot

# What is written in place of a value and never restored.
_IN_PLACE: dict[Action, Callable[[Kind, str], str]] = {
    Action.ALLOW: lambda kind, value: "",
    Action.GENERALISE: generalised,
    Action.MASK: lambda kind, value: MASK,
}


def redactions(texts: Sequence[str], decided: Sequence[Spot], vault: Vault) -> Iterator[Redaction]:
    """Yield the redactions of spots that are in order, each decided with all others in mind."""
    hidden = [_styled(spot, texts) for spot in decided if spot.action not in _IN_PLACE]
    markers = iter(vault.placeholders(hidden, texts))
    for spot in decided:
        value = spot.mention.value
        if write := _IN_PLACE.get(spot.action):
            text = write(spot.finding.kind, value.reveal())
            yield Redaction(spot.message, spot.finding, value, text, spot.action)
            continue
        marker = next(markers)
        if spot.mention.kind is not Kind.LITERAL or _misleads(value, vault):
            yield Redaction(spot.message, spot.finding, value, marker, spot.action)


def _styled(spot: Spot, texts: Sequence[str]) -> Mention:
    """The mention in the style of the policy; a stand-in must stand apart, to be known again."""
    if spot.action is not Action.PSEUDONYMISE or spot.mention.kind is Kind.LITERAL:
        return spot.mention
    span = spot.finding.span
    apart = stands_apart(texts[spot.message], span.start, span.end)
    return replace(spot.mention, style=Style.SURROGATE) if apart else spot.mention


def _misleads(literal: Private[str], vault: Vault) -> bool:
    """Whether the person's own text would be taken for a placeholder in the answer.

    A bare `CODE_1` in a program is left alone unless this conversation gave `{{CODE_1}}` out.
    """
    match = FORM.fullmatch(literal.reveal())
    return match is None or bool(match["open"]) or vault.original(canonical(match)) is not None
