"""`hygie check`: an answer against its sources."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date

from assistant import limits, wiring
from assistant.cli import check_lines, check_second, look_up
from assistant.cli.answers import verdict_fields
from assistant.cli.check_report import Checked, markdown
from assistant.cli.check_second import SecondLook
from assistant.cli.inputs import document
from assistant.cli.output import note, print_json
from assistant.config import Layered, Settings
from assistant.counting import count
from assistant.errors import Exit
from assistant.i18n import gettext as _
from assistant.sentences import said_of
from assistant.types import Document, Private, Status, Verdict
from assistant.verdicts import ADVICE, DOUBTFUL, SIGNS, by_outcome
from assistant.visible import clean, visible

_EXPLAINED = (Status.CONTRADICTED, Status.UNSUPPORTED, Status.UNCHECKED)


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Check one answer (exit code 1 when something is doubtful) or JSON lines (0).

    On a sensitive question the code is 1 too when a sentence has no sure evidence.
    """
    if options.jsonl:
        check_second.refuse_beside_lines(options)
        return check_lines.run(layered.settings)
    _refuse_early(options, layered.settings)
    checked = _checked(options, layered.settings)
    second = check_second.asked(checked, options, layered.settings)
    _tell(checked, second, options)
    return _exit_code(checked, second)


def _refuse_early(options: argparse.Namespace, settings: Settings) -> None:
    """Raise what cannot be, before anything is read or sent; say what a check without sources is."""
    check_second.refuse_early(options, settings)
    if not options.sources:
        note(
            _(
                "No source was given (--sources FILE…): only what the answer tells by itself is checked."
            )
        )


def _checked(options: argparse.Namespace, settings: Settings) -> Checked:
    """Check an answer against its sources, and count that it was."""
    answer = document(options.answer).text
    sources = tuple(document(name) for name in options.sources)
    question = _question(options)
    verdicts = wiring.checker().check(answer, sources, question)
    count(settings, "check", checked=by_outcome(verdicts))
    profile = wiring.check_profile(question)
    told = _limits(question, answer, sources)
    return Checked(answer, tuple(options.sources), sources, verdicts, profile, told)


def _question(options: argparse.Namespace) -> Private[str]:
    return Private(options.question or "")


def _limits(
    question: Private[str], answer: Private[str], sources: Sequence[Document]
) -> tuple[str, ...]:
    """Return what models do badly of the question; who answered is not known."""
    asked = limits.Asked(question.reveal(), bool(sources), None, date.today())
    return limits.notices(asked, answer.reveal())


def _tell(checked: Checked, second: SecondLook, options: argparse.Namespace) -> None:
    if options.json:
        print_json(_fields(checked, second, options))
    elif options.markdown:
        print(clean(markdown(checked) + second.report()), end="")
        second.tell_error()
    else:
        _show(checked)
        second.show()


def _fields(checked: Checked, second: SecondLook, options: argparse.Namespace) -> dict[str, object]:
    """Return all of it for JSON."""
    assert checked.profile is not None
    return {
        "profile": "strict" if checked.profile.is_strict else "ordinary",
        "subject": checked.profile.subject,
        "score": wiring.check_score(checked.verdicts),
        "claims": [verdict_fields(verdict) for verdict in checked.verdicts],
        "notices": list(checked.notices),
        **second.fields(options),
    }


def _exit_code(checked: Checked, second: SecondLook) -> int:
    if second.opinions and second.opinions.error:
        return second.opinions.error.exit_code
    doubtful = any(verdict.status in DOUBTFUL for verdict in checked.verdicts)
    found = doubtful or checked.is_held or look_up.is_unknown(second.found)
    return Exit.FINDINGS if found else Exit.OK


def _show(checked: Checked) -> None:
    for verdict, claims in checked.by_sentence():
        print(f"{SIGNS[verdict.status]} {_written(verdict)}")
        if verdict.status in _EXPLAINED:
            print(f"    {visible(verdict.reason)}{visible(checked.place(verdict))}")
        for claim in claims:
            said = said_of(_written(claim), visible(claim.reason))
            print(f"    {SIGNS[claim.status]} {said}{visible(checked.place(claim))}")
    for advice in checked.advice():
        print(f"{ADVICE} {visible(advice)}")


def _written(verdict: Verdict) -> str:
    return visible(" ".join(verdict.claim.text.reveal().split()))
