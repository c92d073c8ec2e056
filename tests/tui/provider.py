"""A model provider on the loopback, for tests with the real engine; keeps what it was sent."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Provider(ThreadingHTTPServer):
    """Answers with « Dear », the first placeholder it got, and waits while `held`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[str] = []
        self.answer: Callable[[str], str] = lambda _question: ""
        """What is said to a question; where it is nothing: « Dear …, hello again. »"""
        self.going_on = threading.Event()
        self.going_on.set()


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.received.append(body)
        question = json.loads(body)["messages"][-1]["content"]
        found = re.search(r"\{\{\w+\}\}", question)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        usual = ("Dear ", found[0] if found else "you", ", hello", " again.")
        own = self.server.answer(question)
        for number, text in enumerate(re.findall(r"\s*\S+", own) or usual):
            if number == 3:
                self.server.going_on.wait(30)
            self._chunk({"content": text}, None)
        self._chunk({}, "stop")
        self._write("[DONE]")

    def _chunk(self, delta: dict[str, str], finish: str | None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
        frame = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "test"}
        self._write(json.dumps({**frame, "choices": [choice]}))

    def _write(self, data: str) -> None:
        try:
            self.wfile.write(f"data: {data}\n\n".encode())
            self.wfile.flush()
        except OSError:
            return  # the engine was killed

    def log_message(self, *_args: object) -> None:
        return


@contextmanager
def provider() -> Iterator[Provider]:
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server
    finally:
        server.going_on.set()
        server.shutdown()
        thread.join()
        server.server_close()
