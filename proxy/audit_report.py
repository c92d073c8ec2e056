"""What a register of processing asks for: what kinds of data went where, for whom, and how often; no values."""

from __future__ import annotations

import json
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_REMEMBERED = 10_000
"""Requests of which a record may still come: more than a process has under way at once."""


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
    """Counts of an audit; destinations are told as `world:NAME`, failures as `NAME:CODE`.

    `first` and `last` are the moments of its oldest and newest record, in seconds.
    """

    first: float | None = None
    last: float | None = None
    events: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    keys: dict[str, Usage] = field(default_factory=dict)
    models: dict[str, Usage] = field(default_factory=dict)

    def fields(self) -> dict[str, Any]:
        """Return the report for scripts."""
        return {
            "from": self.first, "to": self.last,
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request that was sent: whose, of which model last, and which providers were asked."""

    key: str
    model: str
    upstreams: frozenset[str]


class _Summing:
    """Adds records up, and knows which request each of them belongs to."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._sent: OrderedDict[str, _Asked] = OrderedDict()
        """What was sent last: an audit holds years of requests."""

    def add(self, record: Mapping[str, Any]) -> None:
        """Add a record."""
        self._add_moment(record["at"])
        if record["event"] == "sent":
            self._add_sent(record)
            return
        self.report.events[record["event"]] += record.get("count", 1)
        if record["event"] == "failed":
            self.report.failures[f"{record['upstream']}:{record['code']}"] += 1
        elif record["event"] == "answered":
            self._add_answered(record)

    def _add_moment(self, at: float) -> None:
        report = self.report
        report.first = at if report.first is None else min(at, report.first)
        report.last = at if report.last is None else max(at, report.last)

    def _add_sent(self, record: Mapping[str, Any]) -> None:
        """Count what was sent once for each provider.

        One that turns out not to speak the client's format is asked the same in another one: two records,
        and nothing more has left.
        """
        # Inside another gateway the guard does not know which provider is asked.
        upstream, key, model = record.get("upstream", "gateway"), record["key"], record["model"]
        before = self._sent.get(record["request"])
        asked = before.upstreams if before else frozenset()
        self._remember(record["request"], _Asked(key, model, asked | {upstream}))
        if upstream in asked:
            return
        self.report.events["sent"] += 1
        self.report.places[f"{record['destination']}:{upstream}"] += 1
        self.report.kinds.update(record["hidden"])
        if before is None:
            _of(self.report.keys, key).requests += 1
        if before is None or before.model != model:
            _of(self.report.models, model).requests += 1

    def _remember(self, request: str, asked: _Asked) -> None:
        self._sent[request] = asked
        self._sent.move_to_end(request)
        if len(self._sent) > _REMEMBERED:
            self._sent.popitem(last=False)

    def _add_answered(self, record: Mapping[str, Any]) -> None:
        """Count the tokens of an answer where its request was, whose record stands before it."""
        tokens = record.get("tokens_in", 0) + record.get("tokens_out", 0)
        if sent := self._sent.get(record.get("request", "")):
            _of(self.report.keys, sent.key).tokens += tokens
            _of(self.report.models, sent.model).tokens += tokens


def _of(used: dict[str, Usage], name: str) -> Usage:
    return used.setdefault(name, Usage())
