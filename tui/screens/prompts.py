"""The prompt library: search, a form for its inputs, and its answer."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, OptionList, Static

from assistant.engine.values import PromptCard
from assistant.errors import HygieError
from assistant.i18n import N_, language
from assistant.i18n import gettext as _
from assistant.types import Draft, Private, Request, Review, Task
from assistant.visible import visible
from tui.asking import Wish
from tui.modes import Mode
from tui.screens.resulting import ResultPart
from tui.widgets.activity import Activity
from tui.widgets.choices import Choices
from tui.widgets.prompt_form import PromptForm
from tui.widgets.result import Result


class PromptsScreen(ResultPart):
    """Owns the list, the form that is open, and the answer."""

    MODE = Mode.PROMPTS
    CSS_PATH = "../styles/work.tcss"
    HELP = N_("Search a prompt, fill in its form, Ctrl+S runs it.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,alt+enter", "run", N_("Run"), id="prompts.run", priority=True),
        Binding("ctrl+r", "preview", N_("Preview"), id="prompts.preview"),
        Binding("ctrl+d", "to_draft", N_("To drafts"), id="prompts.draft", show=False),
        Binding("escape", "back", N_("Back or stop"), id="prompts.back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._cards: tuple[PromptCard, ...] = ()
        self._open: PromptCard | None = None

    def body(self) -> ComposeResult:
        """Lay out search, list, form and answer."""
        yield Input(placeholder=_("Search the prompts"), id="ask")
        with Horizontal(id="sides"):
            yield Choices(_("Prompts"))
            yield PromptForm()
            yield Result(_("Answer"))
        yield Static(id="style", markup=False)
        yield Activity()

    def on_mount(self) -> None:
        """List what there is."""
        super().on_mount()
        self.query_one("#ask").focus()
        self._look("")

    @on(Input.Changed, "#ask")
    def _search(self, event: Input.Changed) -> None:
        self._look(event.value)

    @work(description="-", exclusive=True, group="looking", exit_on_error=False)
    async def _look(self, words: str) -> None:
        await self.hygie.engine_started.wait()
        try:
            found = await self.hygie.engine.one("prompts", words=words) or ()
        except HygieError as error:
            self.show_error(error)
            return
        # Those in the person's language come first.
        self._cards = tuple(sorted(found, key=lambda card: card.locale not in ("", language())))
        choices = self.query_one(Choices)
        choices.show_first(map(_row, self._cards))

    @on(Input.Submitted, "#ask")
    def _to_list(self) -> None:
        self.query_one("#choices").focus()

    @on(OptionList.OptionHighlighted, "#choices")
    def _describe(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index < len(self._cards):
            card = self._cards[event.option_index]
            self.query_one("#style", Static).update(visible(card.problem or card.description))

    @on(OptionList.OptionSelected, "#choices")
    def _pick(self, event: OptionList.OptionSelected) -> None:
        card = self._cards[event.option_index]
        if not card.problem:
            self._fill_in(card)

    @work(description="-", exclusive=True, group="form", exit_on_error=False)
    async def _fill_in(self, card: PromptCard) -> None:
        try:
            fields = await self.hygie.engine.one("prompt_form", name=card.name)
        except HygieError as error:
            self.show_error(error)
            return
        self._open = card
        await self.result.clear()
        self.query_one("#choices").display = self.query_one("#ask").display = False
        await self.query_one(PromptForm).show(card.title, fields)

    def _values(self) -> dict[str, Any] | None:
        if self._open is None:
            self.notify(_("Choose a prompt first (Enter)."))
            return None
        form = self.query_one(PromptForm)
        if missing := form.missing():
            self.notify(
                _("Still to be filled in: {names}").format(names=", ".join(missing)),
                severity="warning",
            )
            form.focus_missing()
            return None
        return form.values()

    def action_run(self) -> None:
        """Run the prompt with what was filled in."""
        if self.may_ask() and (values := self._values()) is not None and self._open is not None:
            draft = Draft(uuid4().hex, Task.CHAT, Private(""))
            self.ask(draft, Wish(prompt=self._open.name, values=values))

    @work(description="-", exclusive=True, group="form", exit_on_error=False)
    async def action_preview(self) -> None:
        """Show the messages that would be made; nothing is sent."""
        values = self._values()
        if values is None or self._open is None:
            return
        try:
            messages = await self.hygie.engine.one(
                "prompt_preview", name=self._open.name, values=values
            )
        except HygieError as error:
            self.show_error(error)
            return
        from tui.screens.preview import PreviewScreen

        self.app.push_screen(PreviewScreen(self._open.title, messages))

    async def show_leaving(self, request: Request, review: Review) -> None:
        """Make room for the answer."""
        self.query_one(PromptForm).display = False
        await super().show_leaving(request, review)

    def show_failed(self, error: HygieError, draft: Draft) -> None:
        """Say why, and give the form back."""
        self.query_one(PromptForm).display = self._open is not None
        self.show_error(error)

    async def action_back(self) -> None:
        """Stop; else from the answer to the form, from the form to the list."""
        if await self.stop():
            return
        result, form = self.result, self.query_one(PromptForm)
        if not result.has_class("-empty"):
            await result.clear()
            form.display = self._open is not None
            form.focus_first()
        elif self._open is not None:
            self._open, form.display = None, False
            self.query_one("#choices").display = self.query_one("#ask").display = True
            self.query_one("#choices").focus()
        elif not self.query_one("#ask").has_focus:
            self.query_one("#ask").focus()
        else:
            await self.action_to_chat()


def _row(card: PromptCard) -> str:
    sign = "! " if card.problem else {"unreviewed": "? ", "deprecated": "- "}.get(card.status, "")
    return f"{sign}{card.title} ({card.name})"
