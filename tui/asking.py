"""One request on its way through the engine, told as messages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing

from textual.message import Message

from assistant.errors import HygieError
from assistant.types import Answer, Draft, Request, Review, TextDelta
from tui.engine import Engine
from tui.keeper import assemble
from tui.messages import Answered, Arrived, Failed, Held, Prepared

Tell = Callable[[Message], object]


async def prepare(engine: Engine, draft: Draft, tell: Tell) -> None:
    """Have the guard look at a draft."""
    try:
        tell(Prepared(await engine.one("prepare", draft=draft)))
    except HygieError as error:
        tell(Failed(error, draft))


async def answer(engine: Engine, request: Request, review: Review, tell: Tell) -> None:
    """Send a prepared request as reviewed."""
    identifier = request.draft.conversation
    try:
        await assemble(engine, tell)
        call = engine.call("answer", conversation=identifier, review=review)
        async with aclosing(call) as events:  # type: ignore[type-var]
            async for event in events:
                tell(_message(event))
    except HygieError as error:
        tell(Failed(error, request.draft))


def _message(event: object) -> Message:
    if isinstance(event, TextDelta):
        return Arrived(event.text.reveal())
    if isinstance(event, Answer):
        return Answered(event)
    return Held(event)  # type: ignore[arg-type]
