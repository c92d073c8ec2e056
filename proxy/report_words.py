"""The report of an audit for people: tables in their language."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence

from assistant.destinations import place
from assistant.figures import number
from assistant.i18n import N_, _
from assistant.kinds import label
from assistant.types import Destination, Kind
from assistant.visible import visible
from proxy.audit_report import Report, Usage

_EVENTS = {
    "sent": N_("requests sent, once for each provider asked"),
    "answered": N_("requests answered"),
    "failed": N_("requests that came to nothing"),
    "refused": N_("requests refused by the guard or the policy"),
    "denied": N_("requests turned away at the door"),
    "admin": N_("changes of keys or rules"),
    "started": N_("processes started"),
}
_GAP = "  "


def lines(report: Report, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the report; `names` says whose a key is, by its id."""
    if report.first is None or report.last is None:
        return
    yield _("From {first} to {last} (UTC)").format(
        first=_moment(report.first), last=_moment(report.last)
    )
    yield from _counts(_("what happened"), {_event(e): n for e, n in report.events.items()})
    yield from _counts(_("where requests went"), {_place(p): n for p, n in report.places.items()})
    yield from _counts(_("values hidden, by kind"), {_kind(k): n for k, n in report.kinds.items()})
    yield from _counts(_("failures, by provider and code"), report.failures)
    owned = {_owned(key, names): used for key, used in report.keys.items()}
    yield from _usage(_("who asked: requests and tokens, by key"), owned)
    yield from _usage(_("what was asked: requests and tokens, by model"), report.models)


def _counts(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of a table, the most frequent first; none for an empty one."""
    rows = sorted(counts.items(), key=lambda row: -row[1])
    return _table(title, [(name, number(n)) for name, n in rows])


def _usage(title: str, used: Mapping[str, Usage]) -> Iterator[str]:
    rows = sorted(used.items(), key=lambda row: (-row[1].requests, -row[1].tokens))
    return _table(title, [(name, number(one.requests), number(one.tokens)) for name, one in rows])


def _table(title: str, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield a title and rows: names to the left, figures below one another."""
    if not rows:
        return
    shown = [(visible(name), *figures) for name, *figures in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*shown, strict=True)]
    yield ""
    yield title
    for name, *figures in shown:
        cells = [f"{cell:>{width}}" for cell, width in zip(figures, widths[1:], strict=True)]
        yield _GAP + _GAP.join([f"{name:<{widths[0]}}", *cells])


def _owned(key: str, names: Mapping[str, str]) -> str:
    """A key's id with whose it is; the key given at the start has neither."""
    if key == "start":
        return _("the key given at the start")
    return f"{key} {names[key]}" if key in names else key


def _event(name: str) -> str:
    return _(_EVENTS[name]) if name in _EVENTS else name


def _place(told: str) -> str:
    destination, _colon, upstream = told.partition(":")
    return f"{upstream}, {place(Destination(destination))}"


def _kind(name: str) -> str:
    return label(Kind(name)) if name in Kind.__members__ else name


def _moment(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(at))
