"""The proxy on a loopback port, in a thread: the real application, server and guard."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any, Self

from assistant.body_wiring import BodyGuard
from proxy import assembling
from proxy.app import application
from proxy.serving import configured, listening
from proxy.settings import Listen, ProxySettings, Upstream
from proxy.stopping_adapter import server

KEY = "hyg-key-of-the-proxys-tests"


class Running:
    """`with Running(guard, url) as proxy:`; settings by name as in proxy.yaml."""

    def __init__(self, guard: BodyGuard, url: str = "", **settings: Any) -> None:
        if "upstreams" not in settings:
            settings["upstreams"] = (Upstream(url=url, retries=0, silent_seconds=5),)
        self.settings = ProxySettings(**{"note": False, **settings})
        self.service = assembling.service(self.settings, guard, KEY, None)
        now = time.time()  # budgets begin anew with a minute and a day: none does so within a test
        self.service.gateway.parts.use._clock = lambda: now
        self._socket = listening(Listen(port=0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        served = application(self.service)
        config = configured(self.settings.listen, served)
        config.timeout_graceful_shutdown = 2
        self._server = server(config, served.state.cut, lambda: None)
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._socket]))

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            threading.Event().wait(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop it now; what it counted is recorded then."""
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()
