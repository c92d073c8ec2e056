"""What `hygie check` asks beyond its own checks, where that is wished: registries, and a judge."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from assistant.cli import judging, look_up
from assistant.cli.check_report import Checked, section
from assistant.config import Settings
from assistant.errors import UserError
from assistant.i18n import gettext as _
from assistant.judging.case import Case
from assistant.judging.telling import heading
from assistant.lookup.told import LookedUp, Question
from assistant.sentences import labelled
from assistant.types import Private


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What registries and a judge say; none of it changes a verdict."""

    found: tuple[LookedUp, ...]
    case: Case
    opinions: judging.Opinions | None

    def fields(self, options: argparse.Namespace) -> dict[str, object]:
        """Return it for JSON; what was not asked for has no field."""
        found = {"look_ups": [one.fields() for one in self.found]} if options.look_up else {}
        opinions = {"judge": self.opinions.fields()} if self.opinions else {}
        return {**found, **opinions}

    def show(self) -> None:
        """Print it."""
        look_up.show(self.found)
        if self.opinions:
            judging.show(self.case, self.opinions)

    def report(self) -> str:
        """Return it as sections of the Markdown report."""
        looked_up = section(_("References looked up"), (one.line for one in self.found))
        if not self.opinions:
            return looked_up
        said = (labelled(*one) for one in judging.told(self.case, self.opinions))
        return looked_up + section(heading(self.opinions.model), said)

    def tell_error(self) -> None:
        """Say beside a report why a judge did not say all."""
        if self.opinions:
            judging.tell_error(self.opinions)


def refuse_early(options: argparse.Namespace, settings: Settings) -> None:
    """Raise what cannot be, before anything is read or sent: forbidden look-ups, a judge without sources."""
    if options.look_up:
        look_up.refuse_if_forbidden(settings)
    if options.judge:
        _refuse_without_sources(options)
        judging.card_of(options.judge, settings)  # a wrong name is told before anything


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
    case = Case(checked.answer, checked.sources, checked.verdicts)
    opinions = judging.judged(case, options, settings) if options.judge else None
    return SecondLook(found, case, opinions)
