"""`hygie models`: what can be asked here, and what is known of each model."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from assistant import figures, wiring
from assistant.cli.output import print_json, show
from assistant.config import Layered
from assistant.destinations import place
from assistant.errors import Exit
from assistant.i18n import gettext as _
from assistant.models.cards import ModelCard, catalogue, find, with_prices
from assistant.models.discovery import discover
from assistant.sentences import labelled


def run(options: argparse.Namespace, layered: Layered) -> int:
    """List models, or show one card."""
    if options.name:
        _card(with_prices(find(options.name)), as_json=options.json)
        return Exit.OK
    cards = catalogue() if options.all else discover()
    if options.json:
        print_json({"models": [_fields(card) for card in cards]})
        return Exit.OK
    chosen = wiring.model_card(layered.settings).name
    for card in cards:
        mark = "*" if card.name == chosen else " "
        show(f"{mark} {card.name:<36} {place(card.destination):<18} {card.title}")
    return Exit.OK


def _card(card: ModelCard, *, as_json: bool) -> None:
    if as_json:
        print_json(_fields(card))
        return
    labels = {
        _("name"): card.name, _("runs"): place(card.destination), _("context"): card.context_tokens,
        _("knowledge until"): card.knowledge_cutoff, _("licence"): card.licence,
        _("price in, per million tokens"): card.price_in,
        _("price out, per million tokens"): card.price_out,
    }  # fmt: skip
    show(card.title)
    for label, value in labels.items():
        show("  " + labelled(label, _written(value)))
    for limit in card.limits:
        show(f"  - {limit}")


def _written(value: str | float | None) -> str:
    if isinstance(value, str):
        return value
    return "?" if value is None else figures.number(value, 2 * isinstance(value, float))


def _fields(card: ModelCard) -> dict[str, object]:
    return {**asdict(card), "destination": card.destination.value}
