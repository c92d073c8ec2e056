"""Counts and times for Prometheus: kinds, codes and seconds; no label ever holds what a client wrote."""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.types import Kind

_GUARD = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_WHOLE = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)


class Metrics:
    """The measures of one process."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "hygie_requests", "Requests answered", ["endpoint", "status"], registry=registry
        )
        self._refused = Counter("hygie_refused", "Requests refused", ["code"], registry=registry)
        self._failed = Counter(
            "hygie_failed", "Upstreams that did not answer", ["upstream", "code"], registry=registry
        )
        self._hidden = Counter("hygie_hidden", "Values hidden", ["kind"], registry=registry)
        self._tokens = Counter("hygie_tokens", "Tokens used", ["direction"], registry=registry)
        self._guard = Histogram(
            "hygie_guard_seconds", "Time the guard took", buckets=_GUARD, registry=registry
        )
        self._whole = Histogram(
            "hygie_request_seconds", "Time a request took", buckets=_WHOLE, registry=registry
        )
        self._running = Gauge("hygie_running", "Requests under way", registry=registry)

    def begun(self) -> None:
        """Count a request that comes in."""
        self._running.inc()

    def ended(self, endpoint: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        self._running.dec()
        self._requests.labels(endpoint, str(status)).inc()
        self._whole.observe(seconds)

    def refused(self, code: str) -> None:
        """Count a refusal."""
        self._refused.labels(code).inc()

    def failed(self, upstream: str, code: str) -> None:
        """Count an upstream that did not answer, or not to the end, whether or not another did."""
        self._failed.labels(upstream, code).inc()

    def hidden(self, kinds: Mapping[Kind, int]) -> None:
        """Count the values that were hidden."""
        for kind, count in kinds.items():
            self._hidden.labels(kind.value).inc(count)

    def tokens(self, sent: int, got: int) -> None:
        """Count the tokens that a provider charged."""
        self._tokens.labels("in").inc(sent)
        self._tokens.labels("out").inc(got)

    def guard_seconds(self, seconds: float) -> None:
        """Note how long the guard took."""
        self._guard.observe(seconds)

    def text(self) -> bytes:
        """Return everything in Prometheus's format."""
        return bytes(generate_latest(self._registry))
