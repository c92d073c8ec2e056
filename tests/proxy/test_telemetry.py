"""Traces reach a collector that speaks OTLP over HTTP, and hold times, counts and codes alone."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from proxy import settings
from tests.proxy.running import KEY, Running
from tests.proxy.test_clients import ASK, HIDDEN
from tests.proxy.upstream import echo

PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
ASKED = {"model": "fake-1", "messages": [{"role": "user", "content": ASK}]}


class Collector:
    """A receiver of OTLP/HTTP on loopback; `spans` by name, `raw` as the bytes came."""

    def __enter__(self):
        self.raw, collector = [], self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                collector.raw.append((self.path, self.headers["Content-Type"], body))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    @property
    def spans(self):
        sent = [ExportTraceServiceRequest.FromString(body) for _, _, body in self.raw]
        found = [
            s for r in sent for rs in r.resource_spans for ss in rs.scope_spans for s in ss.spans
        ]
        return sorted(found, key=lambda span: span.name)


@pytest.fixture
def collector():
    with Collector() as made:
        yield made


def attributes(span):
    return {a.key: a.value.string_value or a.value.int_value for a in span.attributes}


def post(proxy, **more):
    headers = {"authorization": f"Bearer {KEY}", "traceparent": PARENT, "baggage": "who=Ida%20Morvan",
               "tracestate": "who=ida.morvan@nordmail.example.org"}  # fmt: skip
    asked = {**ASKED, **more}
    url = f"{proxy.url}/v1/chat/completions?who=Ida%20Morvan"
    return httpx.post(url, json=asked, headers=headers, trust_env=False, timeout=30)


@pytest.mark.parametrize("stream", [False, True])
def test_a_request_is_traced_without_what_it_says(body_guard, upstream, collector, stream):
    upstream.says = echo
    with Running(body_guard, upstream.url, telemetry=collector.url) as proxy:
        assert post(proxy, stream=stream).status_code == 200
        assert post(proxy, model="ida.morvan@nordmail.example.org").status_code == 400
    assert {(path, kind) for path, kind, _ in collector.raw} == {
        ("/v1/traces", "application/x-protobuf")
    }
    whole = [s for s in collector.spans if s.name == "POST /v1/chat/completions"]
    good, bad = sorted(map(attributes, whole), key=lambda a: a["http.response.status_code"])
    assert good["hygie.hidden"] == 4 and good["hygie.upstream"] == "default"
    assert bad["http.response.status_code"] == 400 and bad["hygie.refused"] == "policy_refused"
    steps = [s for s in collector.spans if s.name in ("hygie.guard", "hygie.upstream")]
    assert len(steps) == 3 and all(s.trace_id.hex() == PARENT[3:35] for s in (*steps, *whole))
    first = next(s for s in whole if "hygie.upstream" in attributes(s))
    assert first.parent_span_id.hex() == PARENT[36:52]
    assert all(first.start_time_unix_nano <= s.start_time_unix_nano for s in steps[:1])
    everything = b"".join(body for _, _, body in collector.raw)
    for value in (*HIDDEN, "ida.morvan", "nordmail", KEY):
        assert value.encode() not in everything


def test_nothing_is_traced_unless_asked_for(body_guard, upstream, collector, monkeypatch):
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    with Running(body_guard, upstream.url) as proxy:
        assert post(proxy).status_code == 200
    assert collector.raw == [] and "traceparent" not in upstream.last.headers


def test_the_variable_is_enough(body_guard, upstream, collector, monkeypatch):
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
    with Running(body_guard, upstream.url) as proxy:
        assert post(proxy).status_code == 200
    assert "POST /v1/chat/completions" in [span.name for span in collector.spans]


def test_a_collector_that_is_away_stops_nobody(body_guard, upstream, capfd):
    with Running(body_guard, upstream.url, telemetry="http://127.0.0.1:9") as proxy:
        assert [post(proxy).status_code for _ in range(3)] == [200, 200, 200]
    assert capfd.readouterr() == ("", "")


def test_an_address_that_is_none_is_refused(tmp_path):
    (tmp_path / "proxy.yaml").write_text("upstreams: [{url: http://x.test}]\ntelemetry: ftp://x")
    with pytest.raises(settings.ConfigError, match="telemetry"):
        settings.read(tmp_path / "proxy.yaml")
