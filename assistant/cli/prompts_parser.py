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
    _reading(verbs)
    _runs(verbs)
    _sharing(verbs)


def _reproduce(verbs) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    lock = _verb(verbs, "lock", "prompts_lock", _("write down what every prompt is now"))
    lock.add_argument(
        "--check", action="store_true", help=_("say what differs from the lock; exit code 3")
    )
    check = _verb(verbs, "check", "prompts_lock", _("say what differs from the lock; exit code 3"))
    check.set_defaults(check=True)
    approve = _verb(
        verbs, "approve", "prompts_lock", _("approve a prompt that came from elsewhere")
    )
    approve.add_argument("name", metavar="NAME", help=_("name, name.variant or path"))
    approve.add_argument(
        "--anyway", action="store_true", help=_("approve in spite of what the review found")
    )
    approve.add_argument("--by", metavar="NAME", help=_("who approves; else your name in git"))


def _runs(verbs) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    run = _verb(verbs, "run", "prompts_runs", _("ask a model, and record the run"))
    verify = _verb(verbs, "verify-determinism", "prompts_runs", _("ask several times and compare"))
    for parser in (run, verify):
        values(parser)
        _live(parser)
    verify.add_argument("--n", type=int, default=3, metavar="N", help=_("how many times"))
    rerun = _verb(verbs, "rerun", "prompts_runs", _("ask again what a recorded run asked"))
    replay = _verb(verbs, "replay", "prompts_runs", _("show a recorded run again, offline"))
    for parser in (rerun, replay):
        parser.add_argument("id", metavar="RUN", help=_("its id; see: hygie prompts history"))
    rerun.add_argument(
        "--vars", metavar="FILE", help=_("values as a JSON object; - reads standard input")
    )
    given(rerun)
    _live(rerun)
    history = _verb(verbs, "history", "prompts_runs", _("list the recorded runs"))
    history.add_argument("name", nargs="?", metavar="NAME", help=_("of this prompt alone"))
    diff = _verb(
        verbs, "diff", "prompts_diff", _("say what changed between two prompts, files or runs")
    )
    diff.add_argument("old", metavar="A", help=_("a prompt, a file or a run"))
    diff.add_argument("new", metavar="B", help=_("a prompt, a file or a run"))


def _sharing(verbs) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    sync = _verb(verbs, "sync", "prompts_sync", _("take and give changes through git, reviewed"))
    sync.add_argument("--anyway", action="store_true", help=_("in spite of what the review found"))
    release = _verb(verbs, "release", "prompts_sync", _("sign the library as it stands"))
    release.add_argument("--key", required=True, metavar="FILE", help=_("your SSH key"))
    verify = _verb(verbs, "verify", "prompts_sync", _("say who signed a release"))
    for parser in (release, verify):
        parser.add_argument("tag", metavar="TAG", help=_("name of the release"))


def _live(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="NAME", help=_("model to use; see: hygie models"))
    parser.add_argument(
        "--yes", action="store_true", help=_("send without asking, as the guard proposes")
    )


def _reading(verbs) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    review = _verb(
        verbs, "review", "prompts_review", _("look for attacks in a prompt, a file or a folder")
    )
    review.add_argument("names", nargs="+", metavar="NAME", help=_("prompts, files or folders"))
    lint = _verb(verbs, "lint", "prompts_lint", _("say what would make prompts clearer"))
    lint.add_argument("names", nargs="*", metavar="NAME", help=_("prompts or files; else all"))


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
    giving = _verb(verbs, "export", "prompts_exchange", _("write a prompt for another tool"))
    giving.add_argument("kind", metavar="FORMAT", help=_("fabric, prompty, promptfoo, llm, …"))
    giving.add_argument("name", metavar="NAME", help=_("name, name.variant or path"))
    giving.add_argument("--to", default=".", metavar="DIR", help=_("where to write it"))
