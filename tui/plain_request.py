"""One request in the linear mode: guard, review as text, answer, checks."""

from __future__ import annotations

import sys
from contextlib import aclosing

from assistant.cli.answers import DOUBTFUL
from assistant.cli.review import review_at_terminal
from assistant.errors import PolicyRefused
from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.models.cards import ModelCard
from assistant.types import (
    Action,
    Answer,
    ClaimKind,
    Draft,
    PartDone,
    Request,
    Retrying,
    Review,
    TextDelta,
)
from assistant.visible import clean
from tui.decisions import Decisions, entities, risky_shown
from tui.kinds import label
from tui.plain_commands import Desk, say
from tui.review_text import ReviewText, View
from tui.state import Turn, cost
from tui.verdict_words import word


def ask(desk: Desk, draft: Draft) -> None:
    """Carry one message through; raises HygieError, and the documents stay attached then."""
    card = desk.runner.run(desk.ready())
    request = desk.runner.run(desk.engine.one("prepare", draft=draft))
    review = _reviewed(desk, request, card)
    answer = desk.runner.run(_answered(desk, request, review))
    desk.answer, desk.documents = answer, ()
    spent = cost(card, answer.usage)
    turn = Turn(draft, answer.text.reveal(), answer.usage, spent)
    desk.conversation = desk.conversation.with_turn(turn)
    _checks(answer)


def _reviewed(desk: Desk, request: Request, card: ModelCard) -> Review:
    found = entities(request.proposal) if request.proposal else ()
    hidden = any(e.redaction.action is not Action.ALLOW for e in found)
    setting = desk.settings.review
    if request.proposal is None or not (setting == "always" or (setting == "found" and hidden)):
        return Review()
    text, _marks = ReviewText(request, found).page(View.LEAVING, Decisions())
    say(_("What leaves"), text)
    review = review_at_terminal(request.proposal, card.title)
    risky = risky_shown(found, Decisions(review.actions))
    if risky:
        names = ", ".join(f"{e.mark} ({label(e.kind)})" for e in risky)
        say(_("Guard"), _("{names} would leave in clear. Send all the same?").format(names=names))
        print(_("[y] send in clear, anything else: stop > "), end="", flush=True)  # noqa: T201
        if sys.stdin.readline().strip().lower() not in ("y", "yes", "o", "oui"):
            raise PolicyRefused(_("Stopped at the review."), _("Nothing was sent."))
    return review


async def _answered(desk: Desk, request: Request, review: Review) -> Answer:
    async with aclosing(desk.engine.call("warm_model")) as steps:  # type: ignore[type-var]
        tenth = -1
        async for step in steps:
            if step.total and step.done * 10 // step.total > tenth:
                tenth = step.done * 10 // step.total
                say("hygie", _("preparing the model: {share}").format(share=f"{tenth * 10}%"))
    print(f"{_('Answer')}: ", end="", flush=True)  # noqa: T201
    identifier = request.draft.conversation
    call = desk.engine.call("answer", conversation=identifier, review=review)
    async with aclosing(call) as events:  # type: ignore[type-var]
        async for event in events:
            if isinstance(event, Answer):
                print()  # noqa: T201
                return event
            _show(event)
    raise AssertionError("an answer ends with its checks")


def _show(event: object) -> None:
    if isinstance(event, TextDelta):
        print(clean(event.text.reveal()), end="", flush=True)  # noqa: T201
    elif isinstance(event, PartDone):
        say(
            "hygie", _("Part {done} of {total} is read.").format(done=event.done, total=event.total)
        )
    elif isinstance(event, Retrying):
        words = _("{reason} Trying again in {wait:.0f} s.")
        say("hygie", words.format(reason=event.reason, wait=event.wait))


def _checks(answer: Answer) -> None:
    for warning in answer.warnings:
        say(_("Warning"), warning)
    sentences = [v for v in answer.verdicts if v.claim.kind is ClaimKind.STATEMENT]
    for verdict in answer.verdicts:
        if verdict.status in DOUBTFUL:
            text = " ".join(verdict.claim.text.reveal().split())
            say(_("Doubtful"), f"« {text} »: {word(verdict.status)}. {verdict.reason}")
    counted = ngettext("{n} sentence", "{n} sentences", len(sentences)).format(n=len(sentences))
    doubtful = sum(v.status in DOUBTFUL for v in sentences)
    say(_("Checks"), f"{counted}, " + _("doubtful: {n}").format(n=doubtful))
