"""What the parts of the chat screen share."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from tui.keys import SpokenKeys
from tui.widgets.activity import Activity
from tui.widgets.attachments import Attachments

if TYPE_CHECKING:
    from tui.app import HygieApp


class ChatPart(SpokenKeys, Screen[None]):
    """Typed ways to the application and to the widgets that several parts use."""

    @property
    def hygie(self) -> HygieApp:
        """The application, with its engine."""
        return cast("HygieApp", self.app)

    @property
    def activity(self) -> Activity:
        """The line that says what goes on."""
        return self.query_one(Activity)

    @property
    def attachments(self) -> Attachments:
        """The documents that go with the draft."""
        return self.query_one(Attachments)
