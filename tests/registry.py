"""A registry and a site on the loopback, in their true wire formats; keeps what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from assistant.lookup.registry_adapter import Registry

_HOP = {"/away": "http://10.0.0.7/inner", "/moved": "/page", "/around": "/around"}


class Registered(ThreadingHTTPServer):
    """Knows 10.5555/12345678 and /page; waits while `held`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        self.going_on = threading.Event()
        self.going_on.set()

    @property
    def asked(self) -> Registry:
        """What asks it, as the real one is asked."""
        base = f"http://127.0.0.1:{self.server_port}"
        return Registry(lambda url: url.startswith(base), base, lambda _address: True)


class _Handler(BaseHTTPRequestHandler):
    server: Registered

    def _reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.server.seen.append((self.command, self.path, dict(self.headers)))
        self.server.going_on.wait(30)
        handle = self.path.removeprefix("/api/handles/")
        if handle == "10.5555/slow":
            self._reply(200, b"x" * 1_000_000)
            return
        known = handle == "10.5555/12345678"
        body = json.dumps({"responseCode": 1 if known else 100, "handle": handle}).encode()
        self._reply(200 if known else 404, body, **{"Set-Cookie": "a=b"})

    def do_HEAD(self) -> None:
        self.server.seen.append((self.command, self.path, dict(self.headers)))
        if self.path in _HOP:
            self._reply(302, Location=_HOP[self.path])
        else:
            self._reply({"/page": 200, "/gone": 404}.get(self.path, 503))

    def log_message(self, *_arguments: object) -> None:
        """Keep quiet."""


@contextmanager
def registry() -> Iterator[Registered]:
    """Serve for as long as it is needed."""
    served = Registered()
    thread = threading.Thread(target=served.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        served.going_on.set()
        served.shutdown()
        thread.join()
        served.server_close()
