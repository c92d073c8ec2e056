"""A model's opinion of each sentence of an answer, asked where the person wants it, through the guard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.judging import telling
from assistant.judging.case import Case
from assistant.judging.hearing import Opinions
from assistant.models.cards import ModelCard
from assistant.second_look import SecondLook
from assistant.sentences import quoted
from assistant.sources import sentence
from assistant.types import PartDone, Request, Retrying, Review
from assistant.visible import visible
from tui.engine import Engine
from tui.judging import Judge, asking, beforehand, caution, heard, nothing_to_judge
from tui.screens.second_look import SecondLookScreen


@dataclass(frozen=True, slots=True)
class Bench:
    """Who judges what: the case, the conversation it comes from, the model, and the person's setting."""

    case: Case
    conversation: str
    card: ModelCard
    review: str


class JudgeScreen(SecondLookScreen):
    """Says beforehand what leaves; each batch of sentences passes the guard and the review."""

    HEADING = N_("Opinion of a model")
    HELP = N_("Have a model say what it thinks of each sentence. It changes no verdict.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m,ctrl+l", "models", N_("Other model"), id="judge.models"),
    ]

    def __init__(self, engine: Engine, bench: Bench, second: SecondLook) -> None:
        super().__init__(engine, second)
        self._bench = bench

    def on_mount(self) -> None:
        """Say what would leave, and show the opinions there are."""
        super().on_mount()
        self._introduce()
        self._list()

    def _introduce(self) -> None:
        nothing = nothing_to_judge(self._bench.case)
        self.tell([nothing] if nothing else beforehand(self._bench.card, self._bench.case))
        self.ready(to_send=not nothing)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer another model only while none is asked."""
        if action == "models":
            return self.may_send
        return super().check_action(action, parameters)

    def action_models(self) -> None:
        """Choose who judges; the model of the conversation stays."""
        from tui.screens.models import ModelsScreen

        self.app.push_screen(ModelsScreen(self.engine, self._bench.card), self._choose)

    def _choose(self, card: ModelCard | None) -> None:
        if card is not None:
            self._bench = replace(self._bench, card=card)
            self._introduce()

    async def ask(self) -> None:
        """Ask about some sentences at a time; what was said before an error is kept."""
        bench = self._bench
        asked = Judge(self.engine, bench.card, bench.case, bench.conversation)
        try:
            self.activity.show(_("preparing the model"))
            await asked.assemble(self._assembling)
            while asked.hearing.batch and await self._heard(asked):
                self._take(asked)
        finally:
            await asked.close()
        self._end(asked)

    def _end(self, asked: Judge) -> None:
        if asked.hearing.batch:
            self._introduce()
        else:
            self.tell([heard(asked), caution()])

    async def _heard(self, asked: Judge) -> bool:
        self.activity.show(_("The guard reads your text."))
        if (request := await asked.prepare()) is None:
            return True
        review: Review | None = Review()
        if asked.to_review(request, self._bench.review):
            self.activity.hide()
            review = await self._reviewed(request)
        if review is None:
            self.notify(_("Stopped at the review."))
            return False
        self._progress(asked)
        await asked.hear(request, review, self._retrying)
        return True

    async def _reviewed(self, request: Request) -> Review | None:
        from tui.screens.review import ReviewScreen

        return await self.app.push_screen_wait(ReviewScreen(request, self._bench.card))

    def _progress(self, asked: Judge) -> None:
        done = PartDone(len(asked.hearing.judged), asked.hearing.total)
        self.activity.show(asking(asked), parts=done)

    def _assembling(self, step: PartDone) -> None:
        self.activity.show(_("preparing the model"), parts=step)

    def _retrying(self, step: Retrying) -> None:
        words = _("{reason} Trying again (attempt {n}).")
        shown = words.format(reason=visible(step.reason), n=step.attempt + 1)
        self.activity.show(shown, wait=step.wait)

    def _take(self, asked: Judge) -> None:
        opinions = Opinions(asked.card.title, asked.hearing.judged)
        self.second = replace(self.second, opinions=opinions)
        self._list()

    def _list(self) -> None:
        opinions, answer = self.second.opinions, self._bench.case.answer
        if opinions is None:
            return
        lines = [telling.heading(opinions.model), *map(visible, telling.notices(opinions.judged))]
        for one in opinions.judged:
            lines += ["", quoted(sentence(answer, one.span)), f"    {telling.words(one)}"]
        self.show(lines)

    def stopped(self) -> None:
        """Offer to ask again."""
        self._introduce()
