"""How conversations, turns and finds are shown, or given as JSON."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from enum import Enum
from typing import Any

from assistant.cli.output import note, print_json
from assistant.destinations import place
from assistant.i18n import gettext as _
from assistant.role_words import role_name
from assistant.store.records import Conversation, Found, Turn
from assistant.types import Private, Role
from assistant.verdicts import ADVICE
from assistant.visible import clean, visible

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def plain(record: object) -> dict[str, Any]:
    """Return a record for JSON, texts revealed: it goes to the person who asked for it."""
    return {f.name: _value(getattr(record, f.name)) for f in fields(record)}  # type: ignore[arg-type]


def _value(value: object) -> object:
    if isinstance(value, Private):
        return value.reveal()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return value


def moment(at: float) -> str:
    """Return a time as people of this machine read it."""
    return datetime.fromtimestamp(at).astimezone().strftime("%Y-%m-%d %H:%M")


def listed(found: Sequence[Conversation], count: int, *, as_json: bool) -> None:
    """List conversations."""
    if as_json:
        print_json({"conversations": [plain(each) for each in found], "total": count})
        return
    for each in found:
        tags = "".join(f" #{visible(name)}" for name in each.tags)
        print(
            f"{each.key}  {moment(each.updated)}  {each.turns:>3}  {visible(each.title.reveal())}{tags}"
        )
    if count > len(found):
        note(_("{n} of {total}; --limit shows more").format(n=len(found), total=count))
    if not count:
        note(_("there is no conversation yet"))


def shown(conversation: Conversation, turns: Sequence[Turn], *, sent: bool, as_json: bool) -> None:
    """Show a conversation, or what left of it."""
    if as_json:
        print_json({**plain(conversation), "turns": [plain(turn) for turn in turns]})
        return
    print(visible(conversation.title.reveal()))
    for turn in turns:
        print(f"\n--- {turn.number} · {moment(turn.at)} · {turn.model}, {place(turn.destination)}")
        for name in turn.documents:
            print(f"[{visible(name.reveal())}]")
        for text in _parts(turn, sent=sent):
            print(clean(text))
        for warning in turn.warnings:
            sign = "" if warning.startswith(ADVICE) else "! "  # advice is kept with its own
            print(f"{sign}{visible(warning)}")


def _parts(turn: Turn, *, sent: bool) -> list[str]:
    if sent:
        return [f"[{role_name(Role(role))}] {text}" for role, text in turn.sent] + [
            "",
            turn.received.reveal(),
        ]
    return [turn.question.reveal(), "", turn.answer.reveal()]


def found(finds: Sequence[Found], *, as_json: bool) -> None:
    """List what a search found, the words that fit in bold on a terminal."""
    if as_json:
        print_json({"found": [plain(each) for each in finds]})
        return
    bold = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for each in finds:
        print(f"{each.conversation}:{each.turn}  {moment(each.at)}  {visible(each.title.reveal())}")
        print(f"    {_marked(each) if bold else visible(each.extract.reveal())}")
    if not finds:
        note(_("nothing was found"))


def _marked(each: Found) -> str:
    text, at, pieces = each.extract.reveal(), 0, []
    for start, stop in each.marks:
        pieces += [visible(text[at:start]), _BOLD, visible(text[start:stop]), _PLAIN]
        at = stop
    return "".join([*pieces, visible(text[at:])])


def done(options: argparse.Namespace, key: str, message: str) -> None:
    """Say that a conversation was changed; `message` has a field {id}."""
    if options.json:
        print_json({"id": key})
    else:
        print(message.format(id=key))
