"""What can be typed after `hygie history`."""

from __future__ import annotations

import argparse
from typing import Any

from assistant.i18n import gettext as _

FORMATS = ("md", "json", "html", "docx")


def register(commands: Any, command: Any, asking: Any) -> None:  # noqa: ANN401
    """Add the command; `asking` adds the options of `hygie ask` to a parser."""
    history = command(commands, "history", "history", _("your conversations, encrypted"))
    verbs = history.add_subparsers(dest="verb", metavar=_("VERB"), required=True)

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = verbs.add_parser(name, help=text, description=text)
        parser.add_argument(
            "--json", action="store_true", help=_("one JSON object on standard output")
        )
        return parser

    def named(name: str, text: str) -> argparse.ArgumentParser:
        parser = verb(name, text)
        parser.add_argument("id", metavar="ID", help=_("a conversation, or how its name begins"))
        return parser

    listed = verb("list", _("list conversations, the last used first"))
    _paged(listed, 50)
    named("show", _("show a conversation")).add_argument(
        "--sent", action="store_true", help=_("show what left and what came back instead")
    )
    search = verb("search", _("find words in questions and answers; “…” asks for a phrase"))
    search.add_argument("words", nargs="+", metavar="WORD", help=_("words that one must hold"))
    _paged(search, 20)
    asking(named("resume", _("go on with a conversation")))
    fork = named("fork", _("copy a conversation up to a turn, to go another way"))
    fork.add_argument("--at", type=int, metavar="N", help=_("the last turn to take; else all"))
    rename = named("rename", _("give a conversation a title"))
    rename.add_argument("title", nargs="+", metavar="TITLE", help=_("its new title"))
    tag = named("tag", _("put tags on a conversation, or take them off"))
    tag.add_argument("tags", nargs="*", metavar="TAG", help=_("a tag to put on"))
    tag.add_argument("--off", nargs="+", default=[], metavar="TAG", help=_("tags to take off"))
    export = named("export", _("write a conversation to a file"))
    export.add_argument("--format", choices=FORMATS, help=_("else by the file's ending, or md"))
    export.add_argument("-o", "--output", metavar="FILE", help=_("else standard output"))
    _forget(verb("forget", _("delete conversations for good")))
    key = verb("key", _("what guards the key of your history, or guard it otherwise"))
    key.add_argument(
        "--by", choices=("keyring", "passphrase", "file"), help=_("what shall guard it")
    )


def _paged(parser: argparse.ArgumentParser, limit: int) -> None:
    parser.add_argument("--tag", metavar="TAG", help=_("only those with this tag"))
    parser.add_argument(
        "--limit", type=int, default=limit, metavar="N", help=_("at most this many")
    )


def _forget(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help=_("conversations to delete"))
    parser.add_argument(
        "--older-than", type=int, metavar="DAYS", help=_("those not used for this many days")
    )
    parser.add_argument("--all", action="store_true", help=_("every conversation"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask first"))
