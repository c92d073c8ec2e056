"""Look-ups and a judge as lines: what leaves is said, one answer sends it, and no verdict changes."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace

from assistant.errors import UserError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.judging import telling
from assistant.judging.case import Case
from assistant.judging.hearing import Opinions
from assistant.linear_review import is_yes
from assistant.lookup.told import LookedUp, Question, tally
from assistant.models.cards import ModelCard
from assistant.sentences import quoted
from assistant.sources import sentence
from assistant.types import PartDone, Request, Retrying
from tui import looking_up, plain_lines
from tui.judging import Judge, asking, beforehand, nothing_to_judge
from tui.plain_commands import Command, Desk, last, say
from tui.plain_request import reviewed


def _look_up(desk: Desk, rest: str) -> None:
    """Show which identifiers would leave; once agreed, ask for them and say what was told."""
    request = _answered(desk)
    question = Question.of(last(desk).text, request)
    desk.runner.run(desk.ready())
    plan = desk.call("look_ups", question=question) or ()
    for one in plan:
        say(_("Reference"), one.leaving)
    for line in looking_up.beforehand(plan):
        say("hygie", line)
    if looking_up.leaving(plan) and _agreed(_("[y] look up, anything else: back")):
        found = desk.runner.run(_asked(desk, question, plan))
        desk.second = replace(desk.second, looked_up=found)
        say(_("References looked up"), ", ".join(tally(found)))


async def _asked(
    desk: Desk, question: Question, plan: tuple[LookedUp, ...]
) -> tuple[LookedUp, ...]:
    found: list[LookedUp] = []
    call = desk.engine.call("look_up", question=question, shown=plan)
    async with aclosing(call) as steps:
        async for one in steps:
            found.append(one)
            say(_("Reference"), one.said)
    return tuple(found)


def _judge(desk: Desk, rest: str) -> None:
    """Say what would leave; once agreed, ask a model for its opinion of each sentence."""
    case = Case.of(last(desk), request := _answered(desk))
    if nothing := nothing_to_judge(case):
        raise UserError(nothing, _("Nothing was sent."))
    card = _card(desk, rest)
    for line in beforehand(card, case):
        say("hygie", line)
    if not _agreed(_("[y] ask, anything else: back")):
        return
    asked = Judge(desk.engine, card, case, request.draft.conversation)
    try:
        _hear(desk, asked)
    finally:
        desk.runner.run(asked.close())
        if asked.hearing.judged:
            opinions = Opinions(asked.card.title, asked.hearing.judged)
            desk.second = replace(desk.second, opinions=opinions)
            _show(opinions, case)


def _card(desk: Desk, name: str) -> ModelCard:
    """Return the model that judges: the one of the conversation, or another by its name."""
    card = desk.runner.run(desk.ready())
    if name:
        card = desk.runner.run(desk.engine.one("card", name=name))
    return card


def _hear(desk: Desk, asked: Judge) -> None:
    tenths: set[int] = set()

    def assembling(step: PartDone) -> None:
        tenth = step.done * 10 // max(1, step.total)
        if tenth not in tenths:
            tenths.add(tenth)
            say("hygie", _("preparing the model: {share}").format(share=f"{tenth * 10}%"))

    def retrying(step: Retrying) -> None:
        words = _("{reason} Trying again in {wait:.0f} s.")
        say("hygie", words.format(reason=step.reason, wait=step.wait))

    desk.runner.run(asked.assemble(assembling))
    while asked.hearing.batch:
        if (request := desk.runner.run(asked.prepare())) is None:
            continue
        wanted = asked.to_review(request, desk.settings.review)
        review = reviewed(desk, request, asked.card, wanted=wanted)
        say("hygie", asking(asked))
        desk.runner.run(asked.hear(request, review, retrying))


def _show(opinions: Opinions, case: Case) -> None:
    say("hygie", telling.heading(opinions.model))
    for notice in telling.notices(opinions.judged):
        say(_("Notice"), notice)
    for one in opinions.judged:
        said = quoted(sentence(case.answer, one.span))
        say(_("Opinion"), f"{said}, {telling.words(one)}")


def _answered(desk: Desk) -> Request:
    """Return the request that the last answer answers; raises UserError."""
    last(desk)
    if desk.request is None:
        raise UserError(_("There is no answer yet."))
    return desk.request


def _agreed(question: str) -> bool:
    return is_yes(plain_lines.answer(f"{question} > ") or "")


COMMANDS = {
    "/look-up": Command(_look_up, N_("asks registries whether the references of the answer exist")),
    "/judge": Command(_judge, N_("a model's opinion of each sentence of the answer: /judge MODEL")),
}
