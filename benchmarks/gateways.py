"""The proxies that are measured, a provider for them to ask, and how a request is posted."""

from __future__ import annotations

import json
import multiprocessing
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

KEY = "sk-" + secrets.token_hex(24)  # one peer starts with no weaker key
_ROOT = Path(__file__).parent.parent


class _Upstream(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: two would wait 40 ms for an acknowledgement

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        head = {"id": "c", "object": "chat.completion", "created": 1, "model": "m"}
        if not body.get("stream"):
            choice = {
                "index": 0,
                "message": {"role": "assistant", "content": "Noted."},
                "finish_reason": "stop",
            }
            return self._send(json.dumps(head | {"choices": [choice]}).encode(), "application/json")
        chunks = [{"content": "word "} for _ in range(20)]
        lines = [
            f"data: {json.dumps(head | {'choices': [{'index': 0, 'delta': d, 'finish_reason': None}]})}\n\n"
            for d in chunks
        ]
        return self._send("".join([*lines, "data: [DONE]\n\n"]).encode(), "text/event-stream")

    def _send(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


def _serve(port: Synchronized[int]) -> None:
    ThreadingHTTPServer.request_queue_size = 128
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Upstream)
    port.value = server.server_address[1]
    server.serve_forever()


@contextmanager
def upstream() -> Iterator[int]:
    """A provider in a process of its own."""
    port = multiprocessing.Value("i", 0)
    process = multiprocessing.Process(target=_serve, args=(port,), daemon=True)
    process.start()
    while not port.value:
        time.sleep(0.01)
    yield port.value
    process.terminate()


@dataclass(frozen=True)
class Gateway:
    """One proxy: how it is started for an upstream on a port of its own; `helpers` run beside it."""

    name: str
    command: list[str]
    environment: dict[str, str]
    port: int
    helpers: tuple[list[str], ...] = field(default=())

    @contextmanager
    def running(self) -> Iterator[list[int]]:
        """Start it; yield the processes that serve once it answers."""
        with ExitStack() as stack:
            started = [
                stack.enter_context(_process(command, self.environment))
                for command in (*self.helpers, self.command)
            ]
            self._wait(started)
            yield [process.pid for process in started]

    def _wait(self, started: list[subprocess.Popen[bytes]]) -> None:
        for _ in range(1_800):
            assert all(process.poll() is None for process in started), f"{self.name} ended"
            try:
                post(self.port, [{"role": "user", "content": "hello"}])
            except (OSError, RuntimeError):
                time.sleep(0.1)
            else:
                return


@contextmanager
def _process(command: list[str], more: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=os.environ | more, stdout=quiet, stderr=quiet)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def gateways(to: int, home: str) -> Iterator[Gateway]:
    """Yield hygie and the peers that are installed."""
    hygie = [sys.executable, "-m", "proxy", "serve", "--port", "4321", "--key", KEY, "--no-note",
             "--upstream", f"http://127.0.0.1:{to}/v1"]  # fmt: skip
    yield Gateway("hygie", hygie, {"HYGIE_HOME": home, "PYTHONPATH": str(_ROOT)}, 4321)
    folder = Path(os.environ.get("HYGIE_PEERS", "/nowhere"))
    if (tool := folder / "llm-redact/bin/llm-redact").exists():
        config = Path(home) / "llm-redact.toml"
        config.write_text(
            f'port = 4322\n[providers.openai]\nupstream_base_url = "http://127.0.0.1:{to}"\n'
        )
        yield Gateway("llm-redact", [str(tool), "serve", "--config", str(config)], {}, 4322)
    if (tool := folder / "maskflow/bin/maskflow-gateway").exists():
        there = {"MASKFLOW_GATEWAY_OPENAI_BASE_URL": f"http://127.0.0.1:{to}/v1"}
        yield Gateway("maskflow", [str(tool), "--port", "4323"], there, 4323)
    if (tool := folder / "litellm/bin/litellm").exists():
        yield _litellm(tool, to, Path(home))


def _litellm(tool: Path, to: int, home: Path) -> Gateway:
    """LiteLLM's proxy with its Presidio guardrail, which hides and restores, on every request."""
    model = {"model": "openai/m", "api_base": f"http://127.0.0.1:{to}/v1", "api_key": "none"}
    guardrail = {
        "guardrail": "presidio", "mode": "pre_call", "default_on": True, "output_parse_pii": True,
    }  # fmt: skip
    config = home / "litellm.json"  # JSON is YAML
    settings = {
        "model_list": [{"model_name": "m", "litellm_params": model}],
        "guardrails": [{"guardrail_name": "presidio", "litellm_params": guardrail}],
    }
    config.write_text(json.dumps(settings))
    service = "http://127.0.0.1:4325"
    environment = {
        "PRESIDIO_ANALYZER_API_BASE": service, "PRESIDIO_ANONYMIZER_API_BASE": service,
        "LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_MASTER_KEY": KEY, "PYTHONPATH": "",
    }  # fmt: skip
    command = [str(tool), "--config", str(config), "--host", "127.0.0.1", "--port", "4324"]
    presidio = [
        sys.executable, "-c",
        f"import sys, runpy; sys.path.insert(0, {str(_ROOT)!r}); sys.argv[1:] = ['4325'];"
        " runpy.run_module('benchmarks.presidio_service', run_name='__main__')",
    ]  # fmt: skip
    return Gateway("litellm", command, environment, 4324, (presidio,))


def post(port: int, messages: list[dict[str, str]], *, stream: bool = False) -> tuple[float, float]:
    """Return the seconds to the first byte of the answer and to its end."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = json.dumps({"model": "m", "messages": messages, "stream": stream})
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"}
    began = time.perf_counter()
    connection.request("POST", "/v1/chat/completions", body, headers)
    answer = connection.getresponse()
    answer.read(1)
    first = time.perf_counter() - began
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"status {answer.status}")
    connection.close()
    return first, time.perf_counter() - began
