"""Puts the proxy together from its settings."""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import log, paths
from assistant.body_wiring import BodyGuard, body_guard
from assistant.config import Settings
from assistant.errors import ConfigError, StoreError
from assistant.folders import private_folder
from assistant.i18n import _
from assistant.sealed import create_file
from assistant.types import Private
from proxy.admin import Admin, AdminDoor
from proxy.admission import Door
from proxy.app import Service
from proxy.audit import Audit, is_own
from proxy.conversations import Conversations
from proxy.denials import Denials
from proxy.exchange import Parts, Rules
from proxy.files import Files
from proxy.gateway import Gateway
from proxy.http_adapter import HttpClient
from proxy.keys import Keys
from proxy.litellm_adapter import LitellmUpstream
from proxy.metrics import Metrics
from proxy.settings import ProxySettings
from proxy.store.database import Database, SqliteDatabase
from proxy.store.kept import DatabaseMemory, Memory, Secret
from proxy.telemetry_adapter import tracing
from proxy.use import Use

if TYPE_CHECKING:
    from proxy.reloading import Follower

_SECRET_BYTES = 32


def folder() -> Path:
    """Where the proxy keeps its files."""
    return paths.data_dir() / "proxy"


def secret() -> Secret:
    """Return the proxy's secret: HYGIE_PROXY_SECRET, which replicas share, or a file of its own."""
    if given := os.environ.get("HYGIE_PROXY_SECRET"):
        return Secret(Private(hashlib.sha256(given.encode()).digest()))
    path = folder() / "secret"
    private_folder(path.parent)
    if not path.exists():
        create_file(path, secrets.token_bytes(_SECRET_BYTES))  # another worker may be first
    data = path.read_bytes()
    if len(data) != _SECRET_BYTES:
        raise StoreError(
            _("The key file {path} is damaged.").format(path=path),
            _("What it encrypted cannot be opened; nothing was changed."),
            _("Put it back from a copy, or move it away to begin with a new key."),
        )
    return Secret(Private(data))


def database(settings: ProxySettings) -> Database:
    """Return the database of keys and audit; raises StoreError."""
    where = settings.store.database
    if where.startswith(("postgresql://", "postgres://")):
        from proxy.store.postgres_adapter import PostgresDatabase

        return PostgresDatabase(where)
    return SqliteDatabase(Path(where) if where else folder() / "proxy.db")


def audited(kept_in: Database, own: Secret) -> Audit:
    """Return the audit of a database, or close it and raise ConfigError where another secret signed it.

    Two secrets in one audit cannot both be verified: who began it decides.
    """
    if not is_own(kept_in, own):
        kept_in.close()
        raise ConfigError(
            _("The audit in this database is signed with another secret than the one at hand."),
            _("The proxy did not start."),
            _("Set HYGIE_PROXY_SECRET, and HYGIE_HOME, as they were when this audit was begun."),
        )
    return Audit(kept_in, own)


def memory(settings: ProxySettings, kept_in: Database) -> Memory:
    """Return where conversations are kept; raises StoreError."""
    if settings.store.memory:
        from proxy.store.valkey_adapter import ValkeyMemory

        return ValkeyMemory(settings.store.memory)
    return DatabaseMemory(kept_in)


def guard(settings: ProxySettings, own: Settings, before: BodyGuard | None = None) -> BodyGuard:
    """Return the guard that the settings ask for; raises ConfigError or MissingError.

    A policy counts as the company's with a key that it must be signed with, else as the team's.
    """
    changes: dict[str, str] = {}
    if settings.company is not None:
        changes["company_terms"] = str(_list_of_terms(settings.company))
    if settings.policy is not None and settings.policy_key:
        changes |= {"company_policy": str(settings.policy), "policy_key": settings.policy_key}
    elif settings.policy is not None:
        changes["team_policy"] = str(settings.policy)
    return body_guard(replace(own, **changes), before)


def _list_of_terms(path: Path) -> Path:
    if not path.is_file():
        raise ConfigError(
            _("The company's list of terms {path} does not exist.").format(path=path),
            _("Without it its terms would go unseen, so nothing is sent."),
            _("Correct --company, or company: in the proxy's settings."),
        )
    return path


def version(settings: ProxySettings) -> str:
    """A name of the rules in force: of policy, company list and settings."""
    digest = hashlib.sha256(settings.model_dump_json().encode())
    for path in (settings.policy, settings.company):
        if path is not None:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def service(
    settings: ProxySettings,
    made: BodyGuard,
    key: str = "",
    changed: Follower | None = None,
) -> Service:
    """Return the application's parts; raises StoreError."""
    store, own_secret = database(settings), secret()
    kept, seconds = memory(settings, store), settings.store.hours * 3600
    metrics, files = Metrics(), Files(kept, own_secret, seconds)
    keys, use = Keys(store), Use(store)
    audit = audited(store, own_secret)
    audit.append("started", policy=version(settings))
    parts = Parts(
        Conversations(kept, own_secret, seconds),
        audit,
        Denials(audit),
        use,
        files,
        metrics,
        {"http": HttpClient(), "litellm": LitellmUpstream()},
        store.close,
    )
    gateway = Gateway(Rules(settings, made, version(settings)), parts)
    people = None
    if settings.oidc is not None:
        from proxy.oidc import Tokens

        people = Tokens(settings.oidc)

    def working() -> dict[str, bool]:
        looks: dict[str, Callable[[], object]] = {
            "database": partial(store.run, "SELECT 1"),
            "memory": partial(kept.first, ["ready"]),
        }
        return {name: _works(look) for name, look in looks.items()}

    async def started() -> None:
        if changed is not None:
            task = asyncio.create_task(_follow(gateway, changed))
            task.add_done_callback(lambda _: None)
            gateway.follows = task

    door, traces = Door(keys, use, key, people), tracing(settings.telemetry)
    admin = None
    if (opened := admin_door(key)) is not None:
        reread = changed.now if changed else None
        admin = Admin(opened, keys, use, parts.audit, gateway, working, reread, time.monotonic())
    ready: Callable[[], bool] = lambda: all(working().values())  # noqa: E731
    return Service(gateway, door, files, metrics, ready, started, traces, admin)


def admin_door(given: str) -> AdminDoor | None:
    """Return the door of the admin API, if HYGIE_PROXY_ADMIN_KEY opens one; raises ConfigError."""
    key = os.environ.get("HYGIE_PROXY_ADMIN_KEY", "")
    return AdminDoor(key, given) if key else None


def _works(look: Callable[[], object]) -> bool:
    try:
        look()
    except StoreError:
        return False
    return True


async def _follow(gateway: Gateway, changed: Callable[[], Awaitable[Rules]]) -> None:
    """Take over new rules whenever a file of the settings changes."""
    while True:
        try:
            gateway.rules = await changed()
        except Exception as error:  # noqa: BLE001  (the rules in force stay; what fails once may not again)
            log.crash(error)
            await asyncio.sleep(1)
        else:
            log.event("proxy.reloaded")
