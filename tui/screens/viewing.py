"""What a screen with an answer on it can open: evidence, what was sent, models; copies and files."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.judging.case import Case
from assistant.lookup.told import Question
from tui.messages import (
    CopyWanted,
    EvidenceWanted,
    ExportWanted,
    JudgeWanted,
    LeavingWanted,
    LookUpWanted,
    ModelChosen,
    SentWanted,
)
from tui.screens.exporting import ExportingPart

if TYPE_CHECKING:
    from assistant.models.cards import ModelCard


class ViewingPart(ExportingPart):
    """Views that leave the answer as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "models", N_("Model"), id="mode.models", show=False),
    ]

    @on(EvidenceWanted)
    def _show_evidence(self, event: EvidenceWanted) -> None:
        from tui.screens.evidence import EvidenceScreen

        self.open_above(EvidenceScreen(event.view, event.sentence))

    @on(LookUpWanted)
    def _look_up(self, event: LookUpWanted) -> None:
        from tui.screens.look_ups import LookUpsScreen

        view = event.view
        question = Question.of(view.answer.text, view.request)
        screen = LookUpsScreen(self.hygie.engine, question, view.second)
        self.open_above(screen, view.show_second)

    @on(JudgeWanted)
    def _judge(self, event: JudgeWanted) -> None:
        from tui.screens.judge import Bench, JudgeScreen

        view, card = event.view, self.hygie.health.card
        if card is not None:
            case = Case.of(view.answer, view.request)
            bench = Bench(case, view.request.draft.conversation, card, self.settings.review)
            screen = JudgeScreen(self.hygie.engine, bench, view.second)
            self.open_above(screen, view.show_second)

    @on(SentWanted)
    def _show_sent(self, event: SentWanted) -> None:
        from tui.screens.sent import SentScreen, sent

        self.open_above(SentScreen(sent(event.answer)))

    @on(LeavingWanted)
    def _show_leaving(self, event: LeavingWanted) -> None:
        from tui.screens.sent import SentScreen, on_its_way

        self.open_above(SentScreen(on_its_way(event.request, event.model)))

    @on(CopyWanted)
    def _copy(self, event: CopyWanted) -> None:
        self.app.copy_to_clipboard(event.text)
        self._copy_natively(event.text, event.words)

    @work(description="-", exclusive=True, group="clipboard", exit_on_error=False)
    async def _copy_natively(self, text: str, words: str) -> None:
        from tui import clipboard

        tool = await to_thread(clipboard.write, text)
        way = tool or _("the terminal")
        self.notify(" ".join(filter(None, (words, _("Copied, by {way}.").format(way=way)))))

    @on(ExportWanted)
    def _export_answer(self, event: ExportWanted) -> None:
        self.ask_export("", event.text, event.kind)

    def action_models(self) -> None:
        """Choose another model."""
        from tui.screens.models import ModelsScreen

        self.app.push_screen(ModelsScreen(self.hygie.engine, self.hygie.health.card), self._choose)

    def _choose(self, card: ModelCard | None) -> None:
        if card is not None:
            self._choose_model(card.name)

    @work(description="-", exclusive=True, group="choosing", exit_on_error=False)
    async def _choose_model(self, name: str) -> None:
        try:
            self.post_message(ModelChosen(await self.hygie.engine.one("choose", name=name)))
        except HygieError as error:
            self.show_error(error)

    @on(ModelChosen)
    def _model_chosen(self, event: ModelChosen) -> None:
        self.hygie.use_model(event.card)
