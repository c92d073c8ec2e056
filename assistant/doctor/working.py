"""What has to work: the guard, the knowledge base, staying off the network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing

from assistant import guard_wiring, knowledge_wiring
from assistant.doctor.results import Home, Result, fault, notice, of_error, ok
from assistant.errors import HygieError
from assistant.i18n import _
from assistant.types import Kind, Private

# Invented people, a fiction number, a reserved domain.
_PLANTED = {
    "Bonjour, je suis Mme Élodie Lefèvre, joignable au 06 39 98 12 34.": {Kind.PERSON, Kind.PHONE},
    "Please write to Harold Whitcombe at h.whitcombe@example.org.": {Kind.PERSON, Kind.EMAIL},
}
_OFFLINE = {
    "LITELLM_LOCAL_MODEL_COST_MAP": ("true",),
    "ANONYMIZED_TELEMETRY": ("false",),
}
_PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


def guard(home: Home) -> Iterator[Result]:
    """The guard finds invented people in both languages."""
    try:
        working = guard_wiring.guard(home.settings, home.passphrase)
        for text, kinds in _PLANTED.items():
            found = {finding.kind for finding in working.scan(Private(text))}
            if not kinds <= found:
                yield fault(
                    "guard.blind",
                    _("The guard overlooks a planted name or number: nothing should be sent."),
                    _("Reinstall: make clean setup"),
                )
                return
    except HygieError as error:
        yield of_error("guard", error)
    else:
        yield ok("guard", _("the guard finds what was planted, in French and in English"))


def knowledge(home: Home) -> Iterator[Result]:
    """The knowledge base opens, is whole, and its folders are there."""
    if not (home.data / "knowledge" / "base.sqlite").exists():
        return
    try:
        with closing(knowledge_wiring.knowledge(home.passphrase)) as base:
            if base.database.value("pragma quick_check(1)") != "ok":
                yield _damaged()
                return
            known = {str(row[0]) for row in base.database.rows("select path from folders")}
            gone = len(known) - len(base.folders())
            pending = base.state().pending
    except HygieError as error:
        yield of_error("knowledge", error)
        return
    if gone:
        yield notice(
            "knowledge.folder", _("Added folders of notes that are not there: {n}.").format(n=gone),
            _("Put the disk back, or forget them: hygie knowledge forget PATH"),
        )  # fmt: skip
    if pending:
        yield notice(
            "knowledge.index",
            _("Passages not searchable by meaning yet: {n}.").format(n=pending),
            "hygie knowledge sync --wait",
        )
    if not gone and not pending:
        yield ok("knowledge", _("the knowledge base is whole"))


def _damaged() -> Result:
    return fault(
        "knowledge", _("The knowledge base is damaged."),
        _("Restore a backup, or move the file away and add your folders again."),
    )  # fmt: skip


def network(home: Home) -> Iterator[Result]:
    """No variable makes a library call home, and the person knows what stands in between."""
    for name, allowed in _OFFLINE.items():
        value = os.environ.get(name)
        if value is not None and value.lower() not in allowed:
            yield fault(
                "network.calls_home",
                _("The variable {name} lets a library fetch from the network unasked.").format(
                    name=name
                ),
                _("Unset it."),
            )
    for name in _PROXIES:
        if os.environ.get(name):
            yield notice(
                "network.proxy",
                _("The variable {name} sends what leaves through a network proxy.").format(
                    name=name
                ),
                _("Unset it if you do not know that proxy."),
            )
            return
