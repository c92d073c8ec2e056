"""What can be typed after `hygie prompts`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from assistant.i18n import gettext as _

NewCommand = Callable[..., argparse.ArgumentParser]


def add(commands: object, command: NewCommand) -> None:
    """Add the verbs of the prompt library to the command line."""
    prompts = command(commands, "prompts", "prompts", _("the library of reproducible prompts"))
    prompts.set_defaults(verb="list", library=None, text="", tag=None)
    verbs = prompts.add_subparsers(metavar=_("VERB"))
    _library(verbs)
    _exchange(verbs)
    _reproduce(verbs)
    _trials(verbs)


def _reproduce(verbs) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    lock = _verb(verbs, "lock", "prompts_lock", _("write down what every prompt is now"))
    lock.add_argument("--check", action="store_true", help=_("only say what differs; exit code 3"))
    approve = _verb(
        verbs, "approve", "prompts_lock", _("approve a prompt that came from elsewhere")
    )
    approve.add_argument("name", metavar="NAME", help=_("name, name.variant or path"))
    approve.add_argument("--by", metavar="NAME", help=_("who approves; else your name in git"))


def _trials(verbs) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    test = _verb(verbs, "test", "prompts_trials", _("judge the answers to the test cases"))
    matrix = _verb(verbs, "matrix", "prompts_trials", _("compare models over the test cases"))
    for parser in (test, matrix):
        parser.add_argument("names", nargs="*", metavar="NAME", help=_("prompts; else all"))
    how = test.add_mutually_exclusive_group()
    how.add_argument(
        "--replay", action="store_true", help=_("recorded answers, no model (default)")
    )
    how.add_argument("--live", action="store_true", help=_("ask the model"))
    how.add_argument(
        "--update", action="store_true", help=_("ask the model and record its answers")
    )
    test.add_argument("--model", metavar="NAME", help=_("model to use; see: hygie models"))
    matrix.add_argument("--models", required=True, metavar="A,B", help=_("models to compare"))
    matrix.add_argument("--samples", type=int, default=1, metavar="N", help=_("runs of each case"))


def _verb(verbs, name: str, module: str, text: str) -> argparse.ArgumentParser:  # type: ignore[no-untyped-def]  # noqa: ANN001
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=text, description=text)
    parser.set_defaults(module=module, verb=name)
    parser.add_argument("--json", action="store_true", help=_("one JSON object on standard output"))
    parser.add_argument(
        "--library", metavar="DIR", help=_("a library's folder; else the one here, then your own")
    )
    return parser


def _library(verbs) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    init = _verb(verbs, "init", "prompts", _("begin a library"))
    init.add_argument("folder", nargs="?", metavar="DIR", help=_("its folder"))
    new = _verb(verbs, "new", "prompts", _("begin a prompt"))
    new.add_argument("name", metavar="NAME", help=_("name and language: meeting-notes.en"))
    listing = _verb(verbs, "list", "prompts", _("list the prompts"))
    listing.add_argument("--tag", metavar="TAG", help=_("only those with this tag"))
    search = _verb(verbs, "search", "prompts", _("find prompts by words"))
    search.add_argument("words", nargs="+", metavar="WORD", help=_("words they must all hold"))
    show = _verb(verbs, "show", "prompts", _("show a prompt and what it takes"))
    show.add_argument("name", metavar="NAME", help=_("name, name.variant or path"))
    render = _verb(verbs, "render", "prompts_render", _("fill a prompt in, without a model"))
    values(render)


def values(parser: argparse.ArgumentParser) -> None:
    """Add the name of a prompt and the values it is given."""
    parser.add_argument("name", metavar="NAME", help=_("name, name.variant or path"))
    parser.add_argument(
        "--vars", metavar="FILE", help=_("values as a JSON object; - reads standard input")
    )
    given(parser)


def given(parser: argparse.ArgumentParser) -> None:
    """Add `--var`."""
    parser.add_argument(
        "--var",
        action="append",
        default=[],
        metavar="K=V",
        help=_("one value; K=@FILE reads a document; repeatable"),
    )


def _exchange(verbs) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    taking = _verb(verbs, "import", "prompts_exchange", _("take prompts over from another tool"))
    taking.add_argument("kind", metavar="FORMAT", help=_("fabric, prompty, promptfoo, llm, …"))
    taking.add_argument("folder", metavar="PATH", help=_("the file or folder to read"))
    taking.add_argument("--fill", action="store_true", help=_("turn {{names}} into inputs"))
