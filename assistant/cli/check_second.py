"""What `hygie check` asks beyond its own checks, where that is wished: registries, and a judge."""

from __future__ import annotations

import argparse

from assistant.check_report import Checked
from assistant.cli import judging, look_up
from assistant.config import Settings
from assistant.errors import UserError
from assistant.i18n import gettext as _
from assistant.judging.case import Case
from assistant.lookup.told import Question
from assistant.second_look import SecondLook
from assistant.types import Private


def fields(second: SecondLook, options: argparse.Namespace) -> dict[str, object]:
    """Return it for JSON; what was not asked for has no field."""
    found = {"look_ups": [one.fields() for one in second.looked_up]} if options.look_up else {}
    opinions = {"judge": second.opinions.fields()} if second.opinions else {}
    return {**found, **opinions}


def show(checked: Checked, second: SecondLook) -> None:
    """Print it below the checks."""
    look_up.show(second.looked_up)
    if second.opinions:
        judging.show(_case(checked), second.opinions)


def tell_error(second: SecondLook) -> None:
    """Say beside a report why a judge did not say all."""
    if second.opinions:
        judging.tell_error(second.opinions)


def refuse_early(options: argparse.Namespace, settings: Settings) -> None:
    """Raise what cannot be, before anything is read or sent: forbidden look-ups, a judge without sources."""
    if options.look_up:
        look_up.refuse_if_forbidden(settings)
    if options.judge:
        _refuse_without_sources(options)
        judging.card_of(options.judge, settings)  # a wrong name or no key is told before anything


def refuse_beside_lines(options: argparse.Namespace) -> None:
    """Raise what JSON lines have no place for."""
    if options.judge or options.look_up:
        raise UserError(
            _("--jsonl asks nobody: leave out --judge and --look-up."), _("Nothing was sent.")
        )


def _refuse_without_sources(options: argparse.Namespace) -> None:
    if not options.sources:
        raise UserError(
            _("A judge needs sources to judge by."),
            _("Nothing was sent."),
            _("Name the sources: --sources FILE…"),
        )


def asked(checked: Checked, options: argparse.Namespace, settings: Settings) -> SecondLook:
    """Ask what is wished; an error of a judge is told with what it said before."""
    question = Private(options.question or "")
    about = Question(checked.answer, (question, *(source.text for source in checked.sources)))
    found = look_up.looked_up(about, settings) if options.look_up else ()
    opinions = judging.judged(_case(checked), options, settings) if options.judge else None
    return SecondLook(found, opinions)


def _case(checked: Checked) -> Case:
    return Case(checked.answer, checked.sources, checked.verdicts)
