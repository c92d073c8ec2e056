"""`hygie check`: an answer against its sources."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant import limits, wiring
from assistant.check_report import Checked, markdown
from assistant.cli import check_lines, check_second, look_up
from assistant.cli.answers import verdict_fields
from assistant.cli.inputs import document
from assistant.cli.output import note, print_json
from assistant.config import Layered, Settings
from assistant.counting import count
from assistant.errors import Exit, ReaderError, UserError
from assistant.i18n import gettext as _
from assistant.second_look import SecondLook
from assistant.sentences import said_of
from assistant.types import Document, Private, Status, Verdict
from assistant.verdicts import ADVICE, DOUBTFUL, SIGNS, by_outcome
from assistant.visible import clean, visible

if TYPE_CHECKING:
    from guards.sources.strict import Profile

_EXPLAINED = (Status.CONTRADICTED, Status.UNSUPPORTED, Status.UNCHECKED)


@dataclass(frozen=True, slots=True)
class _Found:
    """An answer checked, by the profile of its question; `notices` tell what models do badly of such a one."""

    checked: Checked
    profile: Profile
    notices: tuple[str, ...]

    @property
    def is_held(self) -> bool:
        """Whether the strict profile keeps the answer from counting as verified."""
        return self.profile.is_strict and self.profile.open(self.checked.verdicts) > 0


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Check one answer (exit code 1 when something is doubtful) or JSON lines (0).

    On a sensitive question the code is 1 too when a sentence has no sure evidence.
    """
    if options.jsonl:
        check_second.refuse_beside_lines(options)
        return check_lines.run(layered.settings)
    _refuse_early(options, layered.settings)
    found = _found(options, layered.settings)
    second = check_second.asked(found.checked, options, layered.settings)
    _tell(found, second, options)
    return _exit_code(found, second)


def _refuse_early(options: argparse.Namespace, settings: Settings) -> None:
    """Raise what cannot be, before anything is read or sent; say what a check without sources is."""
    check_second.refuse_early(options, settings)
    if not options.sources:
        note(
            _(
                "No source was given (--sources FILE…): only what the answer tells by itself is checked."
            )
        )


def _found(options: argparse.Namespace, settings: Settings) -> _Found:
    """Check an answer against its sources, and count that it was."""
    answer = _answer(options).text
    sources = tuple(document(name) for name in options.sources)
    question = _question(options)
    verdicts = wiring.checker().check(answer, sources, question)
    count(settings, "check", checked=by_outcome(verdicts))
    profile = wiring.check_profile(question)
    told = _limits(question, answer, sources)
    advice = tuple(filter(None, (profile.caution(verdicts), *told)))
    file = "" if options.answer in (None, "-") else options.answer
    names = tuple(options.sources)
    checked = Checked(answer, names, sources, verdicts, advice, question, file=file)
    return _Found(checked, profile, told)


def _answer(options: argparse.Namespace) -> Document:
    """Read the answer; one typed behind --sources was taken as a source, and nobody pipes another."""
    if options.answer or len(options.sources) < 2:
        return document(options.answer or "-", "hygie check - --sources …")
    if sys.stdin.isatty():
        raise _taken_as_source(options.sources)
    try:
        return document("-")
    except ReaderError:
        raise _taken_as_source(options.sources) from None


def _taken_as_source(sources: Sequence[str]) -> UserError:
    *others, last = sources
    return UserError(
        _("There is no answer to check: {name} was taken as one of the sources.").format(name=last),
        action=_("Name the answer first: {command}").format(
            command=f"hygie check {shlex.quote(last)} --sources {shlex.join(others)}"
        ),
    )


def _question(options: argparse.Namespace) -> Private[str]:
    return Private(options.question or "")


def _limits(
    question: Private[str], answer: Private[str], sources: Sequence[Document]
) -> tuple[str, ...]:
    """Return what models do badly of the question; who answered is not known."""
    asked = limits.Asked(question.reveal(), bool(sources), None, date.today())
    return limits.notices(asked, answer.reveal())


def _tell(found: _Found, second: SecondLook, options: argparse.Namespace) -> None:
    if options.json:
        print_json({**_fields(found), **check_second.fields(second, options)})
    elif options.markdown:
        print(clean(markdown(found.checked, second)), end="")
        check_second.tell_error(second)
    else:
        _show(found.checked)
        check_second.show(found.checked, second)


def _fields(found: _Found) -> dict[str, object]:
    """Return what the checks found, for JSON."""
    verdicts = found.checked.verdicts
    return {
        "profile": "strict" if found.profile.is_strict else "ordinary",
        "subject": found.profile.subject,
        "score": wiring.check_score(verdicts),
        "claims": [verdict_fields(verdict) for verdict in verdicts],
        "notices": list(found.notices),
    }


def _exit_code(found: _Found, second: SecondLook) -> int:
    if second.opinions and second.opinions.error:
        return second.opinions.error.exit_code
    doubtful = any(verdict.status in DOUBTFUL for verdict in found.checked.verdicts)
    wrong = doubtful or found.is_held or look_up.is_unknown(second.looked_up)
    return Exit.FINDINGS if wrong else Exit.OK


def _show(checked: Checked) -> None:
    for verdict, claims in checked.by_sentence():
        print(f"{SIGNS[verdict.status]} {_written(verdict)}")
        if verdict.status in _EXPLAINED:
            print(f"    {visible(verdict.reason)}{visible(checked.place(verdict))}")
        for claim in claims:
            said = said_of(_written(claim), visible(claim.reason))
            print(f"    {SIGNS[claim.status]} {said}{visible(checked.place(claim))}")
    for advice in checked.advice:
        print(f"{ADVICE} {visible(advice)}")


def _written(verdict: Verdict) -> str:
    return visible(" ".join(verdict.claim.text.reveal().split()))
