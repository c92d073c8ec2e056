"""What the parts of the chat screen share."""

from __future__ import annotations

from tui.screens.locked import LockedPart
from tui.widgets.attachments import Attachments


class ChatPart(LockedPart):
    """Typed ways to the widgets that several parts use."""

    @property
    def attachments(self) -> Attachments:
        """The documents that go with the draft."""
        return self.query_one(Attachments)
