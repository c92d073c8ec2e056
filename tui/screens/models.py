"""The model picker: where each model runs, what it takes, costs, and is known to get wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.destinations import place
from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.models.cards import ModelCard
from assistant.visible import visible
from tui.engine import Engine
from tui.keys import SpokenKeys


class ModelsScreen(SpokenKeys, ModalScreen[ModelCard | None]):
    """The card chosen, or None."""

    HELP = N_("Choose the model that will be asked.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back"), id="models.back"),
    ]

    class Found(Message):
        """The models that can be asked here, or why they are not known."""

        def __init__(self, result: tuple[ModelCard, ...] | HygieError) -> None:
            super().__init__()
            self.result = result

    def __init__(self, engine: Engine, current: ModelCard | None) -> None:
        super().__init__()
        self._engine, self._current = engine, current
        self._cards: tuple[ModelCard, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the list and the card."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = _("Models")
            yield OptionList(id="models")
            yield Static(_("Looking for models…"), id="card", markup=False)

    def on_mount(self) -> None:
        """Ask the engine."""
        self._look()

    @work(description="-", exit_on_error=False)
    async def _look(self) -> None:
        try:
            self.post_message(self.Found(await self._engine.one("models")))
        except HygieError as error:
            self.post_message(self.Found(error))

    @on(Found)
    def _found(self, event: Found) -> None:
        if isinstance(event.result, HygieError):
            lines = (event.result.title, event.result.detail, event.result.action)
            self.query_one("#card", Static).update("\n".join(filter(None, lines)))
            return
        self._cards = event.result
        models = self.query_one("#models", OptionList)
        models.add_options([Option(_row(card, self._current)) for card in self._cards])
        models.focus()
        models.highlighted = _index(self._cards, self._current)
        if not self._cards:
            self.query_one("#card", Static).update(_("No model can be asked here."))

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        card = self._cards[event.option_index]
        self.query_one("#card", Static).update(Content("\n".join(_lines(card))))

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._cards[event.option_index])

    def action_back(self) -> None:
        """Keep the model."""
        self.dismiss(None)


def _index(cards: tuple[ModelCard, ...], current: ModelCard | None) -> int | None:
    names = [card.name for card in cards]
    if current is not None and current.name in names:
        return names.index(current.name)
    return 0 if cards else None


def _row(card: ModelCard, current: ModelCard | None) -> Content:
    sign = "●" if current is not None and card.name == current.name else " "
    return Content(f"{sign} {visible(card.title)} · {place(card.destination)}")


def _lines(card: ModelCard) -> Iterator[str]:
    yield f"{card.name} · {place(card.destination)}"
    if card.context_tokens:
        yield _("Takes {n} tokens, question and answer together.").format(n=card.context_tokens)
    if card.knowledge_cutoff:
        yield _("Knows nothing after {month}.").format(month=card.knowledge_cutoff)
    else:
        yield _("How recent its knowledge is was not published.")
    if card.price_in is not None and card.price_out is not None:
        price = _("${ask} a million tokens asked, ${answer} answered.")
        yield price.format(ask=card.price_in, answer=card.price_out)
    else:
        yield _("No price.")
    yield from (f"- {visible(limit)}" for limit in card.limits)
