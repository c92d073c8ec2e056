"""The parent's side: starts the child, calls it, notices when it dies, starts it again."""

from __future__ import annotations

import asyncio
import socket
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncGenerator
from contextlib import nullcontext, suppress
from itertools import count
from typing import Any

from assistant import errors, log, paths
from assistant.child import command
from assistant.config import Settings
from assistant.engine import framing
from assistant.errors import HygieError, ModelInterrupted
from assistant.i18n import gettext as _

_GONE = object()


class EngineClient:
    """One engine process; `call` streams the answer of one method of `service.Service`.

    The child is told the settings: read again, they would lack the flags of the command line.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: Process | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None
        self._waiting: dict[int, asyncio.Queue[Any]] = {}
        self._numbers = count(1)

    @property
    def running(self) -> bool:
        """Whether the child can be called."""
        return self._writer is not None

    @property
    def pid(self) -> int | None:
        """The child's process number."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Start the child, if it does not run yet."""
        if self.running:
            return
        ours, theirs = socket.socketpair()
        errors_go = log.child_stream(paths.data_dir())
        with theirs, errors_go or nullcontext():  # the child has its own by then
            self._process = await asyncio.create_subprocess_exec(
                *command("assistant.engine.server"), str(theirs.fileno()),
                pass_fds=[theirs.fileno()], stdin=DEVNULL, stdout=DEVNULL, stderr=errors_go or DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        reader, self._writer = await asyncio.open_connection(sock=ours, limit=2**20)
        self._reading = asyncio.create_task(self._read(reader))
        await self._send({"settings": self._settings})

    async def stop(self) -> None:
        """Hang up; the child leaves by itself, or is killed after a second."""
        if self._writer is not None:
            self._writer.close()
        if self._process is not None:
            try:
                await asyncio.wait_for(self._process.wait(), 1)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        if self._reading is not None:
            await self._reading

    async def gone(self) -> None:
        """Return when the child has hung up."""
        if self._reading is not None:
            await asyncio.shield(self._reading)

    async def call(self, method: str, **params: object) -> AsyncGenerator[Any, None]:
        """Yield what a method yields; raises HygieError. Closing the iterator cancels the work."""
        number = next(self._numbers)
        queue: asyncio.Queue[Any] = asyncio.Queue()
        self._waiting[number] = queue
        finished = False
        try:
            await self._send({"id": number, "method": method, "params": params})
            while True:
                frame = await queue.get()
                finished = frame is _GONE or "event" not in frame
                if not finished:
                    yield frame["event"]
                elif frame is _GONE:
                    raise _stopped()
                elif "error" in frame:
                    raise _error(frame["error"])
                else:
                    return
        finally:
            self._waiting.pop(number, None)
            if not finished and self.running:
                # An engine that is gone has stopped the work already; the caller's own
                # cancellation must not turn into an error of the engine.
                with suppress(HygieError):
                    await self._send({"id": number, "method": "cancel", "params": {}})

    async def one(self, method: str, **params: object) -> Any:  # noqa: ANN401
        """Return the only value that a method yields."""
        result = None
        async for value in self.call(method, **params):
            result = value
        return result

    async def _send(self, frame: dict[str, Any]) -> None:
        if self._writer is None:
            raise _stopped()
        try:
            await framing.write(self._writer, frame)
        except EOFError:
            raise _stopped() from None

    async def _read(self, reader: asyncio.StreamReader) -> None:
        try:
            while True:
                frame = await framing.read(reader)
                if queue := self._waiting.get(frame["id"]):
                    queue.put_nowait(frame)
        except (EOFError, ValueError):  # gone, or speaking nonsense: both end the connection
            pass
        writer, self._writer = self._writer, None
        for queue in self._waiting.values():
            queue.put_nowait(_GONE)
        if writer is not None:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()


def _stopped() -> HygieError:
    return ModelInterrupted(
        _("The engine stopped."),
        _("What was on screen is kept; nothing more was sent."),
        _("It is being started again; then send once more."),
    )


def _error(fields: dict[str, str]) -> HygieError:
    kind = getattr(errors, fields["code"], HygieError)
    found = kind if isinstance(kind, type) and issubclass(kind, HygieError) else HygieError
    return found(fields["title"], fields["detail"], fields["action"])
