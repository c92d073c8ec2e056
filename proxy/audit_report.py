"""What a register of processing asks for: what kinds of data went where, and how often; no values."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.destinations import place
from assistant.figures import number
from assistant.i18n import N_, _
from assistant.kinds import label
from assistant.types import Destination, Kind

_EVENTS = {
    "sent": N_("requests sent, once for each provider asked"),
    "answered": N_("requests answered"),
    "failed": N_("requests that came to nothing"),
    "refused": N_("requests refused by the guard or the policy"),
    "denied": N_("requests turned away at the door"),
    "admin": N_("changes of keys or rules"),
    "started": N_("processes started"),
}
_INDENT = "  "


@dataclass(slots=True)
class Report:
    """Counts of an audit; destinations are told as `world:NAME`, failures as `NAME:CODE`. Moments in seconds."""

    moments: list[float] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)

    def fields(self) -> dict[str, Any]:
        """Return the report for scripts."""
        return {
            "from": min(self.moments, default=None), "to": max(self.moments, default=None),
            "requests": dict(self.events), "destinations": dict(self.places),
            "hidden_by_kind": dict(self.kinds), "failures": dict(self.failures),
        }  # fmt: skip

    def lines(self) -> Iterator[str]:
        """Yield the report for people."""
        if not self.moments:
            return
        yield _("From {first} to {last} (UTC)").format(
            first=_moment(min(self.moments)), last=_moment(max(self.moments))
        )
        yield from _table(_("what happened"), {_event(e): n for e, n in self.events.items()})
        yield from _table(_("where requests went"), {_place(p): n for p, n in self.places.items()})
        yield from _table(_("values hidden, by kind"), {_kind(k): n for k, n in self.kinds.items()})
        yield from _table(_("failures, by provider and code"), self.failures)


def summed(records: Iterable[str]) -> Report:
    """Return the report of an audit's records, as they are exported."""
    report = Report()
    for line in records:
        record = json.loads(line)
        report.events[record["event"]] += record.get("count", 1)
        report.moments.append(record["at"])
        if record["event"] == "failed":
            report.failures[f"{record['upstream']}:{record['code']}"] += 1
        if record["event"] == "sent":
            # Inside another gateway the guard does not know which provider is asked.
            report.places[f"{record['destination']}:{record.get('upstream', 'gateway')}"] += 1
            report.kinds.update(record["hidden"])
    return report


def _table(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of a table, the most frequent first; none for an empty one."""
    if not counts:
        return
    yield ""
    yield title
    rows = [(name, number(n)) for name, n in sorted(counts.items(), key=lambda row: -row[1])]
    names, figures = max(len(name) for name, _n in rows), max(len(n) for _name, n in rows)
    for name, figure in rows:
        yield f"{_INDENT}{name:<{names}}{_INDENT}{figure:>{figures}}"


def _event(name: str) -> str:
    return _(_EVENTS[name]) if name in _EVENTS else name


def _place(told: str) -> str:
    destination, _colon, upstream = told.partition(":")
    return f"{upstream}, {place(Destination(destination))}"


def _kind(name: str) -> str:
    return label(Kind(name)) if name in Kind.__members__ else name


def _moment(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(at))
