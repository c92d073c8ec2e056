"""`hygie doctor`: what is wrong here, and how to mend it; 1 when there is a fault."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import asdict

from assistant import __version__, paths
from assistant.cli import passphrases
from assistant.cli.output import print_json, show
from assistant.config import Layered
from assistant.doctor.examining import ALL, QUICK, examined
from assistant.doctor.results import Home, Level, Result
from assistant.errors import Exit
from assistant.i18n import gettext as _

_SIGNS = {Level.OK: "✓", Level.NOTICE: "·", Level.FAULT: "✗"}


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Examine this machine; show results as they come."""
    home = Home(
        layered.settings, paths.config_dir(), paths.data_dir(), paths.cache_dir(),
        passphrases.of_history,
    )  # fmt: skip
    results = []
    for result in examined(home, QUICK if options.quick else ALL):
        results.append(result)
        if not options.json and (options.all or result.level is not Level.OK):
            _show(result)
    counts = Counter(result.level for result in results)
    if options.json:
        rows = [{**asdict(result), "level": result.level.value} for result in results]
        print_json({"version": __version__, "faults": counts[Level.FAULT], "results": rows})
    else:
        _summary(counts)
    return Exit.FINDINGS if counts[Level.FAULT] else Exit.OK


def _show(result: Result) -> None:
    show(f"{_SIGNS[result.level]} {result.title}  [{result.code}]")
    if result.mend:
        show(f"    → {result.mend}")


def _summary(counts: Counter[Level]) -> None:
    message = _("well: {ok}, notices: {notices}, faults: {faults}")
    print(
        message.format(
            ok=counts[Level.OK], notices=counts[Level.NOTICE], faults=counts[Level.FAULT]
        ),
        file=sys.stderr,
    )
