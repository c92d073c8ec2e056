"""argparse in the person's language: its own words are looked up in Python's catalogue, which has no French."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NoReturn, TypeVar

from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.visible import clean

_Action = TypeVar("_Action", bound=argparse.Action)
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
        N_("not allowed with argument %s"),
        N_("expected one argument"),
        N_("expected at least one argument"),
        N_("ignored explicit argument %r"),
        N_("ambiguous option: %(option)s could match %(matches)s"),
    }
)

_VALUES = frozenset(
    {
        N_("ADDRESS"), N_("ANSWER"), N_("CASES"), N_("COLLECTION"),
        N_("DAY"), N_("DAYS"), N_("DIR"), N_("DOCUMENT[#HEADING|#^BLOCK]|ID"), N_("FILE"),
        N_("FOLDER"), N_("FORMAT"), N_("HOURS"), N_("KEY"), N_("KIND"), N_("MODEL"),
        N_("MODELS"), N_("NAME"), N_("NOTE"), N_("PATH"), N_("PORT"), N_("QUESTION"), N_("ROLE"),
        N_("RUN"), N_("TAG"), N_("TEAM"), N_("TERM"), N_("TEXT"), N_("TITLE"), N_("VALUE"),
        N_("WORD"),
    }
)  # fmt: skip
"""What stands for a value that is to be typed; letters (N, ID, A, URL) are the same in each language."""


class Parser(argparse.ArgumentParser):
    """A parser whose words are the person's, and that names the command which a mistyped one resembles."""

    def _add_action(self, action: _Action) -> _Action:
        # Every option comes through here, those of a group too: no place of a value stays English.
        if action.nargs != 0 and action.choices is None:
            action.metavar = _value(str(action.metavar or action.dest.upper()))
        return super()._add_action(action)

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401
        # « hygie scan * » quotes the names of files, which others may have given.
        super()._print_message(clean(message), file)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401
        """Refuse what is unknown here, with the usage of this command: argparse leaves it to the whole program's."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(_("unrecognized arguments: %s") % " ".join(unknown) + self._nearest(unknown))
        return found, []

    def _nearest(self, unknown: Sequence[str]) -> str:
        typed = [word.partition("=")[0] for word in unknown if word.startswith("--")]
        for word in typed:
            if near := get_close_matches(word, self._option_string_actions, 1):
                return ". " + _("Did you mean {name}?").format(name=near[0])
        return ""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave; « VERB » alone would tell nobody which ones there are."""
        verbs = next((a for a in self._actions if isinstance(a, argparse._SubParsersAction)), None)
        if verbs is not None and message.endswith(f" {verbs.metavar}"):
            message = f"{message} ({', '.join(verbs.choices)})"
        super().error(message)

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
    if message == "invalid %(type)s value: %(value)r":  # « int » is no word of a person
        return _("a number is expected here, not %(value)r")
    return _(message) if message in _SAID else message


def _value(name: str) -> str:
    return _(name) if name in _VALUES else name
