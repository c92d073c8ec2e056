"""Takes over settings, policy and company list when their files change; a wrong file changes nothing."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from assistant import log
from assistant.body_wiring import BodyGuard
from assistant.config import Settings
from assistant.errors import HygieError
from assistant.policy_wiring import SIGNATURE
from proxy import building
from proxy.exchange import Rules
from proxy.settings import ProxySettings, read

_EVERY = 2.0


def follower(
    config: Path, settings: ProxySettings, own: Settings, guard: BodyGuard
) -> Callable[[], Awaitable[Rules]]:
    """Return what waits for the next change and gives the rules that it makes."""
    state = {"settings": settings, "seen": _stamp(config, settings)}

    async def changed() -> Rules:
        while True:
            await asyncio.sleep(_EVERY)
            now: ProxySettings = state["settings"]  # type: ignore[assignment]
            stamp = await asyncio.to_thread(_stamp, config, now)
            if stamp == state["seen"]:
                continue
            state["seen"] = stamp
            try:
                fresh = await asyncio.to_thread(read, config)
                made = await asyncio.to_thread(building.guard, fresh, own, guard)
                await asyncio.to_thread(made.load)
                version = await asyncio.to_thread(building.version, fresh)
            except (HygieError, OSError) as error:
                log.event("proxy.not_reloaded")
                title = error.title if isinstance(error, HygieError) else type(error).__name__
                print(f"hygie: {title}", file=sys.stderr)  # noqa: T201
                continue
            # Where it listens and what it keeps cannot change while it runs.
            fresh = fresh.model_copy(update={"listen": now.listen, "store": now.store})
            state["settings"], state["seen"] = fresh, _stamp(config, fresh)
            return Rules(fresh, made, version)

    return changed


def _stamp(config: Path, settings: ProxySettings) -> tuple[tuple[str, int, int], ...]:
    found = []
    signed = (
        settings.policy.with_name(settings.policy.name + SIGNATURE) if settings.policy else None
    )
    for path in (config, settings.policy, signed, settings.company):
        try:
            status = path.stat() if path else None
        except OSError:
            status = None
        found.append(
            (str(path), status.st_mtime_ns if status else 0, status.st_size if status else 0)
        )
    return tuple(found)
