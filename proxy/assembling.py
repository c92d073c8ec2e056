"""Puts the proxy together from its settings."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from assistant import log
from assistant.body_wiring import BodyGuard
from assistant.errors import StoreError
from proxy import building
from proxy.admin import Admin
from proxy.admission import Door, People
from proxy.conversations import Conversations
from proxy.denials import Denials
from proxy.exchange import Parts, Rules
from proxy.files import Files
from proxy.gateway import Gateway
from proxy.http_adapter import HttpClient
from proxy.keys import Keys
from proxy.litellm_adapter import LitellmUpstream
from proxy.metrics import Metrics
from proxy.service import Service
from proxy.settings import ProxySettings
from proxy.store.database import Database
from proxy.store.kept import Memory, Secret
from proxy.telemetry_adapter import tracing
from proxy.use import Use

if TYPE_CHECKING:
    from proxy.reloading import Follower


@dataclass(frozen=True, slots=True)
class _Stores:
    """What is kept beyond a request, and for how many seconds; `secret` seals it."""

    database: Database
    memory: Memory
    secret: Secret
    seconds: float

    def working(self) -> dict[str, bool]:
        """Whether each can be asked now."""
        looks: dict[str, Callable[[], object]] = {
            "database": partial(self.database.run, "SELECT 1"),
            "memory": partial(self.memory.first, ["ready"]),
        }
        return {name: _works(look) for name, look in looks.items()}

    def works(self) -> bool:
        """Whether all can be asked now."""
        return all(self.working().values())


def service(
    settings: ProxySettings, made: BodyGuard, key: str, changed: Follower | None
) -> Service:
    """Return the application's parts; raises StoreError and ConfigError.

    `key` lets clients in without the database, where it is not empty; `changed` follows the settings' files.
    """
    stores = _stores(settings)
    parts = _parts(stores)
    parts.audit.append("started", policy=building.version(settings))
    gateway = Gateway(Rules(settings, made, building.version(settings)), parts)
    keys = Keys(stores.database)
    return Service(
        gateway,
        Door(keys, parts.use, key, _people(settings)),
        parts.files,
        parts.metrics,
        ready=stores.works,
        started=partial(_begin_to_follow, gateway, changed) if changed else None,
        tracing=tracing(settings.telemetry),
        admin=_admin(key, keys, gateway, stores, changed),
    )


def _stores(settings: ProxySettings) -> _Stores:
    store, own = building.database(settings), building.secret()
    return _Stores(store, building.memory(settings, store), own, settings.store.hours * 3600)


def _parts(stores: _Stores) -> Parts:
    """Return what the gateway is made of; raises ConfigError where another secret signed the audit."""
    audit = building.audited(stores.database, stores.secret)
    return Parts(
        Conversations(stores.memory, stores.secret, stores.seconds),
        audit,
        Denials(audit),
        Use(stores.database),
        Files(stores.memory, stores.secret, stores.seconds),
        Metrics(),
        {"http": HttpClient(), "litellm": LitellmUpstream()},
        stores.database.close,
    )


def _people(settings: ProxySettings) -> People | None:
    """Return who knows the company's people, where it has an identity provider."""
    if settings.oidc is None:
        return None
    from proxy.oidc import Tokens

    return Tokens(settings.oidc)


async def _begin_to_follow(gateway: Gateway, changed: Follower) -> None:
    gateway.follows = asyncio.create_task(_follow(gateway, changed))


def _admin(
    key: str, keys: Keys, gateway: Gateway, stores: _Stores, changed: Follower | None
) -> Admin | None:
    """Return the administration, if a key opens it."""
    if (door := building.admin_door(key)) is None:
        return None
    use, audit = gateway.parts.use, gateway.parts.audit
    reread = changed.now if changed else None
    return Admin(door, keys, use, audit, gateway, stores.working, reread, time.monotonic())


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
