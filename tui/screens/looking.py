"""The part of the chat that goes to its answers."""

from __future__ import annotations

from tui.screens.base import ChatPart
from tui.widgets.conversation_view import ConversationView


class LookingPart(ChatPart):
    """The last answer or error is one key away."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way to an answer once there is one; Tab leads on until then."""
        if action == "answers":
            return self.query_one(ConversationView).last is not None
        return super().check_action(action, parameters)

    def action_answers(self) -> None:
        """Go to the last answer or error, and to its first doubt."""
        last = self.query_one(ConversationView).last
        if last is None:
            return
        # Else it would scroll later on, to the top: away from the doubt.
        last.focus(scroll_visible=False)
        first_doubt = getattr(last, "first_doubt", None)
        if first_doubt is None or not first_doubt():
            last.scroll_visible(animate=False)
