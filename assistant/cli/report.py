"""`hygie report`: counts and plots, the weekly review, lessons, a team's nameless counts."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from assistant import figures, store_wiring
from assistant.activity import lessons, plots, team
from assistant.activity.summary import Step, Summary, begins, moment, periods, summarised
from assistant.activity.weekly import week_of, weekly
from assistant.cli import passphrases
from assistant.cli.output import note, print_json
from assistant.config import Layered
from assistant.errors import Exit, MissingError, UserError
from assistant.folders import named_place
from assistant.i18n import gettext as _
from assistant.kinds import label
from assistant.store.store import Store
from assistant.types import Kind
from assistant.verdicts import outcome_name

_LAST = {Step.DAY: 14, Step.WEEK: 8}
_MOST = 1000


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Carry out one verb."""
    if options.verb == "lessons":
        return _lessons(options)
    if options.verb == "team" and options.combine:
        return _combine(options)
    with closing(store_wiring.store(layered.settings, passphrases.of_history)) as store:
        return _VERBS[options.verb or "show"](options, store)


def _show(options: argparse.Namespace, store: Store) -> int:
    step = Step(options.by)
    last = options.last or _LAST[step]
    if not 1 <= last <= _MOST:
        raise UserError(_("Between 1 and {most}.").format(most=_MOST))
    today = date.today()
    first = begins(today, step) - timedelta(days=(last - 1) * (7 if step is Step.WEEK else 1))
    events = store.activity.between(moment(first), moment(today + timedelta(days=1)))
    found, whole = periods(events, step, first, today), summarised(first, events)
    if options.json:
        print_json(
            {"by": step.value, "periods": [fields(s) for s in found], "total": fields(whole)}
        )
        return Exit.OK
    _plotted(found, whole)
    return Exit.OK


def fields(summary: Summary) -> dict[str, Any]:
    """Return a summary for JSON."""
    derived = {"protected": summary.protected, "sentences": summary.sentences,
               "doubtful": summary.doubtful, "unchecked": summary.unchecked}  # fmt: skip
    rounded = {"hours": round(summary.hours, 2), "cost": round(summary.cost, 4)}
    return {**asdict(summary), "start": summary.start.isoformat(), **rounded, **derived}


def _plotted(found: list[Summary], whole: Summary) -> None:
    if not whole.uses:
        note(_("nothing was done in this time"))
        return
    for title, value in (
        (_("questions"), lambda s: s.asked), (_("values hidden"), lambda s: s.protected),
        (_("doubtful sentences"), lambda s: s.doubtful),
    ):  # fmt: skip
        print(f"\n{title}")
        rows = [(s.start.isoformat(), float(value(s)), str(value(s))) for s in found]  # type: ignore[no-untyped-call]
        print("\n".join(plots.bars(rows)))
    for title, counts in (
        (_("values hidden, by kind"), _named(whole.hidden, lambda kind: label(Kind(kind)))),
        (_("sentences, by outcome"), _named(whole.checked, outcome_name)),
        (_("questions, by model"), whole.models), (_("uses"), whole.uses),
    ):  # fmt: skip
        if counts:
            print(f"\n{title}")
            print("\n".join(plots.bars([(name, float(n), str(n)) for name, n in counts.items()])))
    total = _(
        "questions: {asked} ({away} left this machine) · corrected: {corrected} · tokens: {tokens} · "
        "cost: {cost} · hours: {hours}"
    )
    print(
        "\n" + total.format(
            asked=whole.asked, away=whole.away, corrected=whole.corrected, cost=figures.money(whole.cost),
            tokens=whole.prompt_tokens + whole.completion_tokens, hours=figures.number(whole.hours, 1),
        )
    )  # fmt: skip


def _named(counts: Mapping[str, int], words: Callable[[str], str]) -> Counter[str]:
    """Return counts by their names in the person's language; what has one name is one."""
    named = Counter[str]()
    for name, count in counts.items():
        named[words(name)] += count
    return named


def _review(options: argparse.Namespace, store: Store) -> int:
    if options.back < 0:
        raise UserError(_("That week is yet to come."))
    found = weekly(store, date.today(), time.time(), options.back)
    if options.json:
        rows = [{**asdict(lesson), "times": often} for lesson, often in found.lessons]
        print_json({"week": found.week.start.isoformat(), "review": found.said, "lessons": rows})
        return Exit.OK
    print(_("Week of {day}").format(day=found.week.start.isoformat()))
    print("\n".join(f"- {line}" for line in found.said))
    for lesson, often in found.lessons:
        _lesson(lesson, often)
    return Exit.OK


def _lessons(options: argparse.Namespace) -> int:
    found = [
        each
        for each in lessons.lessons()
        if options.topic in (None, each.topic) and options.name in (None, each.name)
    ]
    if not found:
        raise MissingError(
            _("There is no lesson of this name."), action=_("List them: hygie report lessons")
        )
    if options.json:
        print_json({"lessons": [asdict(lesson) for lesson in found]})
    elif options.name:
        _lesson(found[0], 0)
    else:
        for lesson in found:
            print(f"{lesson.name:<26} {lesson.topic:<16} {lesson.title}")
    return Exit.OK


def _lesson(lesson: lessons.Lesson, often: int) -> None:
    met = " " + _("(met {n} times)").format(n=often) if often > 1 else ""
    print(f"\n{lesson.title}{met}\n  {lesson.text}\n  → {lesson.practice}")


def _team(options: argparse.Namespace, store: Store) -> int:
    counts = team.member_counts(week_of(store, date.today(), options.back))
    if options.export:
        import json

        from assistant.exporting.files import write_new

        write_new(named_place(options.export), (json.dumps(counts, indent=1) + "\n").encode())
        note(_("read {path} before you give it: this is all there is").format(path=options.export))
    else:
        note(_("this is what would be given; --export FILE writes it"))
    print_json(counts)
    return Exit.OK


def _combine(options: argparse.Namespace) -> int:
    try:
        texts = [Path(name).read_text(encoding="utf-8") for name in options.combine]
    except (OSError, UnicodeDecodeError):
        raise UserError(_("One of the files cannot be read.")) from None
    print_json(team.combined(texts, options.floor))
    return Exit.OK


def _forget(options: argparse.Namespace, store: Store) -> int:
    store.activity.forget_before(float("inf"))
    print_json({"forgotten": True}) if options.json else print(_("all counts are deleted"))
    return Exit.OK


_VERBS: dict[str, Callable[[argparse.Namespace, Store], int]] = {
    "show": _show, "review": _review, "team": _team, "forget": _forget,
}  # fmt: skip
