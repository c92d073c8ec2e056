"""A provider on loopback that speaks the true wire formats, and keeps every byte it receives."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

PLACEHOLDER = re.compile(r"\{\{[A-Z_0-9]+\}\}")


@dataclass
class Received:
    method: str
    path: str
    headers: dict[str, str]
    raw: bytes
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def everything(self) -> str:
        text = self.raw.decode("utf-8", "replace")
        decoded = json.dumps(self.body, ensure_ascii=False) if self.body else ""
        return "\n".join([self.path, str(self.headers), text, decoded])


Reply = Callable[["Handler", Received], None]


@contextmanager
def nobody() -> Iterator[str]:
    """Give an address that nobody answers, and hold its port: another test's provider may not take it."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/v1"


class Upstream:
    """Answers by path; `reply` replaces the answer for every path."""

    def __init__(self, *, formats: Iterable[str] = ("openai", "anthropic")) -> None:
        self.received: list[Received] = []
        self.reply: Reply | None = None
        self.formats = set(formats)
        self.says: Callable[[Received], str] = lambda received: "Hello."
        self.calls: Callable[[Received], tuple[str, str] | None] = lambda received: None
        self.counts = True
        self.released = threading.Event()
        self.hung_up = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self._server.upstream = self  # type: ignore[attr-defined]
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def asked(self) -> list[Received]:
        """What was asked, without the listing of models."""
        return [r for r in self.received if r.method == "POST"]

    @property
    def last(self) -> Received:
        return self.asked[-1]

    def holds(self, value: str) -> bool:
        return any(value in received.everything for received in self.received)


def echo(received: Received) -> str:
    """Say every placeholder that came, in order."""
    return " ".join(dict.fromkeys(PLACEHOLDER.findall(received.raw.decode())))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _handle(self) -> None:
        upstream: Upstream = self.server.upstream  # type: ignore[attr-defined]
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {k.lower(): v for k, v in self.headers.items()}
        received = Received(self.command, self.path, headers, raw, json.loads(raw or b"{}"))
        upstream.received.append(received)
        try:
            (upstream.reply or answer)(self, received)
        except OSError:
            upstream.hung_up.set()
            self.close_connection = True

    do_POST = do_GET = do_DELETE = _handle

    def log_message(self, *_: object) -> None:
        pass

    def json(self, value: object, status: int = 200, **headers: str) -> None:
        data = json.dumps(value, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.end_headers()
        self.wfile.write(data)

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def send(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def end(self) -> None:
        self.wfile.write(b"0\r\n\r\n")

    def event(self, value: object, name: str = "") -> None:
        head = f"event: {name}\n" if name else ""
        self.send(f"{head}data: {json.dumps(value)}\n\n".encode())


def answer(handler: Handler, received: Received) -> None:
    upstream: Upstream = handler.server.upstream  # type: ignore[attr-defined]
    path = received.path.split("?")[0]
    if path == "/v1/models":
        handler.json({"object": "list", "data": [{"id": "fake-1", "object": "model"}]})
    elif path == "/v1/chat/completions":
        chat(handler, received, upstream)
    elif path == "/v1/messages" and "anthropic" in upstream.formats:
        message(handler, received, upstream)
    elif path == "/v1/responses" and "responses" in upstream.formats:
        response(handler, received, upstream)
    elif path == "/v1/completions":
        choice = {"index": 0, "text": upstream.says(received), "finish_reason": "stop"}
        handler.json({"id": "cmpl-1", "object": "text_completion", "choices": [choice]})
    elif path == "/v1/embeddings":
        handler.json({"object": "list", "data": [{"index": 0, "embedding": [0.5, 0.25]}]})
    elif path == "/v1/moderations":
        handler.json({"id": "m", "results": [{"flagged": False}]})
    else:
        handler.json({"detail": "Not Found"}, 404)


USAGE = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}


def chat(handler: Handler, received: Received, upstream: Upstream) -> None:
    text, call = upstream.says(received), upstream.calls(received)
    number = f"call_{len(upstream.received)}"  # clients leave out a call whose number they know
    tools = [
        {"id": number, "type": "function", "function": {"name": call[0], "arguments": call[1]}}
    ] if call else None  # fmt: skip
    reason = "tool_calls" if call else "stop"
    head = {"id": "chatcmpl-1", "created": 1, "model": "fake-1"}
    if not received.body.get("stream"):
        said: dict[str, Any] = {"role": "assistant", "content": None if call else text}
        said |= {"tool_calls": tools} if tools else {}
        choice = {"index": 0, "message": said, "finish_reason": reason}
        handler.json(head | {"object": "chat.completion", "choices": [choice], "usage": USAGE})
        return
    head["object"] = "chat.completion.chunk"

    def chunk(delta: dict[str, Any], finish: str | None = None) -> None:
        handler.event(head | {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    handler.begin()
    chunk({"role": "assistant", "content": ""})
    if call:
        function = {"name": call[0], "arguments": ""}
        chunk(
            {"tool_calls": [{"index": 0, "id": number, "type": "function", "function": function}]}
        )
        for piece in call[1]:
            chunk({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]})
    else:
        for piece in text:
            chunk({"content": piece})
    chunk({}, reason)
    if upstream.counts and (received.body.get("stream_options") or {}).get("include_usage"):
        handler.event(head | {"choices": [], "usage": USAGE})
    handler.send(b"data: [DONE]\n\n")
    handler.end()


def message(handler: Handler, received: Received, upstream: Upstream) -> None:
    text, call = upstream.says(received), upstream.calls(received)
    number = len(upstream.received)  # clients join answers of one number
    head = {
        "id": f"msg_{number}", "type": "message", "role": "assistant", "model": "fake-1", "stop_sequence": None,
        "usage": {"input_tokens": 7, "output_tokens": 3},
    }  # fmt: skip
    if not received.body.get("stream"):
        block = {"type": "text", "text": text}
        if call:
            block = {
                "type": "tool_use",
                "id": f"toolu_{number}",
                "name": call[0],
                "input": json.loads(call[1]),
            }
        handler.json(head | {"content": [block], "stop_reason": "tool_use" if call else "end_turn"})
        return

    def event(kind: str, **fields: Any) -> None:
        handler.event({"type": kind, **fields}, kind)

    handler.begin()
    event("message_start", message=head | {"content": [], "stop_reason": None})
    event("ping")
    if call:
        block = {"type": "tool_use", "id": f"toolu_{number}", "name": call[0], "input": {}}
        event("content_block_start", index=0, content_block=block)
        for piece in call[1]:
            delta = {"type": "input_json_delta", "partial_json": piece}
            event("content_block_delta", index=0, delta=delta)
    else:
        event("content_block_start", index=0, content_block={"type": "text", "text": ""})
        for piece in text:
            event("content_block_delta", index=0, delta={"type": "text_delta", "text": piece})
    event("content_block_stop", index=0)
    delta = {"stop_reason": "tool_use" if call else "end_turn", "stop_sequence": None}
    event("message_delta", delta=delta, usage={"output_tokens": 3})
    event("message_stop")
    handler.end()


def response(handler: Handler, received: Received, upstream: Upstream) -> None:
    text = upstream.says(received)
    part = {"type": "output_text", "text": text, "annotations": []}
    item = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": [part],
    }
    made = {
        "id": f"resp_{len(upstream.received)}", "object": "response", "created_at": 1, "model": "fake-1",
        "status": "completed", "output": [item], "parallel_tool_calls": True, "tool_choice": "auto",
        "tools": [], "usage": {"input_tokens": 7, "output_tokens": 3, "total_tokens": 10,
        "input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0}},
    }  # fmt: skip
    if not received.body.get("stream"):
        handler.json(made)
        return
    number = iter(range(10_000))

    def event(kind: str, **fields: Any) -> None:
        handler.event({"type": kind, "sequence_number": next(number), **fields}, kind)

    place = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
    handler.begin()
    event("response.created", response=made | {"output": [], "status": "in_progress"})
    event("response.output_item.added", output_index=0, item=item | {"content": []})
    event("response.content_part.added", **place, part=part | {"text": ""})
    for piece in text:
        event("response.output_text.delta", **place, delta=piece, logprobs=[])
    event("response.output_text.done", **place, text=text, logprobs=[])
    event("response.content_part.done", **place, part=part)
    event("response.output_item.done", output_index=0, item=item)
    event("response.completed", response=made)
    handler.end()
