"""A provider on loopback that speaks the real wire formats, well or badly as told."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Reply = Callable[["_Handler"], None]


class FakeProvider:
    """Gives its scripted replies in order, the last one for ever; keeps what it received."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.released = threading.Event()
        self.hung_up = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.fake = self  # type: ignore[attr-defined]
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def script(self, *replies: Reply) -> None:
        self.replies = list(replies)

    def next_reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Broken connections are part of the play."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _handle(self) -> None:
        fake: FakeProvider = self.server.fake  # type: ignore[attr-defined]
        length = int(self.headers.get("Content-Length") or 0)
        fake.requests.append(json.loads(self.rfile.read(length) or b"{}"))
        fake.headers.append({k.lower(): v for k, v in self.headers.items()})
        try:
            fake.next_reply()(self)
        except OSError:
            fake.hung_up.set()
            self.close_connection = True

    do_POST = do_GET = _handle

    def log_message(self, *_: object) -> None:
        pass

    def begin(self, kind: str = "text/event-stream") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def send(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def end(self) -> None:
        self.wfile.write(b"0\r\n\r\n")


def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "fake",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    } | more
    return b"data: " + json.dumps(body).encode() + b"\n\n"


USAGE = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}


def openai_events(words: Iterable[str], finish: str | None = "stop") -> list[bytes]:
    events = [chunk({"role": "assistant", "content": ""})]
    events += [chunk({"content": word}) for word in words]
    if finish:
        events += [chunk({}, finish), chunk({}, choices=[], usage=USAGE), b"data: [DONE]\n\n"]
    return events


def answers(*words: str, finish: str | None = "stop") -> Reply:
    return sends(*openai_events(words, finish))


def sends(*events: bytes, kind: str = "text/event-stream") -> Reply:
    def reply(handler: _Handler) -> None:
        handler.begin(kind)
        for event in events:
            handler.send(event)
        handler.end()

    return reply


def cuts_after(*words: str) -> Reply:
    """Drops the connection without ending the stream."""

    def reply(handler: _Handler) -> None:
        handler.begin()
        for event in openai_events(words, finish=None):
            handler.send(event)
        handler.close_connection = True

    return reply


def falls_silent_after(*words: str) -> Reply:
    def reply(handler: _Handler) -> None:
        handler.begin()
        for event in openai_events(words, finish=None):
            handler.send(event)
        handler.server.fake.released.wait(20)  # type: ignore[attr-defined]
        handler.close_connection = True

    return reply


def drips(word: str, pause: float = 0.02, times: int = 1000) -> Reply:
    def reply(handler: _Handler) -> None:
        handler.begin()
        for _ in range(times):
            handler.send(chunk({"content": word}))
            time.sleep(pause)
        handler.end()

    return reply


def hangs_up(handler: _Handler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def refuses(status: int, code: str = "", message: str = "no", **headers: str) -> Reply:
    def reply(handler: _Handler) -> None:
        body = json.dumps({"error": {"message": message, "type": code, "code": code}}).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def anthropic_answers(*words: str) -> Reply:
    def event(kind: str, **fields: Any) -> bytes:
        return f"event: {kind}\ndata: {json.dumps({'type': kind, **fields})}\n\n".encode()

    message = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "fake",
        "content": [],
        "stop_reason": None,
        "usage": {"input_tokens": 7, "output_tokens": 1},
    }
    block = {"type": "text", "text": ""}
    deltas = [
        event("content_block_delta", index=0, delta={"type": "text_delta", "text": word})
        for word in words
    ]
    return sends(
        event("message_start", message=message),
        event("content_block_start", index=0, content_block=block),
        *deltas,
        event("content_block_stop", index=0),
        event("message_delta", delta={"stop_reason": "end_turn"}, usage={"output_tokens": 3}),
        event("message_stop"),
    )


def ollama_answers(*words: str) -> Reply:
    lines = [
        {"model": "m", "message": {"role": "assistant", "content": word}, "done": False}
        for word in words
    ]
    lines.append(
        {
            "model": "m",
            "message": {"role": "assistant", "content": ""},
            "done": True,
            "done_reason": "stop",
            "prompt_eval_count": 7,
            "eval_count": 3,
        }
    )
    return sends(
        *(json.dumps(line).encode() + b"\n" for line in lines), kind="application/x-ndjson"
    )
