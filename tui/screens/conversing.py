"""The part of the chat that holds the conversation: what was said, taken up again, begun anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from assistant.i18n import gettext as _
from assistant.types import Draft
from tui.screens.keeping import KeepingPart
from tui.state import Conversation, Turn
from tui.widgets.conversation_view import ConversationView
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from assistant.store.records import Turn as Record
    from tui.widgets.answer_view import AnswerView


class ConversingPart(KeepingPart):
    """One conversation at a time; its turns are replaced whole."""

    def __init__(self) -> None:
        super().__init__()
        self._conversation = Conversation(uuid4().hex)
        self._view: AnswerView | None = None

    @property
    def turns(self) -> ConversationView:
        """Where the turns are."""
        return self.query_one(ConversationView)

    def set_conversation(self, conversation: Conversation) -> None:
        """Go on from what was said so far."""
        self._conversation = conversation
        self.query_one(StatusLine).conversation = conversation

    def resume(self, key: str, turns: Sequence[Record]) -> None:
        """Go on with a conversation that was kept."""
        if self.busy:
            self.notify(_("An answer is under way; Esc stops it."))
            return
        self.turns.clear()
        conversation = Conversation(key)
        for turn in turns:
            draft = Draft(key, turn.task, turn.question)
            conversation = conversation.with_turn(Turn(draft, turn.answer.reveal()))
        self.set_conversation(conversation)
        self.turns.show_kept(conversation.turns)
        self.composer.focus()

    def action_new(self) -> None:
        """Start a new conversation; the draft stays."""
        if not self._conversation.turns and not self.busy:
            return
        from tui.screens.confirm import Confirm

        question = _("Leave this conversation for a new one?")
        self.app.push_screen(Confirm(question, _("New conversation")), self._renew)

    def _renew(self, yes: bool | None) -> None:
        if not yes:
            return
        self.workers.cancel_group(self, "request")
        self.over()
        self._view = None
        self.forget_conversation(self._conversation.identifier)
        self.set_conversation(Conversation(uuid4().hex))
        self.turns.clear()
        self.composer.focus()
