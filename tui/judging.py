"""A judge's hearing, step by step: prepare, review, ask; the screen and the lines say what is shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing, suppress
from uuid import uuid4

from assistant.decisions import review_wanted_again, shown
from assistant.destinations import place
from assistant.errors import HygieError, NoRoom
from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.judging.case import Case
from assistant.judging.hearing import Hearing, to_judge
from assistant.judging.question import Manner
from assistant.models.cards import ModelCard
from assistant.types import Answer, Destination, PartDone, Private, Request, Retrying, Review
from assistant.visible import visible
from tui.engine import Engine


class Judge:
    """One model asked about one answer; every batch of sentences passes the guard like any request."""

    def __init__(self, engine: Engine, card: ModelCard, case: Case, about: str) -> None:
        self.card, self.hearing = card, Hearing(case, Manner.of(card).at_once)
        self._engine, self._case, self._about = engine, case, about
        self._key = uuid4().hex
        self._seen: set[Private[str]] = set()

    async def assemble(self, tell: Callable[[PartDone], object]) -> None:
        """Have the judge put together if it is an embedded model; raises HygieError."""
        async with aclosing(self._engine.call("warm_model", name=self.card.name)) as steps:
            async for step in steps:
                tell(step)

    async def prepare(self) -> Request | None:
        """Return the request about the next sentences, None if they were passed over; nothing leaves.

        Raises HygieError.
        """
        try:
            found = await self._engine.one(
                "prepare_judge", conversation=self._key, about=self._about, name=self.card.name,
                case=self._case, verdicts=self.hearing.batch,
            )  # fmt: skip
        except NoRoom as error:
            self.hearing.pass_over(error.title)
            return None
        assert isinstance(found, Request)
        return found

    def to_review(self, request: Request, setting: str) -> bool:
        """Whether the person is asked: for the next sentences only about what they did not see yet."""
        proposal = request.proposal
        return proposal is not None and review_wanted_again(setting, proposal, self._seen)

    async def hear(
        self, request: Request, review: Review, tell: Callable[[Retrying], object]
    ) -> None:
        """Send a prepared request as reviewed, and take the opinions; raises HygieError."""
        if request.proposal:
            self._seen |= shown(request.proposal, review)
        call = self._engine.call("answer", conversation=self._key, review=review)
        async with aclosing(call) as events:
            async for event in events:
                if isinstance(event, Retrying):
                    tell(event)
                elif isinstance(event, Answer):
                    self.hearing.hear(event.text.reveal(), request.rendered.notices)

    async def close(self) -> None:
        """Have the engine forget the hearing's pseudonyms."""
        with suppress(HygieError):
            await self._engine.one("forget", conversation=self._key)


def beforehand(card: ModelCard, case: Case) -> list[str]:
    """Return what the person is told before a judge is asked: what leaves, whither, and what for."""
    return [_asked(card, case), _leaving(card, case), caution()]


def _asked(card: ModelCard, case: Case) -> str:
    total = len(to_judge(case.verdicts))
    asked = ngettext(
        "{model} ({place}) is asked for its opinion of {n} sentence over the sources.",
        "{model} ({place}) is asked for its opinion of {n} sentences over the sources, {some} at a time.",
        total,
    )
    return asked.format(
        model=visible(card.title),
        place=place(card.destination),
        n=total,
        some=Manner.of(card).at_once,
    )


def _leaving(card: ModelCard, case: Case) -> str:
    if card.destination is Destination.LOCAL:
        return _("Nothing leaves this machine.")
    names = dict.fromkeys(visible(s.name.reveal()) or _("pasted text") for s in case.sources)
    leaves = _(
        "The sentences and these sources leave, through the guard as in any request: {names}."
    )
    return leaves.format(names=", ".join(names))


def caution() -> str:
    """Return what an opinion is worth."""
    return _("What it says is an opinion, not evidence; it changes no verdict.")


def nothing_to_judge(case: Case) -> str:
    """Return why no judge can be asked, or nothing."""
    if not case.sources:
        return _("A judge needs sources to judge by: this answer has none.")
    if not to_judge(case.verdicts):
        return _("No sentence of this answer states something to judge.")
    return ""


def asking(judge: Judge) -> str:
    """Return the progress of a hearing."""
    n = min(len(judge.hearing.judged) + 1, judge.hearing.total)
    words = _("asking {model} for its opinion: sentence {n} of {total}")
    return words.format(model=visible(judge.card.title), n=n, total=judge.hearing.total)


def heard(judge: Judge) -> str:
    """Return how many opinions there are."""
    n = len(judge.hearing.judged)
    words = ngettext(
        "{model} was asked about {n} sentence.", "{model} was asked about {n} sentences.", n
    )
    return words.format(model=visible(judge.card.title), n=n)
