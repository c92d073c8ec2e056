"""Commands about one's own data, this machine, and one's other tools."""

from __future__ import annotations

from typing import Any

from assistant.cli import backup_parser, history_parser, report_parser
from assistant.i18n import gettext as _
from assistant.types import Destination


def register(commands: Any, command: Any, asking: Any) -> None:  # noqa: ANN401
    """Add the commands; `asking` adds the options of `hygie ask` to a parser."""
    history_parser.register(commands, command, asking)
    backup_parser.register(commands, command)
    report_parser.register(commands, command)
    doctor = command(commands, "doctor", "doctor", _("what is wrong here, and how to mend it"))
    doctor.add_argument("--all", action="store_true", help=_("also show what is well"))
    doctor.add_argument("--quick", action="store_true", help=_("leave out what loads models"))
    completion = command(
        commands, "completion", "completion", _("completion of commands for your shell")
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help=_("the shell you use"))
    command(commands, "manual", "manual", _("the manual page, for man -l"))
    _mcp(command(commands, "mcp", "mcp", _("hygie as tools and prompts for another assistant")))


def _mcp(mcp: Any) -> None:  # noqa: ANN401
    mcp.add_argument(
        "--to",
        choices=[d.value for d in Destination],
        default=Destination.WORLD.value,
        help=_("where the other assistant's model runs: decides what it is given"),
    )
    mcp.add_argument(
        "--http", type=int, metavar="PORT", help=_("serve on this port of loopback, with a token")
    )
    mcp.add_argument(
        "--restored",
        metavar="FOLDER",
        help=_("where restored texts are written, so that no model reads them"),
    )
