"""The commands as a tree, read off the parser: what completion and the manual are made from."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One option or argument; `names` is empty for an argument that stands by its place."""

    names: tuple[str, ...]
    value: str
    help: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """One command with its options; `path` from « hygie » down."""

    path: tuple[str, ...]
    help: str
    options: tuple[Option, ...]
    verbs: tuple[str, ...]


def commands(
    parser: argparse.ArgumentParser, path: tuple[str, ...] = ("hygie",)
) -> Iterator[Command]:
    """Yield a parser and every parser below it, in the order they were added."""
    below = next(
        (a for a in parser._actions if isinstance(a, argparse._SubParsersAction)), None
    )  # argparse has no public way to walk its tree
    children: dict[str, argparse.ArgumentParser] = dict(below.choices) if below else {}
    options = tuple(
        _option(a) for a in parser._actions if a is not below and a.help != argparse.SUPPRESS
    )
    yield Command(path, parser.description or "", options, tuple(children))
    for name, child in children.items():
        yield from commands(child, (*path, name))


def _option(action: argparse.Action) -> Option:
    takes = action.nargs != 0 and not isinstance(
        action, (argparse._HelpAction, argparse._StoreTrueAction)
    )
    name = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    choices = tuple(str(choice) for choice in action.choices or ())
    value = ("|".join(choices) or name) if takes else ""
    return Option(
        tuple(action.option_strings), value, (action.help or "").replace("%%", "%"), choices,
    )  # fmt: skip
