"""One answer: streams as Markdown, then shows its checks sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from assistant.i18n import gettext as _
from assistant.types import Answer, Request
from tui.visible import clean, visible

if TYPE_CHECKING:
    from textual.widgets import Markdown
    from textual.widgets._markdown import MarkdownStream

_EVERY = 0.05  # seconds: the screen is drawn at most so often while text streams in


class AnswerView(Vertical):
    """Holds the text as far as it came; what is shown never runs behind for long."""

    def __init__(self, request: Request, model: str) -> None:
        super().__init__()
        self.request, self._model = request, model
        self.text = ""
        self._waiting = ""
        self._markdown: Markdown | None = None
        self._stream: MarkdownStream | None = None

    def compose(self) -> ComposeResult:
        """Lay out the head; the body comes with the first words."""
        yield Static(visible(self._model), classes="head", markup=False)

    def on_mount(self) -> None:
        """Draw in beats rather than at every token."""
        self._beat = self.set_interval(_EVERY, self._draw)

    def write(self, text: str) -> None:
        """Take a piece of the answer."""
        self.text += text
        self._waiting += text

    async def _draw(self) -> None:
        if not self._waiting:
            return
        text, self._waiting = clean(self._waiting), ""
        await (await self._opened()).write(text)

    async def _opened(self) -> MarkdownStream:
        if self._stream is None:
            from textual.widgets import Markdown

            # Links of an answer are not opened by a slip of the hand: their text may mislead.
            self._markdown = Markdown(open_links=False)
            await self.mount(self._markdown)
            self._stream = Markdown.get_stream(self._markdown)
        return self._stream

    async def finish(self, answer: Answer) -> None:
        """Show the checked answer in place of the stream."""
        from tui.widgets.checked_answer import CheckedAnswer

        self.text = answer.text.reveal()
        await self._close()
        if self._markdown is not None:
            await self._markdown.remove()
        await self.mount(CheckedAnswer(answer, self.request))

    async def stop(self) -> None:
        """Keep what came; say that it is not whole."""
        await self._draw()
        await self._close()
        note = _("Stopped here.") if self.text else _("Stopped before the first word.")
        await self.mount(Static(f"… {note}", classes="note", markup=False))

    async def _close(self) -> None:
        self._beat.stop()
        if self._stream is not None:
            await self._stream.stop()
            self._stream = None
