"""Runs the application: one process, or several that share the models' memory."""

from __future__ import annotations

import gc
import os
import signal
import socket
import ssl
import sys
from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette

from proxy.settings import Listen

_RESTARTS = 100


def listening(listen: Listen) -> socket.socket:
    """Return the socket; raises OSError."""
    family = socket.AF_INET6 if ":" in listen.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((listen.host, listen.port))
    made.listen(2048)
    return made


def serve(listen: Listen, made: socket.socket, application: Callable[[], Starlette]) -> int:
    """Serve until told to stop; each worker makes its own application over the models loaded before."""
    # What was loaded stays: to look through it for garbage would stop a request for 0.1 seconds.
    gc.collect()
    gc.freeze()
    if listen.workers == 1:
        _run(listen, made, application)
        return 0
    return _with_workers(listen, made, application)


def _run(listen: Listen, made: socket.socket, application: Callable[[], Starlette]) -> None:
    import uvicorn

    tls: dict[str, object] = {}
    if listen.certificate:
        tls = {"ssl_certfile": str(listen.certificate), "ssl_keyfile": _text(listen.private_key)}
        if listen.client_ca:
            tls |= {"ssl_ca_certs": str(listen.client_ca), "ssl_cert_reqs": ssl.CERT_REQUIRED}
    config = uvicorn.Config(
        application(),
        log_level="critical",
        access_log=False,  # it would write query strings
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=30,
        h11_max_incomplete_event_size=65_536,
        **tls,  # type: ignore[arg-type]
    )
    uvicorn.Server(config).run(sockets=[made])


def _text(path: Path | None) -> str | None:
    return str(path) if path else None


def _with_workers(listen: Listen, made: socket.socket, application: Callable[[], Starlette]) -> int:
    """Fork workers after the models are loaded: their pages are shared until written to."""
    children = {_fork(listen, made, application) for _ in range(listen.workers)}
    state = {"stopping": False}

    def stop(number: int, frame: object) -> None:
        state["stopping"] = True
        for child in children:
            os.kill(child, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    restarts = 0
    while children:
        try:
            child, _ = os.wait()
        except InterruptedError:
            continue
        children.discard(child)
        if not state["stopping"] and restarts < _RESTARTS:
            restarts += 1
            children.add(_fork(listen, made, application))
    return 0


def _fork(listen: Listen, made: socket.socket, application: Callable[[], Starlette]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _run(listen, made, application)
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)
