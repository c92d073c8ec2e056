"""A stub of Anthropic's Messages API on loopback: streams one tool call, then a sentence about its result."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any


class StubModel:
    """Answers with the calls it is scripted with, one a turn; `requests` are what came over the wire."""

    def __init__(self, calls: list[tuple[str, dict[str, Any]]]) -> None:
        self.calls, self.requests = calls, list[dict[str, Any]]()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> StubModel:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *arguments: object) -> None:
                pass

            def do_HEAD(self) -> None:
                self.send_response(200)
                self.end_headers()

            def do_GET(self) -> None:
                self._json({"data": []})

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if "count_tokens" in self.path:
                    self._json({"input_tokens": 10})
                    return
                stub.requests.append(body)
                events = _events(stub.block(body))
                if not body.get("stream"):
                    self._json(
                        {**events[0]["message"], "content": [{"type": "text", "text": "ok"}]}
                    )
                    return
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                for event in events:
                    self.wfile.write(
                        f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode()
                    )

            def _json(self, value: dict[str, Any]) -> None:
                data = json.dumps(value).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        return Handler

    def block(self, body: dict[str, Any]) -> dict[str, Any]:
        """The next scripted call, once the client offers its tool; else a sentence."""
        offered = {tool.get("name") for tool in body.get("tools", ())}
        done = sum(
            part.get("type") == "tool_result"
            for message in body["messages"] if isinstance(message["content"], list)
            for part in message["content"]
        )  # fmt: skip
        if done < len(self.calls) and self.calls[done][0] in offered:
            name, given = self.calls[done]
            return {"type": "tool_use", "id": f"toolu_{done}", "name": name, "input": given}
        return {"type": "text", "text": "That is all."}


def _events(block: dict[str, Any]) -> list[dict[str, Any]]:
    message = {
        "id": "msg_1", "type": "message", "role": "assistant", "model": "stub", "content": [],
        "stop_reason": None, "stop_sequence": None, "usage": {"input_tokens": 10, "output_tokens": 1},
    }  # fmt: skip
    if block["type"] == "text":
        empty, stop = {"type": "text", "text": ""}, "end_turn"
        delta = {"type": "text_delta", "text": block["text"]}
    else:
        empty, stop = {**block, "input": {}}, "tool_use"
        delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
    return [
        {"type": "message_start", "message": message},
        {"type": "content_block_start", "index": 0, "content_block": empty},
        {"type": "content_block_delta", "index": 0, "delta": delta},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": stop, "stop_sequence": None},
         "usage": {"output_tokens": 5}},
        {"type": "message_stop"},
    ]  # fmt: skip
