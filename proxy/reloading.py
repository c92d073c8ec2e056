"""Takes over settings, policy and company list when their files change; a wrong file changes nothing."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from assistant import log
from assistant.body_wiring import BodyGuard
from assistant.config import Settings
from assistant.errors import HygieError
from assistant.i18n import _
from assistant.policy_wiring import SIGNATURE
from proxy import building
from proxy.exchange import Rules
from proxy.settings import ProxySettings, check_keys, read

_EVERY = 2.0


class Follower:
    """Waits for the next change of the files and gives the rules that it makes."""

    def __init__(
        self, config: Path, settings: ProxySettings, own: Settings, guard: BodyGuard
    ) -> None:
        self._config, self._settings, self._own, self._guard = config, settings, own, guard
        self._seen = _stamp(config, settings)

    async def __call__(self) -> Rules:
        """Return the rules after the next change that is right."""
        while True:
            await asyncio.sleep(_EVERY)
            stamp = await asyncio.to_thread(_stamp, self._config, self._settings)
            if stamp == self._seen:
                continue
            self._seen = stamp
            try:
                return await self.now()
            except (HygieError, OSError) as error:
                log.event("proxy.not_reloaded")
                title = error.title if isinstance(error, HygieError) else type(error).__name__
                said = _("hygie: {problem} The rules in force stay.").format(problem=title)
                print(said, file=sys.stderr)  # noqa: T201

    async def now(self) -> Rules:
        """Return the rules of the files as they are; raises HygieError and OSError."""
        fresh = await asyncio.to_thread(read, self._config)
        check_keys(fresh)
        made = await asyncio.to_thread(building.guard, fresh, self._own, self._guard)
        await asyncio.to_thread(made.load)
        version = await asyncio.to_thread(building.version, fresh)
        # Where it listens and what it keeps cannot change while it runs.
        kept = {"listen": self._settings.listen, "store": self._settings.store}
        self._settings = fresh.model_copy(update=kept)
        self._seen = _stamp(self._config, self._settings)
        return Rules(self._settings, made, version)


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
