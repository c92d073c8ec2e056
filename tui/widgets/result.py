"""The place of one answer: it streams in, then shows its checks."""

from __future__ import annotations

from textual.containers import VerticalScroll

from assistant.types import Answer, Request
from tui.widgets.answer_view import AnswerView


class Result(VerticalScroll, can_focus=False):
    """Hidden while there is nothing to show."""

    def __init__(self, title: str) -> None:
        super().__init__(id="result", classes="-empty")
        self.border_title = title
        self._view: AnswerView | None = None

    async def begin(self, request: Request, model: str) -> None:
        """Make room for an answer."""
        await self.remove_children()
        self.remove_class("-empty")
        self._view = AnswerView(request, model)
        await self.mount(self._view)
        self.anchor()

    @property
    def text(self) -> str:
        """What came so far."""
        return self._view.text if self._view else ""

    def write(self, text: str) -> None:
        """Take a piece of the answer."""
        if self._view is not None:
            self._view.write(text)

    async def finish(self, answer: Answer) -> None:
        """Show the checks."""
        if self._view is not None:
            await self._view.finish(answer)
            self._rest()

    async def stop(self) -> None:
        """Keep what came."""
        if self._view is not None:
            await self._view.stop()
            self._rest()

    async def clear(self) -> None:
        """Show nothing."""
        self._view = None
        await self.remove_children()
        self.add_class("-empty")

    def _rest(self) -> None:
        """Show the beginning; an anchor would go on to push a short text down and out of the pane."""
        self.anchor(False)
        self.scroll_home(animate=False, force=True)
