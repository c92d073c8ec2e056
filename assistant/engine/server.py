"""The child's side: takes calls from the pipe, runs them side by side, streams what they yield."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from typing import Any

from assistant import i18n, log, prompt_wiring
from assistant.config import Settings
from assistant.engine import framing
from assistant.engine.documents import Documents
from assistant.engine.library import Library
from assistant.engine.look_ups import LookUps
from assistant.engine.models import Chosen, Models
from assistant.engine.notes import Notes
from assistant.engine.own_data import OwnData
from assistant.engine.service import Service
from assistant.engine.upkeep import Upkeep
from assistant.errors import HygieError


class Server:
    """Serves one parent until it hangs up."""

    def __init__(
        self,
        parts: Sequence[object],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._reader, self._writer = reader, writer
        self._methods = {
            name: getattr(part, name)
            for part in parts
            for name in vars(type(part))
            if not name.startswith("_")
        }
        self._running: dict[int, asyncio.Task[None]] = {}
        self._turn = asyncio.Lock()

    async def serve(self) -> None:
        """Handle calls and cancellations until the pipe closes."""
        try:
            while True:
                self._take(await framing.read(self._reader))
        except EOFError:
            return

    def _take(self, frame: dict[str, Any]) -> None:
        number = frame["id"]
        if frame["method"] == "cancel":
            if task := self._running.get(number):
                task.cancel()
            return
        task = asyncio.create_task(self._run(number, frame["method"], frame["params"]))
        self._running[number] = task
        task.add_done_callback(lambda _: self._running.pop(number, None))

    async def _run(self, number: int, method: str, params: dict[str, Any]) -> None:
        try:
            events: AsyncIterator[Any] = self._methods[method](**params)
            async for event in events:
                await self._reply({"id": number, "event": event})
            await self._reply({"id": number, "done": True})
        except asyncio.CancelledError:
            await self._reply({"id": number, "done": True})
        except EOFError:
            return
        except HygieError as error:
            await self._reply({"id": number, "error": error.fields()})
        except Exception as error:  # noqa: BLE001  (the parent is told the type, never the values)
            log.event("engine.failed")
            log.crash(error)
            fields = {
                "code": "HygieError",
                "title": type(error).__name__,
                "detail": "",
                "action": "",
            }
            await self._reply({"id": number, "error": fields})

    async def _reply(self, frame: dict[str, Any]) -> None:
        async with self._turn:
            await framing.write(self._writer, frame)


async def _serve(handle: int) -> None:
    connection = socket.socket(fileno=handle)
    reader, writer = await asyncio.open_connection(sock=connection, limit=2**20)
    try:
        settings = (await framing.read(reader))["settings"]
    except EOFError:
        return
    i18n.choose(settings.language)
    await Server(parts(settings), reader, writer).serve()


def parts(settings: Settings) -> tuple[object, ...]:
    """Return what serves the calls; each public method of each part is one that can be called."""
    own = OwnData(settings)
    notes = Notes(own.passphrase)
    library = Library(prompt_wiring.opening(settings, own.passphrase))
    upkeep = Upkeep(settings, own)
    look_ups = LookUps(settings, own.passphrase)
    chosen = Chosen(settings)
    service = Service(chosen, notes, own.passphrase)
    return service, Models(chosen), Documents(), library, notes, own, upkeep, look_ups


def main() -> None:
    """Run the child on the socket whose file descriptor is the first argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C belongs to the screen
    log.install_crash_hook()
    log.silence_third_parties()
    try:
        asyncio.run(_serve(int(sys.argv[1])))
    finally:
        # Native threads may still be generating for a parent that is gone.
        os._exit(0)


if __name__ == "__main__":
    main()
