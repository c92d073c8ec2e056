"""The part of the chat that opens other views: evidence, what was sent, models; and copies."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.screens.base import ChatPart


class LookingPart(ChatPart):
    """Views that leave the conversation as it is."""

    BINDINGS: ClassVar[list[BindingType]] = []
