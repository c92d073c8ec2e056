"""`hygie proxy audit`: prove the record of requests, give it out, or sum it up for the register."""

from __future__ import annotations

import argparse
import json
import operator
import sys
from pathlib import Path

from assistant.cli.output import note, print_json, show
from assistant.errors import Exit, ReaderError
from assistant.i18n import _, ngettext
from proxy import audit, building, report_words
from proxy.audit_report import summed
from proxy.callers import Caller
from proxy.keys import Keys
from proxy.settings import ProxySettings
from proxy.store.database import Database


def run(options: argparse.Namespace, settings: ProxySettings) -> int:
    """Verify, export or report; return the exit code."""
    database = building.database(settings)
    if options.what == "export":
        for line in audit.export(database):
            print(line)  # noqa: T201
        return Exit.OK
    if options.what == "report":
        _report(database, as_json=options.json)
        return Exit.OK
    return _verify(options, database)


def _report(database: Database, *, as_json: bool) -> None:
    report = summed(audit.export(database))
    if as_json:
        print_json(report.fields())
        return
    names = {key.id: _whose(key) for key in Keys(database).all()}
    for line in report_words.lines(report, names):
        show(line)
    if report.first is None:
        note(_("nothing is recorded yet"))


def _whose(key: Caller) -> str:
    return f"{key.name} ({key.team})" if key.team else key.name


def _verify(options: argparse.Namespace, database: Database) -> int:
    found = audit.verify(database, building.secret())
    broken = found.broken or _missing(found, options.anchor)
    if options.json:
        heads = {chain: [number, digest] for chain, number, digest in found.heads}
        fields = {
            "chains": found.chains,
            "records": found.records,
            "broken": broken,
            "heads": heads,
        }
        print(json.dumps(fields))  # noqa: T201
    elif broken:
        print(_("hygie: the record is broken at {place}").format(place=broken), file=sys.stderr)  # noqa: T201
    else:
        print(_whole(found))  # noqa: T201
    return Exit.FINDINGS if broken else Exit.OK


def _whole(found: audit.Verified) -> str:
    records = ngettext("{n} record", "{n} records", found.records).format(n=found.records)
    chains = ngettext("{n} chain", "{n} chains", found.chains).format(n=found.chains)
    return _("{records} in {chains}: whole, in order, signed").format(
        records=records, chains=chains
    )


def _missing(found: audit.Verified, anchor: str | None) -> str:
    """The first chain that is shorter than it once was: its end was cut off."""
    noted = _noted(Path(anchor)) if anchor else {}
    now = {chain: number for chain, number, _digest in found.heads}
    return next((chain for chain, number in noted.items() if now.get(chain, 0) < number), "")


def _noted(anchor: Path) -> dict[str, int]:
    """How many records each chain had; raises ReaderError."""
    try:
        heads = json.loads(anchor.read_text(encoding="utf-8"))["heads"]
        return {chain: operator.index(number) for chain, (number, _digest) in heads.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ReaderError(
            _("The noted ends of chains cannot be read."),
            "",
            _("Give what an earlier « hygie proxy audit verify --json » printed."),
        ) from None
