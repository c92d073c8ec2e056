"""`hygie proxy serve|keys|audit`, called by the command line through an entry point."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from starlette.applications import Starlette

from assistant import log
from assistant.body_wiring import BodyGuard
from assistant.config import Layered
from assistant.errors import ConfigError, MissingError
from assistant.i18n import _
from assistant.os_reasons import reason
from assistant.wrong_fields import first_of, said
from proxy import assembling, building
from proxy import settings as reading
from proxy.announcing import announce, is_alone, warn_of_no_key, warn_of_weak
from proxy.keys import Keys
from proxy.settings import Listen, ProxySettings, Upstream
from proxy.weak_keys import is_weak, refuse_unsendable, refuse_weak

if TYPE_CHECKING:
    from socket import socket as Socket

    from proxy.reloading import Follower

_IN_THE_FILE = {
    "upstream": "upstreams", "upstream_key_env": "upstreams: key_env", "company": "company",
    "no_note": "note: false",
}  # fmt: skip


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Run one of the commands; return the exit code."""
    if options.action == "keys":
        from proxy import keys_command

        return keys_command.run(options, chosen(options))
    if options.action == "audit":
        from proxy import audit_command

        return audit_command.run(options, chosen(options))
    return serve(options, layered)


def chosen(options: argparse.Namespace) -> ProxySettings:
    """Return the settings of a file or of the command line, which also says where to listen; raises ConfigError."""
    _refuse_beside_the_file(options)
    _refuse_key_for_nothing(options)
    made = reading.read(Path(options.config)) if options.config else ProxySettings()
    changes: dict[str, object] = {}
    where = {k: getattr(options, k, None) for k in ("host", "port", "workers")}
    if given := {key: value for key, value in where.items() if value is not None}:
        changes["listen"] = _listen(made.listen, given)
    if getattr(options, "upstream", None):
        changes["upstreams"] = (_upstream(options),)
    if getattr(options, "company", None):
        changes["company"] = Path(options.company)
    if getattr(options, "no_note", False):
        changes["note"] = False
    return made.model_copy(update=changes)


def _refuse_beside_the_file(options: argparse.Namespace) -> None:
    """Options beside a file would take the place of what it says, and be lost when the file is read again."""
    name = next((name for name in _IN_THE_FILE if getattr(options, name, None)), "")
    if options.config and name:
        raise ConfigError(
            _("{option} and --config were given together.").format(
                option=f"--{name.replace('_', '-')}"
            ),
            _("The proxy did not start."),
            _("Write it into the file instead, as {field}, or leave out --config.").format(
                field=_IN_THE_FILE[name]
            ),
        )


def _refuse_key_for_nothing(options: argparse.Namespace) -> None:
    """The key of an upstream that no option names would be dropped without a word."""
    if getattr(options, "upstream_key_env", None) and not getattr(options, "upstream", None):
        raise ConfigError(
            _("--upstream-key-env says nothing without --upstream."),
            _("The proxy did not start."),
            _("Say with --upstream URL which provider the key is for."),
        )


def _listen(made: Listen, given: dict[str, object]) -> Listen:
    try:
        return Listen.model_validate(made.model_dump() | given)
    except ValidationError as error:
        raise _wrong_option(error) from None


def _wrong_option(error: ValidationError) -> ConfigError:
    return ConfigError(
        _("An option has a wrong value: --{problem}.").format(problem=said(error)),
        _("The proxy did not start."),
        _("See what is allowed: hygie proxy serve --help"),
    )


def _upstream(options: argparse.Namespace) -> Upstream:
    if not options.upstream.startswith(("http://", "https://")):
        raise ConfigError(
            _("--upstream is not an address."), "", _("Give it as http://… or https://…")
        )
    if options.upstream_key_env and not os.environ.get(options.upstream_key_env):
        raise MissingError(
            _("The variable that holds the provider's key is not set."),
            _("The proxy did not start."),
            _("Set {name}, or leave out --upstream-key-env.").format(name=options.upstream_key_env),
        )
    try:
        return Upstream(url=options.upstream, key_env=options.upstream_key_env or "")
    except ValidationError as error:
        raise ConfigError(
            _("--upstream is not an address that can be used: {problem}.").format(
                problem=first_of(error)[1]
            ),
            _("The proxy did not start."),
            _("Give it as http://… or https://…"),
        ) from None


def serve(options: argparse.Namespace, layered: Layered) -> int:
    """Load the guard, say where to connect and with which key, and serve."""
    from proxy import certificates
    from proxy.serving import serve as served

    settings = chosen(options)
    given = _given_key(options, settings.listen)
    if not settings.upstreams:
        settings = settings.model_copy(update={"upstreams": _found()})
    log.silence_third_parties()
    building.admin_door(given)
    certificates.check(settings.listen)
    reading.check_keys(settings)
    key = given or ("" if options.config else f"hyg-{secrets.token_urlsafe(24)}")
    with _socket(settings.listen) as socket:
        _check_store(settings)
        print(_("hygie: loading the guard…"), file=sys.stderr)  # noqa: T201
        guard = building.guard(settings, layered.settings)
        guard.load()
        announce(settings, socket.getsockname()[1], "" if given else key)
        if not (key or settings.oidc or _has_keys(settings)):
            warn_of_no_key()

        def application() -> Starlette:
            from proxy.app import application as made

            follower = _follower(options, settings, layered, guard)
            return made(assembling.service(settings, guard, key, follower))

        return served(settings.listen, socket, application)


def _given_key(options: argparse.Namespace, listen: Listen) -> str:
    """The clients' one key, if one is given: a weak one will do for scripts on this machine, and for nothing else."""
    name = "--key" if options.key else "HYGIE_PROXY_KEY"
    given: str = options.key or os.environ.get("HYGIE_PROXY_KEY", "")
    if given and not is_alone(listen):
        refuse_weak(given, name)
    elif given:
        refuse_unsendable(given, name)
        if is_weak(given):
            warn_of_weak(name)
    return given


def _has_keys(settings: ProxySettings) -> bool:
    """Whether a key was made that a client can show."""
    store = building.database(settings)
    try:
        return bool(Keys(store).all())
    finally:
        store.close()


def _check_store(settings: ProxySettings) -> None:
    """Raise StoreError or ConfigError before any worker begins."""
    store = building.database(settings)
    building.audited(store, building.secret())
    store.close()


def _socket(listen: Listen) -> Socket:
    from proxy.serving import listening

    try:
        return listening(listen)
    except OSError as error:
        raise ConfigError(
            _("The proxy cannot listen on {host}:{port} ({reason}).").format(
                host=listen.host, port=listen.port, reason=reason(error)
            ),
            "",
            _("Choose another with --port, or stop what uses this one."),
        ) from None


def _follower(
    options: argparse.Namespace, settings: ProxySettings, layered: Layered, guard: BodyGuard
) -> Follower | None:
    if not options.config:
        return None
    from proxy.reloading import Follower

    return Follower(Path(options.config), settings, layered.settings, guard)


def _found() -> tuple[Upstream, ...]:
    from proxy.found import upstreams

    if found := upstreams():
        return found
    raise MissingError(
        _("The proxy has no provider to send requests to."),
        _("It did not start."),
        _("Say which with --upstream URL, or start Ollama or LM Studio on this machine."),
    )
