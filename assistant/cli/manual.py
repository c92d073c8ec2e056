"""`hygie manual`: the manual page in the language of the screens, made from the commands as they are."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from assistant import __version__
from assistant.cli.output import print_json
from assistant.cli.parser import build
from assistant.cli.tree import Command, Option, commands
from assistant.config import Layered
from assistant.errors import Exit
from assistant.i18n import gettext as _


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Print the page, in roff."""
    page = "\n".join(_page(list(commands(build())))) + "\n"
    if options.json:
        print_json({"page": page})
    else:
        print(page, end="")
    return Exit.OK


def _page(found: list[Command]) -> Iterator[str]:
    yield f'.TH HYGIE 1 "" "hygie {__version__}"'
    command = _("COMMAND")
    name, synopsis, described, variables, status = _headings()
    yield f".SH {name}\nhygie \\- {_escaped(found[0].help)}"
    yield f".SH {synopsis}\n.B hygie\n[{_escaped(command)}] [\\-\\-help]"
    yield f".SH {described}"
    for each in found:
        yield f'.SS "{_escaped(" ".join(each.path))}"\n{_escaped(each.help)}'
        yield from (line for option in each.options for line in _option(option))
    yield f".SH {variables}"
    for name, text in _variables():
        yield f".TP\n.B {name}\n{_escaped(text)}"
    yield f".SH {status}"
    for code, text in _codes():
        yield f".TP\n.B {int(code)}\n{_escaped(text)}"


def _headings() -> tuple[str, ...]:
    # Beside the page: messages are not collected out of format strings.
    return (_("NAME"), _("SYNOPSIS"), _("COMMANDS"), _("ENVIRONMENT"), _("EXIT STATUS"))


def _option(option: Option) -> Iterator[str]:
    if "--help" in option.names:
        return
    value = f" \\fI{_escaped(option.value)}\\fR" if option.value else ""
    names = ", ".join(f"\\fB{_escaped(name)}\\fR" for name in option.names)
    yield f".TP\n{names}{value}".replace("\n ", "\n") + f"\n{_escaped(option.help)}"


def _variables() -> list[tuple[str, str]]:
    return [
        ("HYGIE_HOME", _("one folder for settings, data and cache")),
        ("HYGIE_LANG", _("language of messages: fr or en")),
        ("HYGIE_PASSPHRASE", _("passphrase of your history and of vault files")),
        ("HYGIE_BACKUP_PASSPHRASE", _("passphrase of your backups")),
        ("HYGIE_MCP_TOKEN", _("token of hygie mcp over HTTP; else one is made")),
        ("HYGIE_LOG", _("1: events on standard error, without any text of yours")),
    ]


def _codes() -> list[tuple[Exit, str]]:
    return [
        (Exit.OK, _("all is well")), (Exit.FINDINGS, _("something was found, or a check failed")),
        (Exit.USAGE, _("the command cannot be understood")),
        (Exit.MISSING, _("something named is missing or has changed")),
        (Exit.REFUSED, _("refused by the policy, or at the review")),
        (Exit.MODEL, _("the model, the network or the disk failed")),
        (Exit.GUARD, _("the guard cannot work; nothing was sent")),
    ]  # fmt: skip


def _escaped(text: str) -> str:
    """A text that roff takes as it stands."""
    safe = " ".join(text.replace("\\", "\\e").replace("-", "\\-").split())
    return f"\\&{safe}" if safe[:1] in (".", "'") else safe
