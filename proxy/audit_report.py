"""What a register of processing asks for: what kinds of data went where, for whom, and how often; no values."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Usage:
    """What was asked with one key, or of one model: requests, and tokens as far as they were counted."""

    requests: int = 0
    tokens: int = 0

    def fields(self) -> dict[str, int]:
        """Return it for scripts."""
        return {"requests": self.requests, "tokens": self.tokens}


@dataclass(slots=True)
class Report:
    """Counts of an audit; destinations are told as `world:NAME`, failures as `NAME:CODE`. Moments in seconds."""

    moments: list[float] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    keys: dict[str, Usage] = field(default_factory=dict)
    models: dict[str, Usage] = field(default_factory=dict)

    def fields(self) -> dict[str, Any]:
        """Return the report for scripts."""
        return {
            "from": min(self.moments, default=None), "to": max(self.moments, default=None),
            "requests": dict(self.events), "destinations": dict(self.places),
            "hidden_by_kind": dict(self.kinds), "failures": dict(self.failures),
            "keys": {key: used.fields() for key, used in self.keys.items()},
            "models": {model: used.fields() for model, used in self.models.items()},
        }  # fmt: skip


def summed(records: Iterable[str]) -> Report:
    """Return the report of an audit's records, as they are exported: each process's in their order."""
    summing = _Summing(Report())
    for line in records:
        summing.add(json.loads(line))
    return summing.report


class _Summing:
    """Adds records up, and knows which request each of them belongs to."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._sent: dict[str, dict[str, Any]] = {}
        """The last record of each request that was sent."""
        self._told: set[tuple[str, str]] = set()
        """Requests with a provider that they were sent to."""

    def add(self, record: Mapping[str, Any]) -> None:
        """Add a record."""
        self.report.moments.append(record["at"])
        if record["event"] == "sent":
            self._add_sent(dict(record))
            return
        self.report.events[record["event"]] += record.get("count", 1)
        if record["event"] == "failed":
            self.report.failures[f"{record['upstream']}:{record['code']}"] += 1
        elif record["event"] == "answered":
            self._add_answered(record)

    def _add_sent(self, record: dict[str, Any]) -> None:
        """Count what was sent once for each provider.

        One that turns out not to speak the client's format is asked the same in another one: two records,
        and nothing more has left.
        """
        # Inside another gateway the guard does not know which provider is asked.
        request, upstream = record["request"], record.get("upstream", "gateway")
        before = self._sent.get(request)
        self._sent[request] = record
        if (request, upstream) in self._told:
            return
        self._told.add((request, upstream))
        self.report.events["sent"] += 1
        self.report.places[f"{record['destination']}:{upstream}"] += 1
        self.report.kinds.update(record["hidden"])
        if before is None:
            _of(self.report.keys, record["key"]).requests += 1
        if before is None or before["model"] != record["model"]:
            _of(self.report.models, record["model"]).requests += 1

    def _add_answered(self, record: Mapping[str, Any]) -> None:
        """Count the tokens of an answer where its request was, whose record stands before it."""
        tokens = record.get("tokens_in", 0) + record.get("tokens_out", 0)
        if sent := self._sent.get(record.get("request", "")):
            _of(self.report.keys, sent["key"]).tokens += tokens
            _of(self.report.models, sent["model"]).tokens += tokens


def _of(used: dict[str, Usage], name: str) -> Usage:
    return used.setdefault(name, Usage())
