"""What can be typed: commands, options and their help, in the person's language."""

from __future__ import annotations

import argparse

from assistant.cli import (
    knowledge_parser,
    own_parser,
    policy_parser,
    prompts_parser,
    proxy_parser,
    spoken_argparse,
)
from assistant.i18n import gettext as _
from assistant.types import Destination, Task


def build() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    spoken_argparse.speak()
    parser: argparse.ArgumentParser = spoken_argparse.Parser(
        prog="hygie",
        description=_(
            "AI hygiene at your desk: what leaves is shown and redacted, what returns is checked."
        ),
        epilog=_("Without a command: the terminal UI; in a pipe, a summary of standard input."),
    )
    parser.add_argument("--version", "-V", action="store_true", help=_("show the version"))
    parser.add_argument(
        "--plain",
        action="store_true",
        help=_("linear mode, for screen readers and small terminals"),
    )
    parser.add_argument("--model", metavar="NAME", help=_("model to use; see: hygie models"))
    parser.set_defaults(module="start")
    commands = parser.add_subparsers(metavar=_("COMMAND"))
    _ask(commands)
    _scan(commands)
    _protect(commands)
    _restore(commands)
    _check(commands)
    policy_parser.register(commands)
    knowledge_parser.register(commands)
    _models(commands)
    _config(commands)
    prompts_parser.add(commands, _command)
    serve = _command(commands, "serve", "serve", _("the screens in a browser of this machine"))
    serve.add_argument("--port", type=int, default=0, help=_("port on the loopback; 0: a free one"))
    own_parser.register(commands, _command, _asking)
    proxy_parser.add(commands, _command)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, module: str, text: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(module=module)
    parser.add_argument("--json", action="store_true", help=_("one JSON object on standard output"))
    return parser


def _ask(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _asking(_command(commands, "ask", "ask", _("one question through the whole pipeline")))


def _asking(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("text", nargs="?", default="", help=_("the question; - reads standard input"))
    ask.add_argument(
        "-f",
        "--file",
        action="append",
        default=[],
        metavar="FILE",
        help=_("a document: txt, md, pdf, docx, html, eml, csv; repeatable"),
    )
    ask.add_argument("--clipboard", action="store_true", help=_("take the clipboard as a document"))
    ask.add_argument(
        "--task",
        choices=[task.value for task in Task],
        default=Task.CHAT.value,
        help=_("what is asked for"),
    )
    ask.add_argument(  # given before the verb it holds too: no default of its own
        "--model",
        metavar="NAME",
        default=argparse.SUPPRESS,
        help=_("model to use; see: hygie models"),
    )
    ask.add_argument(
        "--language",
        choices=["fr", "en"],
        help=_("language of the answer; else that of the material"),
    )
    how = ask.add_mutually_exclusive_group()
    how.add_argument("--review", action="store_true", help=_("show what would be sent and ask"))
    how.add_argument(
        "--yes", action="store_true", help=_("send without asking, as the guard proposes")
    )
    ask.add_argument(
        "--knowledge", action="store_true", help=_("answer from your own notes, with citations")
    )
    ask.add_argument("--prompt", metavar="NAME", help=_("a prompt of the library to fill in"))
    ask.add_argument("--library", metavar="DIR", help=_("the library it stands in"))
    prompts_parser.given(ask)
    ask.add_argument(
        "--correct",
        action="store_true",
        help=_("ask once more with what the checks found, and show what changed"),
    )
    ask.add_argument(
        "--cross-check",
        metavar="MODEL",
        help=_("ask a second model too, and show where the two disagree"),
    )
    ask.add_argument(
        "--look-up",
        action="store_true",
        help=_("ask doi.org and web sites whether the references exist: sends these, nothing else"),
    )
    ask.add_argument(
        "--judge",
        metavar="MODEL",
        help=_("ask a model's opinion of each sentence, through the guard; it changes no verdict"),
    )
    ask.add_argument("--show-sent", action="store_true", help=_("show what was sent"))


def _scan(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    scan = _command(commands, "scan", "scan", _("list what is confidential in a text"))
    scan.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar="FILE",
        help=_("a document; - or nothing reads standard input"),
    )
    scan.add_argument(
        "--jsonl", action="store_true", help=_('from {"id","text"} a line, findings a line')
    )


def _protect(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    protect = _command(
        commands, "protect", "protect", _("replace what is confidential by placeholders")
    )
    protect.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar="FILE",
        help=_("a document; - or nothing reads standard input"),
    )
    protect.add_argument(
        "--vault", metavar="FILE", help=_("encrypted file that remembers the values")
    )
    protect.add_argument(
        "--to",
        choices=[d.value for d in Destination],
        default=Destination.WORLD.value,
        help=_("where the text goes"),
    )
    protect.add_argument(
        "--jsonl", action="store_true", help=_('from {"id","text"} a line, protected text a line')
    )


def _restore(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    restore = _command(commands, "restore", "restore", _("put the values back"))
    restore.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar="FILE",
        help=_("a text; - or nothing reads standard input"),
    )
    restore.add_argument(
        "--vault", required=True, metavar="FILE", help=_("the vault that protect made")
    )
    restore.add_argument(
        "--wipe",
        action="store_true",
        help=_("restore nothing: wipe the vault, whose values then never come back"),
    )


def _check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = _command(commands, "check", "check", _("check an answer against its sources"))
    check.add_argument(
        "answer",
        nargs="?",
        metavar="ANSWER",
        help=_("the answer; - or nothing reads standard input"),
    )
    check.add_argument(
        "--sources",
        nargs="+",
        default=[],
        metavar="FILE",
        help=_(
            "what the answer is about; without it only what the answer tells by itself is checked"
        ),
    )
    check.add_argument(
        "--jsonl",
        action="store_true",
        help=_('from {"id","answer","sources"} a line, claims a line'),
    )
    check.add_argument(
        "--question",
        metavar="TEXT",
        help=_(
            "what was asked: its words count for nothing, and a sensitive one is checked strictly"
        ),
    )
    check.add_argument(
        "--look-up",
        action="store_true",
        help=_("ask doi.org and web sites whether the references exist: sends these, nothing else"),
    )
    check.add_argument(
        "--judge",
        metavar="MODEL",
        help=_("ask a model's opinion of each sentence, through the guard; it changes no verdict"),
    )
    how = check.add_mutually_exclusive_group()
    how.add_argument("--review", action="store_true", help=_("show what would be sent and ask"))
    how.add_argument(
        "--yes", action="store_true", help=_("send without asking, as the guard proposes")
    )
    check.add_argument("--markdown", action="store_true", help=_("print a report in Markdown"))


def _models(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    models = _command(commands, "models", "models", _("list models, or show one's card"))
    models.add_argument("name", nargs="?", help=_("show the card of this model"))
    models.add_argument("--all", action="store_true", help=_("also models without a key here"))


def _config(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    config = _command(commands, "config", "settings", _("show or change the settings"))
    config.add_argument(
        "action",
        choices=["show", "path", "set"],
        nargs="?",
        default="show",
        help=_("show the settings, tell where their file is, or set one"),
    )
    config.add_argument("key", nargs="?", default="", metavar="KEY", help=_("the setting to set"))
    config.add_argument("value", nargs="?", metavar="VALUE", help=_("its new value"))
    config.add_argument("--origin", action="store_true", help=_("where each value comes from"))
