"""A filled-in prompt as the pipeline's source of messages: it passes the guard like any text."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.i18n import gettext as _
from assistant.language import detect
from assistant.types import Draft, Language, Message, Private, Rendered, Role
from prompts import parts
from prompts.errors import PromptError
from prompts.format.messages import MediaPart, PromptMessage

_ROLES = {
    "system": Role.SYSTEM,
    "user": Role.USER,
    "model": Role.ASSISTANT,
    "assistant": Role.ASSISTANT,
}


class FilledPrompt:
    """Implements `assistant.protocols.PromptSource` for one prompt of the library."""

    def __init__(
        self, messages: Sequence[PromptMessage], locale: str = "", notices: tuple[str, ...] = ()
    ) -> None:
        """Take the messages, and what the person should know of how they were made.

        Raises PromptError for a role or medium that cannot be sent.
        """
        self._notices = notices
        self._messages = tuple(_message(message) for message in messages)
        text = " ".join(message.text.reveal() for message in self._messages)
        spoken = locale[:2].lower()
        self._language = Language(spoken) if spoken in ("fr", "en") else detect(text, Language.EN)
        if not self._messages or not text.strip():
            raise PromptError(
                _("The prompt is empty once filled in."), _("Nothing was sent."),
                _("Give its inputs: --var NAME=VALUE"),
            )  # fmt: skip

    @property
    def messages(self) -> tuple[Message, ...]:
        """What would be sent, before the guard."""
        return self._messages

    def render(self, draft: Draft, context_tokens: int) -> Rendered:
        """Return the messages; raises PromptError when they exceed what the model takes."""
        length = sum(len(message.text.reveal()) for message in self._messages)
        if length > parts.room(context_tokens):
            raise PromptError(
                _("The filled-in prompt is too long for this model ({n} characters).").format(
                    n=length
                ),
                _("Nothing was sent."),
                _("Shorten the text, or choose a model that takes more: hygie models"),
            )
        call = tuple(range(len(self._messages)))
        return Rendered(self._language, self._messages, (call,), self._notices)

    def join(self, rendered: Rendered, partials: Sequence[Private[str]]) -> tuple[Message, ...]:
        """Return the messages as they are: a prompt of the library is one call."""
        return rendered.messages


def _message(message: PromptMessage) -> Message:
    if message.role not in _ROLES:
        raise PromptError(
            _("The role “{role}” cannot be sent.").format(role=message.role),
            _("Nothing was sent."), _("Use system, user or model."),
        )  # fmt: skip
    if any(isinstance(part, MediaPart) for part in message.parts):
        raise PromptError(
            _("The prompt sends an image, and the models here take text."), _("Nothing was sent."),
            _("Describe the image in words, or use another prompt."),
        )  # fmt: skip
    return Message(_ROLES[message.role], Private(message.text()))
