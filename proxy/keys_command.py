"""`hygie proxy keys`: who may use the proxy, and how much."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.cli.output import note, show
from assistant.errors import Exit, MissingError, UserError
from assistant.i18n import _
from assistant.visible import visible
from assistant.wrong_fields import first_of
from proxy import audit, building
from proxy.callers import Caller
from proxy.key_forms import Grace, NewKey
from proxy.keys import Keys
from proxy.limit_words import scope_in_words
from proxy.people import can_come, is_person
from proxy.settings import ProxySettings
from proxy.store.database import Database


class Record(Protocol):
    """Records a change of a key that is about to be made."""

    def __call__(self, action: str, identifier: str, **more: str) -> None:
        """Record it; raises StoreError and MissingError."""


_OPTIONS = {
    "models": "--models", "requests_per_minute": "--per-minute", "tokens_per_day": "--per-day",
    "tokens_per_month": "--per-month", "team_tokens_per_month": "--team-per-month",
    "days": "--days", "team": "--team", "name": "NAME", "grace_hours": "--grace",
}  # fmt: skip
T = TypeVar("T", bound=BaseModel)
Change = Callable[[argparse.Namespace, Keys, Record], None]


def run(options: argparse.Namespace, settings: ProxySettings) -> int:
    """Make, list, rotate or revoke; return the exit code."""
    database = building.database(settings)
    keys = Keys(database)
    if options.what == "list":
        _list(keys, as_json=options.json)
        return Exit.OK
    if not options.name:
        raise UserError(
            _("Say which key."), "", _("A name to add one, its id to rotate or revoke it.")
        )
    changes: dict[str, Change] = {
        "add": _add,
        "rotate": _rotate,
        "revoke": partial(_revoke, database),
    }
    changes[options.what](options, keys, partial(_record, database))
    return Exit.OK


def _add(options: argparse.Namespace, keys: Keys, record: Record) -> None:
    models = tuple(name.strip() for name in options.models.split(",") if name.strip())
    asked = _read(NewKey, {
        "name": options.name, "team": options.team, "days": options.days, "models": models,
        "requests_per_minute": options.per_minute, "tokens_per_day": options.per_day,
        "tokens_per_month": options.per_month, "team_tokens_per_month": options.team_per_month,
    })  # fmt: skip
    identifier = secrets.token_hex(6)
    record("make_key", identifier)
    made = keys.make(asked.name, asked.team, asked.scope(), asked.days, identifier)
    _show(*made, as_json=options.json)


def _rotate(options: argparse.Namespace, keys: Keys, record: Record) -> None:
    asked = _read(Grace, {"grace_hours": options.grace})
    if not keys.is_valid(_known(keys, options.name)):
        raise _ended()
    successor = secrets.token_hex(6)
    record("rotate_key", options.name, successor=successor)
    made = keys.rotate(options.name, asked.grace_hours, successor)
    if made is None:  # it ended meanwhile
        raise _ended()
    _show(*made, as_json=options.json)


def _revoke(database: Database, options: argparse.Namespace, keys: Keys, record: Record) -> None:
    if is_person(options.name):
        _look_at(options.name, database)
    else:
        _known(keys, options.name)
    record("revoke_key", options.name)
    keys.revoke(options.name)


def _look_at(person: str, database: Database) -> None:
    """Raise UserError for a person who cannot be, and say so where one was never seen."""
    if not can_come(person):
        raise UserError(
            _("No token can name this person."),
            _("Nothing was changed."),
            _("Give oidc:SUBJECT, with the subject (sub) as the person's tokens hold it."),
        )
    if not audit.tells_of(database, person):
        told = _(
            "nothing is recorded of {person}: check the subject. Tokens made for it until now are ended all the same"
        )
        note(told.format(person=visible(person)))


def _record(database: Database, action: str, identifier: str, **more: str) -> None:
    """Record a change that is about to be made, as the admin API does; raises StoreError and MissingError.

    Which policy a proxy has in force is not known here, so none is named.
    """
    secret = building.secret()
    if not audit.is_own(database, secret):
        raise MissingError(
            _("The secret at hand is not the one that the proxy signs its audit with."),
            _("The change could not be recorded, so it was not made."),
            _("Set HYGIE_PROXY_SECRET, and HYGIE_HOME, as they are where the proxy runs."),
        )
    changed = audit.Audit(database, secret)
    changed.append("admin", action=action, key=identifier, policy="", **more)


def _read(form: type[T], given: dict[str, object]) -> T:
    try:
        return form.model_validate(given)
    except ValidationError as error:
        place, problem = first_of(error)
        raise UserError(
            _("A value of the key is wrong: {option}: {problem}.").format(
                option=_OPTIONS[str(place[0])], problem=problem
            ),
            _("Nothing was changed."),
            _("See what is allowed: hygie proxy keys --help"),
        ) from None


def _show(key: str, caller: Caller, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(caller) | {"key": key}))  # noqa: T201
        return
    print(key)  # noqa: T201
    print(  # noqa: T201
        _("hygie: key {id}; it is shown this once, only its hash is kept").format(id=caller.id),
        file=sys.stderr,
    )


def _list(keys: Keys, *, as_json: bool) -> None:
    callers = keys.all()
    if as_json:
        print(json.dumps([asdict(caller) for caller in callers]))  # noqa: T201
        return
    for caller in callers:
        state = _state(caller, valid=keys.is_valid(caller))
        show(f"{caller.id}  {visible(caller.name)}  {visible(caller.team) or '-'}  {state}")
        show(f"    {visible(scope_in_words(caller.scope))}")
    for person in keys.recalled():
        show(f"{visible(person.id)}  {_recalled(person)}")
    if not callers:
        note(_("there is no key yet"))


def _recalled(person: Caller) -> str:
    moment = time.strftime("%Y-%m-%d %H:%M", time.gmtime(person.revoked))
    return _("a person, whose tokens made until {moment} (UTC) are ended").format(moment=moment)


def _state(caller: Caller, *, valid: bool) -> str:
    if caller.revoked is not None:
        return _("revoked")
    if caller.expires is None:
        return _("valid")
    day = time.strftime("%Y-%m-%d", time.gmtime(caller.expires))
    if not valid:
        return _("ended on {day}").format(day=day)
    state, until = _("valid"), _("until {day}").format(day=day)
    return f"{state}, {until}"


def _known(keys: Keys, identifier: str) -> Caller:
    if is_person(identifier):
        raise UserError(
            _("A person has no key here."),
            _("Nothing was changed."),
            _("What people may use is set in proxy.yaml, under oidc."),
        )
    for caller in keys.all():
        if caller.id == identifier:
            return caller
    raise MissingError(_("There is no key of this id."), "", _("See them: hygie proxy keys list"))


def _ended() -> MissingError:
    return MissingError(
        _("This key has ended."), "", _("Make a new one: hygie proxy keys add NAME")
    )
