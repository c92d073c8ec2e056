"""One answer: streams in, then shows its checks sentence by sentence."""

from __future__ import annotations

from time import monotonic

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from assistant.types import Answer, Request
from assistant.visible import visible
from tui import light_markdown
from tui.widgets.checked_answer import GUTTER, CheckedAnswer
from tui.widgets.span_text import SpanText
from tui.widgets.stopped_answer import StoppedAnswer

_EVERY = 0.05  # seconds: the screen is drawn at most so often while text streams in
_SHARE = 4  # drawing takes at most one part in so many of the time


class AnswerView(Vertical):
    """Holds the text as far as it came.

    It draws the text itself: Textual's Markdown makes widgets of every list item anew at each
    word, which froze the screen for 0.1 s and more at 200 words a second.
    """

    def __init__(self, request: Request, model: str) -> None:
        super().__init__()
        self.request, self._model = request, model
        self.text = ""
        self._drawn = 0
        self._growing = light_markdown.Growing()
        self._not_before = 0.0

    def compose(self) -> ComposeResult:
        """Lay out the head and the text to come."""
        yield Static(visible(self._model), classes="head", markup=False)
        for notice in self.request.rendered.notices:
            yield Static(f"! {visible(notice)}", classes="warning", markup=False)
        yield SpanText(gutter=GUTTER)

    def on_mount(self) -> None:
        """Draw in beats rather than at every word."""
        self._beat = self.set_interval(_EVERY, self._draw)

    def write(self, text: str) -> None:
        """Take a piece of the answer."""
        self.text += text

    def _draw(self) -> None:
        began = monotonic()
        if self._drawn == len(self.text) or began < self._not_before:
            return
        self._drawn = len(self.text)
        self.query_one(SpanText).grow(*self._growing.read(self.text))
        self._not_before = began + _SHARE * (monotonic() - began)

    async def finish(self, answer: Answer) -> None:
        """Show the checked answer in place of the stream."""
        self._beat.stop()
        self.text = answer.text.reveal()
        await self.query(SpanText).remove()
        await self.mount(CheckedAnswer(answer, self.request))

    async def stop(self) -> None:
        """Keep what came; say that it is not whole."""
        self._beat.stop()
        await self.query(SpanText).remove()
        await self.mount(StoppedAnswer(self.request, self._model, self.text, GUTTER))
