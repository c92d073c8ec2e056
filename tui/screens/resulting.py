"""What screens with one answer in a pane of its own share."""

from __future__ import annotations

from assistant.i18n import gettext as _
from assistant.types import Answer, Request, Review
from tui.screens.viewing import ViewingPart
from tui.widgets.result import Result


class ResultPart(ViewingPart):
    """The answer streams into the pane, is checked there, and may go into a draft."""

    last: Answer | None = None

    @property
    def result(self) -> Result:
        """Where the answer is."""
        return self.query_one(Result)

    def may_ask(self) -> bool:
        """Whether nothing is under way; says so if something is."""
        if self.busy:
            self.notify(_("An answer is under way; Esc stops it."))
        return not self.busy

    async def show_leaving(self, request: Request, review: Review) -> None:
        """Make room for the answer."""
        self.last = None
        card = self.hygie.health.card
        await self.result.begin(request, card.title if card else "")

    def show_text(self, text: str) -> None:
        """Let the answer grow."""
        self.result.write(text)

    async def show_stopped(self, request: Request | None) -> None:
        """Keep what came."""
        await self.result.stop()

    async def show_answer(self, request: Request, answer: Answer) -> None:
        """Show the checks; what is asked next here is a conversation of its own."""
        self.last = answer
        self.forget_conversation(request.draft.conversation)
        await self.result.finish(answer)
        self.query("CheckedAnswer").last().focus()

    def action_to_draft(self) -> None:
        """Put the answer into the drafts."""
        if self.last is not None:
            self.hygie.insert_in_draft(self.last.text.reveal())
