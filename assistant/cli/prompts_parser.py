"""What can be typed after `hygie prompts`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.i18n import gettext as _

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

NewCommand = Callable[..., argparse.ArgumentParser]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument, as argparse takes it."""

    flags: tuple[str, ...]
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: the module of `assistant.cli` that answers it, what it is for, what it takes."""

    name: str
    module: str
    about: str
    arguments: tuple[Argument, ...] = ()


def add(commands: object, command: NewCommand) -> None:
    """Add the verbs of the prompt library to the command line."""
    prompts = command(commands, "prompts", "prompts", _("the library of reproducible prompts"))
    prompts.set_defaults(verb="list", library=None, text="", tag=None)
    verbs = prompts.add_subparsers(metavar=_("VERB"))
    groups = (_library, _exchange, _reading, _runs, _trials, _reproducing, _sharing)
    for verb in (verb for group in groups for verb in group()):
        _add_verb(verbs, verb)


def values(parser: argparse.ArgumentParser) -> None:
    """Add the name of a prompt and the values it is given."""
    _add(parser, (_name(), *_values()))


def given(parser: argparse.ArgumentParser) -> None:
    """Add `--var`."""
    _add(parser, _values()[1:])


def _add_verb(verbs: Verbs, verb: Verb) -> None:
    parser = verbs.add_parser(verb.name, help=verb.about, description=verb.about)
    parser.set_defaults(module=verb.module, verb=verb.name)
    everywhere = (
        _flag("--json", _("one JSON object on standard output")),
        _arg("--library", metavar="DIR", help=_("a library's folder; else the one here, then your own")),
    )  # fmt: skip
    _add(parser, (*everywhere, *verb.arguments))


def _add(parser: argparse.ArgumentParser, arguments: Iterable[Argument]) -> None:
    for argument in arguments:
        parser.add_argument(*argument.flags, **argument.options)


def _arg(*flags: str, **options: Any) -> Argument:  # noqa: ANN401
    return Argument(flags, options)


def _flag(name: str, about: str) -> Argument:
    return _arg(name, action="store_true", help=about)


def _name() -> Argument:
    return _arg("name", metavar="NAME", help=_("name, name.variant or path"))


def _names(about: str, count: str = "*") -> Argument:
    return _arg("names", nargs=count, metavar="NAME", help=about)


def _values() -> tuple[Argument, ...]:
    return (
        _arg("--vars", metavar="FILE", help=_("values as a JSON object; - reads standard input")),
        _arg(
            "--var", action="append", default=[], metavar="K=V",
            help=_("one value; K=@FILE reads a document; repeatable"),
        ),
    )  # fmt: skip


def _model() -> Argument:
    return _arg("--model", metavar="NAME", help=_("model to use; see: hygie models"))


def _live() -> tuple[Argument, ...]:
    return (_model(), _flag("--yes", _("send without asking, as the guard proposes")))


def _run_id() -> Argument:
    return _arg("id", metavar="RUN", help=_("its id; see: hygie prompts history"))


def _anyway() -> Argument:
    return _flag("--anyway", _("in spite of what the review found"))


def _library() -> tuple[Verb, ...]:
    folder = _arg("folder", nargs="?", metavar="DIR", help=_("its folder"))
    new = _arg("name", metavar="NAME", help=_("name and language: meeting-notes.en"))
    tag = _arg("--tag", metavar="TAG", help=_("only those with this tag"))
    words = _arg("words", nargs="+", metavar="WORD", help=_("words they must all hold"))
    return (
        Verb("init", "prompts", _("begin a library"), (folder,)),
        Verb("new", "prompts", _("begin a prompt"), (new,)),
        Verb("list", "prompts", _("list the prompts"), (tag,)),
        Verb("search", "prompts", _("find prompts by words"), (words,)),
        Verb("show", "prompts", _("show a prompt and what it takes"), (_name(),)),
        Verb("edit", "prompts_edit", _("open a prompt in your editor, then check it"), (_name(),)),
        Verb("render", "prompts_render", _("fill a prompt in, without a model"), (_name(), *_values())),
        Verb(
            "form", "prompts_form", _("answer a prompt's questions one by one, then run it"),
            (_name(), _flag("--render", _("show the messages instead of asking a model")), *_live()),
        ),
        Verb("doctor", "prompts_doctor", _("say what in the libraries will not work, or not for long")),
    )  # fmt: skip


def _exchange() -> tuple[Verb, ...]:
    kind = _arg("kind", metavar="FORMAT", help=_("fabric, prompty, promptfoo, llm, …"))
    folder = _arg("folder", metavar="PATH", help=_("the file or folder to read"))
    fill = _flag("--fill", _("turn {{names}} into inputs"))
    to = _arg("--to", default=".", metavar="DIR", help=_("where to write it"))
    return (
        Verb("import", "prompts_exchange", _("take prompts over from another tool"), (kind, folder, fill)),
        Verb("export", "prompts_exchange", _("write a prompt for another tool"), (kind, _name(), to)),
    )  # fmt: skip


def _reading() -> tuple[Verb, ...]:
    return (
        Verb(
            "review", "prompts_review", _("look for attacks in a prompt, a file or a folder"),
            (_names(_("prompts, files or folders"), "+"),),
        ),
        Verb(
            "lint", "prompts_lint", _("say what would make prompts clearer"),
            (_names(_("prompts or files; else all")),),
        ),
    )  # fmt: skip


def _runs() -> tuple[Verb, ...]:
    asked = (_name(), *_values(), *_live())
    times = _arg("--n", type=int, default=3, metavar="N", help=_("how many times"))
    recorded = _arg("id", metavar="RUN", help=_("its id, or the file of a shared run"))
    of = _arg("name", nargs="?", metavar="NAME", help=_("of this prompt alone"))
    ids = _arg("ids", nargs="*", metavar="RUN", help=_("runs to delete"))
    older = _arg(
        "--older-than", type=int, metavar="DAYS", help=_("those older than this many days")
    )
    every = _flag("--all", _("every run, and the values that forms remember"))
    yes = _flag("--yes", _("do not ask first"))
    sides = [_arg(n, metavar=n[0].upper(), help=_("a prompt, a file or a run")) for n in ("a", "b")]
    to = _arg("--to", default="shared-runs", metavar="DIR", help=_("where to write it"))
    return (
        Verb("run", "prompts_runs", _("ask a model, and record the run"), asked),
        Verb("verify-determinism", "prompts_runs", _("ask several times and compare"), (*asked, times)),
        Verb("rerun", "prompts_runs", _("ask again what a recorded run asked"), (_run_id(), *_values(), *_live())),
        Verb("replay", "prompts_runs", _("show a recorded run again, offline"), (recorded,)),
        Verb("history", "prompts_runs", _("list the recorded runs"), (of,)),
        Verb(
            "forget", "prompts_forget", _("delete recorded runs for good, or all with what forms remember"),
            (ids, older, every, yes),
        ),
        Verb("share-run", "prompts_share", _("write one run to a file, without what was hidden"), (_run_id(), to)),
        Verb("diff", "prompts_diff", _("say what changed between two prompts, files or runs"), tuple(sides)),
    )  # fmt: skip


def _trials() -> tuple[Verb, ...]:
    names = _names(_("prompts; else all"))
    how = (
        _flag("--replay", _("recorded answers, no model (default)")),
        _flag("--live", _("ask the model")),
        _flag("--update", _("ask the model and record its answers")),
    )
    judge = _arg(
        "--judge", metavar="MODEL", help=_("have llm-rubric judged by this model: an opinion")
    )
    models = _arg("--models", required=True, metavar="A,B", help=_("models to compare"))
    samples = _arg("--samples", type=int, default=1, metavar="N", help=_("runs of each case"))
    return (
        Verb("test", "prompts_trials", _("judge the answers to the test cases"), (names, *how, judge, _model())),
        Verb("matrix", "prompts_trials", _("compare models over the test cases"), (names, models, samples)),
    )  # fmt: skip


def _reproducing() -> tuple[Verb, ...]:
    drift = _("say what differs from the lock; exit code 3")
    by = _arg("--by", metavar="NAME", help=_("who approves; else your name in git"))
    key = _arg("--key", metavar="FILE", help=_("sign the approval with this SSH key"))
    return (
        Verb("lock", "prompts_lock", _("write down what every prompt is now"), (_flag("--check", drift),)),
        Verb("check", "prompts_lock", drift),
        Verb("approve", "prompts_lock", _("approve a prompt that came from elsewhere"), (_name(), _anyway(), by, key)),
    )  # fmt: skip


def _sharing() -> tuple[Verb, ...]:
    tag = _arg("tag", metavar="TAG", help=_("name of the release"))
    key = _arg("--key", required=True, metavar="FILE", help=_("your SSH key"))
    accept = _flag("--accept", _("from now on trust whom it names now"))
    return (
        Verb("sync", "prompts_sync", _("take and give changes through git, reviewed"), (_anyway(),)),
        Verb("release", "prompts_sync", _("sign the library as it stands"), (tag, key)),
        Verb("verify", "prompts_sync", _("say who signed a release"), (tag,)),
        Verb("trust", "prompts_trust", _("show whom the library trusts, and accept a change of it"), (accept,)),
    )  # fmt: skip
