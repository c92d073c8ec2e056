"""The verbs of `hygie policy` and their options."""

from __future__ import annotations

import argparse

from assistant.i18n import gettext as _
from assistant.sentences import labelled
from assistant.types import Destination


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its verbs."""
    text = _("the rules: what is hidden, for which destination, and who says so")
    policy = commands.add_parser("policy", help=text, description=text)
    policy.set_defaults(module="policy")
    verbs = policy.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    show = _verb(verbs, "show", _("the rules in force, kind by kind"))
    show.add_argument(
        "--schema", action="store_true", help=_("the file's JSON schema, for editors")
    )
    _policy_of(show)
    explain = _verb(verbs, "explain", _("what is done with each finding of a text, and why"))
    explain.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar="FILE",
        help=_("a document; - or nothing reads standard input"),
    )
    explain.add_argument(
        "--to",
        choices=[d.value for d in Destination],
        default=Destination.WORLD.value,
        help=_("where the text goes"),
    )
    _policy_of(explain)
    check = _verb(verbs, "check", _("read a policy file and say what is wrong in it"))
    check.add_argument("file", metavar="FILE", help=_("the policy"))
    test = _verb(verbs, "test", _("compare the policy with a file of expected decisions"))
    test.add_argument("file", metavar="CASES", help=_("a YAML list of: kind, to, expect"))
    _policy_of(test)
    rules = _verb(verbs, "rules", _("your own lasting decisions: always hide, never hide"))
    change = rules.add_mutually_exclusive_group()
    term = _("a term, whatever its case; - reads it from standard input")
    hide, leave = labelled(_("always hide"), term), labelled(_("never hide"), term)
    change.add_argument("--hide", metavar="TERM", help=hide)
    change.add_argument("--leave", metavar="TERM", help=leave)
    change.add_argument("--undo", type=int, metavar="N", help=_("forget a rule by its number"))
    key = _verb(verbs, "key", _("make the key pair that signs a company's policy"))
    key.add_argument("file", metavar="FILE", help=_("where the private key goes"))
    sign = _verb(verbs, "sign", _("sign a policy file"))
    sign.add_argument("file", metavar="FILE", help=_("the policy"))
    sign.add_argument("--key", required=True, metavar="FILE", help=_("the private key's file"))
    verify = _verb(verbs, "verify", _("check the signature of a policy file"))
    verify.add_argument("file", metavar="FILE", help=_("the policy"))
    verify.add_argument("--key", required=True, metavar="KEY", help=_("the company's public key"))


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=text, description=text)
    parser.add_argument("--json", action="store_true", help=_("one JSON object on standard output"))
    return parser


def _policy_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--policy", metavar="FILE", help=_("this file alone instead of the rules in force")
    )
