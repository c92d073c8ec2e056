"""One request in the linear mode: guard, review as text, answer, checks."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace

from assistant.decisions import Decisions, entities, review_wanted
from assistant.destinations import place
from assistant.i18n import gettext as _
from assistant.linear_review import Dialogue, review_by_lines
from assistant.models.cards import ModelCard
from assistant.second_look import SecondLook
from assistant.sentences import labelled, quoted
from assistant.store.records import OwnRule
from assistant.types import (
    Answer,
    Draft,
    PartDone,
    Request,
    Retrying,
    Review,
    TextDelta,
    Verdict,
)
from assistant.verdicts import DOUBTFUL, tally, word
from assistant.visible import clean
from tui import plain_lines
from tui.asking import Wish, prepared
from tui.plain_commands import Desk, say
from tui.review_text import ReviewText, View

_AT_FIRST = 2_000
"""Characters of what leaves that are shown unasked."""


def ask(desk: Desk, draft: Draft, wish: Wish | None = None) -> Answer:
    """Carry one message through; raises HygieError."""
    card = desk.runner.run(desk.ready())
    request = desk.runner.run(prepared(desk.engine, draft, wish or Wish()))
    for notice in request.rendered.notices:
        say(_("Notice"), notice)
    proposal = request.proposal
    wanted = proposal is not None and review_wanted(desk.settings.review, proposal)
    review = reviewed(desk, request, card, wanted=wanted)
    answer = desk.runner.run(_answered(desk, request, review))
    # A judge of the answer obeys what was decided here.
    desk.answer, desk.request = answer, replace(request, review=request.review.merged(review))
    desk.second = SecondLook()
    _checks(answer)
    for number, passage in enumerate(answer.passages, 1):
        page = ", " + _("page {page}").format(page=passage.page) if passage.page else ""
        say(f"[{number}]", f"{passage.document.reveal()}{page}")
    return answer


def doubtful(answer: Answer) -> list[Verdict]:
    """Return what is doubtful in an answer, in the order and with the numbers that are shown."""
    return [verdict for verdict in answer.verdicts if verdict.status in DOUBTFUL]


def reviewed(desk: Desk, request: Request, card: ModelCard, *, wanted: bool) -> Review:
    """Return what the person decides about a request, if they are to be asked; raises PolicyRefused."""
    proposal = request.proposal
    if proposal is None or not wanted:
        return Review()
    leaving = ReviewText(request, entities(proposal))

    def whole(decisions: Decisions) -> None:
        say(_("What leaves"), leaving.page(View.LEAVING, decisions)[0])

    text, _marks = leaving.page(View.LEAVING, Decisions())
    long = len(text) > _AT_FIRST
    say(_("What leaves"), text[:_AT_FIRST] + (" …" if long else ""))
    title = f"{card.title}, {place(card.destination)}"

    def keep(rules: tuple[OwnRule, ...]) -> None:
        desk.call("keep_rules", rules=rules)

    return review_by_lines(proposal, title, Dialogue(_guard_says, plain_lines.answer, keep, whole))


def _guard_says(line: str) -> None:
    say(_("Guard"), line)


async def _answered(desk: Desk, request: Request, review: Review) -> Answer:
    async with aclosing(desk.engine.call("warm_model")) as steps:
        tenth = -1
        async for step in steps:
            if step.total and step.done * 10 // step.total > tenth:
                tenth = step.done * 10 // step.total
                say("hygie", _("preparing the model: {share}").format(share=f"{tenth * 10}%"))
    print(labelled(_("Answer"), ""), end="", flush=True)  # noqa: T201
    identifier = request.draft.conversation
    call = desk.engine.call("answer", conversation=identifier, review=review)
    async with aclosing(call) as events:
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
    for advice in answer.advice:
        say("hygie", advice)
    for number, verdict in enumerate(doubtful(answer), 1):
        text = " ".join(verdict.claim.text.reveal().split())
        told = f"{labelled(quoted(text), word(verdict))}. {verdict.reason}"
        say(_("Doubtful") + f" {number}", told)
    say(_("Checks"), ", ".join(tally(answer.verdicts)))
    if doubtful(answer):
        say("hygie", _("/evidence NUMBER says why, and what stands in the source."))
