"""`hygie proxy keys`: who may use the proxy, and how much."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict

from assistant.errors import Exit, MissingError, UserError
from assistant.i18n import _
from proxy import building
from proxy.keys import Caller, Keys, Scope
from proxy.settings import ProxySettings


def run(options: argparse.Namespace, settings: ProxySettings) -> int:
    """Make, list, rotate or revoke; return the exit code."""
    keys = Keys(building.database(settings))
    if options.what == "list":
        _list(keys.all(), as_json=options.json)
        return Exit.OK
    if not options.name:
        raise UserError(
            _("Say which key."), "", _("A name to add one, its id to rotate or revoke it.")
        )
    if options.what == "revoke":
        if not keys.revoke(options.name):
            raise _unknown()
        return Exit.OK
    if options.what == "rotate":
        made = keys.rotate(options.name, options.grace)
        if made is None:
            raise _unknown()
    else:
        made = keys.make(options.name, options.team, _scope(options), options.days)
    _show(*made, as_json=options.json)
    return Exit.OK


def _scope(options: argparse.Namespace) -> Scope:
    models = tuple(name.strip() for name in options.models.split(",") if name.strip())
    return Scope(
        models, options.per_minute, options.per_day, options.per_month, options.team_per_month
    )


def _show(key: str, caller: Caller, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(caller) | {"key": key}))  # noqa: T201
        return
    print(key)  # noqa: T201
    print(  # noqa: T201
        _("hygie: key {id}; it is shown this once, only its hash is kept").format(id=caller.id),
        file=sys.stderr,
    )


def _list(callers: list[Caller], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([asdict(caller) for caller in callers]))  # noqa: T201
        return
    for caller in callers:
        state = _("revoked") if caller.revoked else _("valid")
        if caller.expires:
            day = time.strftime("%Y-%m-%d", time.gmtime(caller.expires))
            until = _("until {day}").format(day=day)
            state = f"{state}, {until}"
        print(f"{caller.id}  {caller.name}  {caller.team or '-'}  {state}")  # noqa: T201


def _unknown() -> MissingError:
    return MissingError(_("There is no key of this id."), "", _("See them: hygie proxy keys list"))
