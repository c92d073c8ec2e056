"""One call of a model: its reply restored as it streams in."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from assistant.errors import ModelInterrupted
from assistant.exchange import Reply
from assistant.i18n import _
from assistant.protocols import ModelClient
from assistant.types import Private, Retrying, SafeMessage, TextDelta, Usage


async def called(
    model: ModelClient, messages: Sequence[SafeMessage], reply: Reply
) -> AsyncGenerator[TextDelta | Retrying, None]:
    """Send messages; yield the restored text as it comes. Raises ModelInterrupted when none came."""
    try:
        async for event in model.stream(messages):
            if isinstance(event, Usage):
                reply.usage = event
            elif isinstance(event, Retrying):
                yield event
            elif text := reply.feed(event.text.reveal()):
                yield TextDelta(Private(text))
    except ModelInterrupted as error:
        if not reply.received.strip():
            raise
        reply.broken = error.title  # what came is kept, and said to be incomplete
    if rest := reply.close():
        yield TextDelta(Private(rest))
    if not reply.restored.strip():
        raise ModelInterrupted(
            _("The model returned nothing."),
            _("The request was sent as reviewed; no answer came back."),
            _("Try again, or choose another model."),
        )
