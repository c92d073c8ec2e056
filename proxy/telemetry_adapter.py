"""Traces for OpenTelemetry over OTLP/HTTP; only with OTEL_EXPORTER_OTLP_ENDPOINT or `telemetry` in the settings.

A provider of our own and not the process's: spans that libraries make, with what they hold, go nowhere.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import regex

from assistant.errors import MissingError
from assistant.i18n import _
from proxy.tracing import Fact, Off, Trace, Tracing

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span, Tracer

_VARIABLES = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
# https://www.w3.org/TR/trace-context/#traceparent-header; `tracestate` and `baggage` may hold anything.
_PARENT = regex.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")


def tracing(endpoint: str) -> Tracing:
    """Return what traces to a collector's base URL, or to where the variables say; raises MissingError."""
    if not endpoint and not any(os.environ.get(name) for name in _VARIABLES):
        return Off()
    try:
        return _Otlp(_provider(endpoint))
    except ImportError:
        raise MissingError(
            _("OpenTelemetry's exporter is not installed."),
            _("The proxy did not start."),
            _("Install hygie[team], or leave the telemetry settings out."),
        ) from None


def _provider(endpoint: str) -> TracerProvider:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    name = os.environ.get("OTEL_SERVICE_NAME", "hygie-proxy")
    provider = TracerProvider(resource=Resource.create({"service.name": name}))
    to = f"{endpoint.rstrip('/')}/v1/traces" if endpoint else None
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=to, timeout=5)))
    return provider


class _Otlp:
    def __init__(self, provider: TracerProvider) -> None:
        self._provider = provider
        self._tracer = provider.get_tracer("hygie.proxy")

    def begun(self, method: str, route: str, parent: str) -> Trace:
        """Begin a span of the server, below the client's own if it sent one."""
        from opentelemetry.trace import SpanKind
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        known = {"traceparent": parent} if _PARENT.fullmatch(parent) else {}
        above = TraceContextTextMapPropagator().extract(known)
        span = self._tracer.start_span(f"{method} {route}", above, SpanKind.SERVER)
        span.set_attribute("http.route", route)
        return _Request(self._tracer, span)

    def close(self) -> None:
        """Send what is left, for five seconds at most."""
        self._provider.shutdown()


class _Request:
    def __init__(self, tracer: Tracer, span: Span) -> None:
        self._tracer, self._span = tracer, span

    def note(self, facts: Mapping[str, Fact]) -> None:
        """Set attributes of the span."""
        self._span.set_attributes({f"hygie.{name}": value for name, value in facts.items()})

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step in a span of its own; an error gives it its type's name, never its message."""
        from opentelemetry.trace import set_span_in_context

        span = self._tracer.start_span(f"hygie.{name}", set_span_in_context(self._span))
        try:
            yield
        except BaseException as error:
            span.set_attribute("error.type", type(error).__name__)
            raise
        finally:
            span.end()

    def end(self, status: int) -> None:
        """End the span; answers of 500 and above are errors."""
        from opentelemetry.trace import StatusCode

        self._span.set_attribute("http.response.status_code", status)
        if status >= 500:
            self._span.set_status(StatusCode.ERROR)
        self._span.end()
