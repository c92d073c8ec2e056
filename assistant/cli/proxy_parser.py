"""The options of `hygie proxy`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from assistant.i18n import gettext as _


def add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    command: Callable[..., argparse.ArgumentParser],
) -> None:
    """Add the command."""
    proxy = command(
        commands, "proxy", "proxy", _("redact what a team's tools send, restore what returns")
    )
    actions = proxy.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    _serve(actions)
    _keys(actions)
    _audit(actions)


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = actions.add_parser(name, help=text, description=text)
    made.add_argument("--config", metavar="FILE", help=_("settings, see deploy/proxy.yaml"))
    return made


def _serve(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = _action(actions, "serve", _("run the proxy"))
    serve.add_argument("--host", metavar="ADDRESS", help=_("address to listen on (127.0.0.1)"))
    serve.add_argument("--port", type=int, help=_("port to listen on (4180)"))
    serve.add_argument(
        "--workers", type=int, metavar="N", help=_("processes that share the models (1)")
    )
    serve.add_argument(
        "--upstream", metavar="URL", help=_("base URL of an OpenAI-compatible provider")
    )
    serve.add_argument(
        "--upstream-key-env", metavar="NAME", help=_("variable that holds the provider's key")
    )
    serve.add_argument(
        "--key",
        default="",
        metavar="KEY",
        help=_(
            "key that clients give, of 24 characters or more; better set in HYGIE_PROXY_KEY, which ps does not show;"
            " else one is made"
        ),
    )
    serve.add_argument("--company", metavar="FILE", help=_("the company's own terms, one a line"))
    serve.add_argument(
        "--no-note", action="store_true", help=_("tell the model nothing about placeholders")
    )


def _keys(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    keys = _action(actions, "keys", _("make, list, rotate and revoke the keys of clients"))
    keys.add_argument("--json", action="store_true", help=_("one JSON object on standard output"))
    keys.add_argument(
        "what", choices=["add", "list", "rotate", "revoke"], help=_("what is done with them")
    )
    keys.add_argument(
        "name", nargs="?", default="", help=_("name of a new key, or id of an old one")
    )
    keys.add_argument("--team", default="", help=_("team that the key belongs to"))
    keys.add_argument("--days", type=float, default=0, help=_("days until it ends; 0: never"))
    keys.add_argument("--models", default="*", help=_("models it may use, with * and commas"))
    keys.add_argument(
        "--per-minute", type=int, default=0, metavar="N", help=_("requests a minute; 0: no limit")
    )
    keys.add_argument(
        "--per-day", type=int, default=0, metavar="N", help=_("tokens a day; 0: no limit")
    )
    keys.add_argument(
        "--per-month", type=int, default=0, metavar="N", help=_("tokens a month; 0: no limit")
    )
    keys.add_argument(
        "--team-per-month",
        type=int,
        default=0,
        metavar="N",
        help=_("tokens a month of the team; 0: no limit"),
    )
    keys.add_argument(
        "--grace",
        type=float,
        default=24,
        metavar="HOURS",
        help=_("hours a rotated key still works (24)"),
    )


def _audit(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    audit = _action(actions, "audit", _("verify, export or sum up the record of requests"))
    audit.add_argument("--json", action="store_true", help=_("one JSON object on standard output"))
    audit.add_argument(
        "what", choices=["verify", "export", "report"], help=_("what is done with it")
    )
    audit.add_argument("--anchor", metavar="FILE", help=_("ends of chains that were noted earlier"))
