"""argparse in the person's language: its own words are looked up in Python's catalogue, which has no French."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from typing import Any

from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.visible import clean

_SAID = frozenset(
    {
        N_("usage: "),
        N_("positional arguments"),
        N_("options"),
        N_("show this help message and exit"),
        N_("argument %(argument_name)s: %(message)s"),
        N_("%(prog)s: error: %(message)s\n"),
        N_("unrecognized arguments: %s"),
        N_("the following arguments are required: %s"),
        N_("one of the arguments %s is required"),
        N_("invalid choice: %(value)r (choose from %(choices)s)"),
        N_("invalid %(type)s value: %(value)r"),
        N_("not allowed with argument %s"),
        N_("expected one argument"),
        N_("expected at least one argument"),
        N_("ignored explicit argument %r"),
        N_("ambiguous option: %(option)s could match %(matches)s"),
    }
)


class Parser(argparse.ArgumentParser):
    """A parser that names the command which a mistyped one resembles."""

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401
        # « hygie scan * » quotes the names of files, which others may have given.
        super()._print_message(clean(message), file)

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401
        verbs = isinstance(action, argparse._SubParsersAction)
        known = list(action.choices or ()) if verbs else []
        if known and value not in known and (near := get_close_matches(str(value), known, 1)):
            words = _("there is no such command; did you mean {name}?").format(name=near[0])
            raise argparse.ArgumentError(action, words)
        super()._check_value(action, value)


def speak() -> None:
    """Make argparse say these in the language chosen; what is not listed stays as it is."""
    argparse._ = _translated  # type: ignore[attr-defined]


def _translated(message: str) -> str:
    return _(message) if message in _SAID else message
