"""A load balancer: connections go to the proxies in turn, past those that take none."""

from __future__ import annotations

import itertools
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Self


class Balancer:
    """`with Balancer([port, port]) as balancer:`; `served` holds the port of each connection in order."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports, self._turn = list(ports), itertools.count()
        self.served: list[int] = []

    def __enter__(self) -> Self:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def replace(self, ports: Sequence[int]) -> None:
        """Send what comes from now on to other proxies."""
        self._ports = list(ports)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        with client, self._reached() as proxy:
            back = threading.Thread(target=_copied, args=(proxy, client), daemon=True)
            back.start()
            _copied(client, proxy)
            back.join(30)

    def _reached(self) -> socket.socket:
        first = next(self._turn)
        for offset in range(len(self._ports)):
            port = self._ports[(first + offset) % len(self._ports)]
            with suppress(OSError):
                reached = socket.create_connection(("127.0.0.1", port), 5)
                reached.settimeout(None)
                self.served.append(port)
                return reached
        raise ConnectionError


def _copied(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
