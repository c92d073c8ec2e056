"""`hygie check`: an answer against its sources."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant import limits, wiring
from assistant.cli import judging, look_up
from assistant.cli.answers import verdict_fields
from assistant.cli.check_report import Checked, markdown
from assistant.cli.inputs import document, field
from assistant.cli.output import note, print_json
from assistant.cli.scan import stream
from assistant.config import Layered, Settings
from assistant.counting import count
from assistant.errors import Exit, UserError
from assistant.i18n import gettext as _
from assistant.judge import Case
from assistant.lookup.told import Question
from assistant.sentences import labelled
from assistant.types import Document, Private, Status, Verdict
from assistant.verdicts import DOUBTFUL, SIGNS, by_outcome
from assistant.visible import clean, visible

_EXPLAINED = (Status.CONTRADICTED, Status.UNSUPPORTED, Status.UNCHECKED)
_NOTICE = "→"  # advice on the whole answer: no doubt about a sentence, so none of their signs


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Check one answer (exit code 1 when something is doubtful) or JSON lines (0).

    On a sensitive question the code is 1 too when a sentence has no sure evidence.
    """
    if options.jsonl:
        return _lines(layered.settings)
    if options.look_up:
        look_up.refuse_if_forbidden(layered.settings)
    if options.judge:
        _refuse_without_sources(options)
        judging.card_of(options.judge, layered.settings)  # a wrong name is told before anything
    if not options.sources:
        note(
            _(
                "No source was given (--sources FILE…): only what the answer tells by itself is checked."
            )
        )
    answer = document(options.answer).text
    sources = [document(name) for name in options.sources]
    question = Private(options.question or "")
    verdicts = wiring.checker().check(answer, sources, question)
    count(layered.settings, "check", checked=by_outcome(verdicts))
    profile = wiring.check_profile(question)
    told = _limits(question, answer, sources)
    checked = Checked(answer, tuple(options.sources), tuple(sources), verdicts, profile, told)
    asked = Question(answer, (question, *(source.text for source in sources)))
    found = look_up.looked_up(asked, layered.settings) if options.look_up else ()
    case = Case(answer, tuple(sources), verdicts)
    opinions = judging.judged(case, options, layered.settings) if options.judge else None
    if options.json:
        print_json(
            {
                "profile": "strict" if profile.is_strict else "ordinary",
                "subject": profile.subject,
                "score": wiring.check_score(verdicts),
                "claims": [verdict_fields(verdict) for verdict in verdicts],
                "notices": list(told),
                **({"look_ups": [one.fields() for one in found]} if options.look_up else {}),
                **({"judge": opinions.fields()} if opinions else {}),
            }
        )
    elif options.markdown:
        print(clean(markdown(checked)), end="")
    else:
        _show(checked)
        look_up.show(found)
        if opinions:
            judging.show(case, opinions)
    if opinions and opinions.error:
        return opinions.error.exit_code
    doubtful = _is_doubtful(verdicts) or checked.is_held or look_up.is_unknown(found)
    return Exit.FINDINGS if doubtful else Exit.OK


def _refuse_without_sources(options: argparse.Namespace) -> None:
    if not options.sources:
        raise UserError(
            _("A judge needs sources to judge by."),
            _("Nothing was sent."),
            _("Name the sources: --sources FILE…"),
        )


def _limits(
    question: Private[str], answer: Private[str], sources: Sequence[Document]
) -> tuple[str, ...]:
    """Return what models do badly of the question; who answered is not known."""
    asked = limits.Asked(question.reveal(), bool(sources), None, date.today())
    return limits.notices(asked, answer.reveal())


def _is_doubtful(verdicts: Sequence[Verdict]) -> bool:
    return any(verdict.status in DOUBTFUL for verdict in verdicts)


def _lines(settings: Settings) -> int:
    checked = Counter[str]()

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        verdicts = _verdicts(row)
        checked.update(by_outcome(verdicts))
        found = {**wiring.check_report(str(row.get("id")), verdicts), "id": row.get("id")}
        if isinstance(question := row.get("question"), str):
            found["subject"] = wiring.check_profile(Private(question)).subject
        return found

    try:
        return stream(answer)
    finally:
        count(settings, "check", checked=checked)


def _verdicts(row: dict[str, Any]) -> tuple[Verdict, ...]:
    given = row.get("sources")
    if not isinstance(given, list) or not all(isinstance(source, str) for source in given):
        raise UserError(
            _("The field {name} is missing or is not a list of texts.").format(name="sources"),
            _("The line was left out."),
        )
    answer = Private(field(row, "answer"))
    sources = [Document(Private(""), Private(source)) for source in given]
    question = row.get("question")
    asked = Private(question if isinstance(question, str) else "")
    return wiring.checker().check(answer, sources, asked)


def _show(checked: Checked) -> None:
    for verdict, claims in checked.by_sentence():
        print(f"{SIGNS[verdict.status]} {_written(verdict)}")
        if verdict.status in _EXPLAINED:
            print(f"    {visible(verdict.reason)}{visible(checked.place(verdict))}")
        for claim in claims:
            said = labelled(_written(claim), visible(claim.reason))
            print(f"    {SIGNS[claim.status]} {said}{visible(checked.place(claim))}")
    for advice in checked.advice():
        print(f"{_NOTICE} {visible(advice)}")


def _written(verdict: Verdict) -> str:
    return visible(" ".join(verdict.claim.text.reveal().split()))
