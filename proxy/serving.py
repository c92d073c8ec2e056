"""Runs the application: one process, or several that share the models' memory."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import ssl
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from starlette.applications import Starlette

from assistant import log
from assistant.i18n import _
from proxy import leaving
from proxy.settings import Listen

if TYPE_CHECKING:
    import uvicorn

_STOPPING = (signal.SIGTERM, signal.SIGINT)
_WITHIN = 60.0  # seconds in which ends are counted
_MOST = 10
_LONGEST_WAIT = 5.0
_LOOKS = (20_000, 20, 20)
"""After how many new objects garbage is sought; Python's own 700 cost a tenth of a long conversation."""


def listening(listen: Listen) -> socket.socket:
    """Return the socket; raises OSError."""
    family = socket.AF_INET6 if ":" in listen.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((listen.host, listen.port))
        made.listen(2048)
    except OSError:
        made.close()
        raise
    return made


def serve(listen: Listen, made: socket.socket, application: Callable[[], Starlette]) -> int:
    """Serve until told to stop; each worker makes its own application over the models loaded before."""
    # What was loaded stays: to look through it for garbage would stop a request for 0.1 seconds.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_LOOKS)
    if listen.workers == 1:
        _run(listen, made, application)
        return 0
    return _with_workers(listen, made, application)


def _run(listen: Listen, made: socket.socket, application: Callable[[], Starlette]) -> None:
    from proxy.stopping_adapter import server

    served = application()
    try:
        server(configured(listen, served), served.state.cut, leaving.closing).run(sockets=[made])
    finally:  # it raises again what stopped it
        leaving.ending()


def configured(listen: Listen, application: Starlette) -> uvicorn.Config:
    """Return how an application is served."""
    import uvicorn

    from proxy.protocol_adapter import bounded

    tls: dict[str, object] = {}
    if listen.certificate:
        tls = {"ssl_certfile": str(listen.certificate), "ssl_keyfile": _text(listen.private_key)}
        if listen.client_ca:
            tls |= {"ssl_ca_certs": str(listen.client_ca), "ssl_cert_reqs": ssl.CERT_REQUIRED}
    return uvicorn.Config(
        application,
        http=bounded(),
        log_level="critical",
        access_log=False,  # it would write query strings
        server_header=False,
        proxy_headers=False,  # nothing here asks where a request came from
        timeout_keep_alive=75,
        timeout_graceful_shutdown=30,
        **tls,  # type: ignore[arg-type]
    )


def _text(path: Path | None) -> str | None:
    return str(path) if path else None


def _with_workers(listen: Listen, made: socket.socket, application: Callable[[], Starlette]) -> int:
    """Fork workers after the models are loaded: their pages are shared until written to."""
    return Workers(listen.workers, lambda: _run(listen, made, application)).watch()


class Restarts:
    """When a worker that ended may begin again: later each time, and not for ever."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ended: deque[float] = deque()

    def wait(self) -> float | None:
        """Count an end; return the seconds until the next beginning, or None to give up."""
        now = self._clock()
        self._ended.append(now)
        while self._ended[0] <= now - _WITHIN:
            self._ended.popleft()
        if len(self._ended) > _MOST:
            return None
        # One worker that falls is back at once; those that fall again wait longer each time.
        again = len(self._ended) - 1
        return min(_LONGEST_WAIT, 0.1 * 2**again) if again else 0.0


class Workers:
    """Keeps a number of processes alive until told to stop; told so by Ctrl+C again, they stop at once."""

    def __init__(self, count: int, work: Callable[[], None]) -> None:
        self._work, self._restarts = work, Restarts()
        self._count, self._stopping = count, False
        self._children: set[int] = set()

    def watch(self) -> int:
        """Return 0 once told to stop, 1 after giving up on workers that end again and again."""
        for number in _STOPPING:
            signal.signal(number, self._told_to_stop)
        for _one in range(self._count):
            self._begin()
        code = 0
        while self._children:
            self._children.discard(os.wait()[0])
            if not self._stopping and not self._again():
                code = 1
                log.event("proxy.gave_up")
                said = _("hygie: the workers end again and again; the proxy stops.")
                print(said, file=sys.stderr)  # noqa: T201
                self._stop()
        return code

    def _again(self) -> bool:
        wait = self._restarts.wait()
        if wait is None:
            return False
        log.event("proxy.worker_ended", wait=wait)
        until = time.monotonic() + wait
        while not self._stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))
        if not self._stopping:
            self._begin()
        return True

    def _begin(self) -> None:
        # A signal waits until the child is noted here, and does not meet our handler in the child.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        child = os.fork()
        if not child:
            _worker(self._work)
        self._children.add(child)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)

    def _told_to_stop(self, number: int, frame: object) -> None:
        again = self._stopping and number == signal.SIGINT
        self._stop(signal.SIGINT if again else signal.SIGTERM)

    def _stop(self, number: int = signal.SIGTERM) -> None:
        self._stopping = True
        for child in self._children:
            # It may have ended, and not been waited for yet.
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, number)


def _worker(work: Callable[[], None]) -> NoReturn:
    code = 1
    try:
        for number in _STOPPING:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
        work()
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)
