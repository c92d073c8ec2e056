"""One request on its way through the engine, told as messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from textual.message import Message

from assistant.errors import HygieError
from assistant.types import Answer, Draft, Request, Review, TextDelta
from tui.engine import Engine
from tui.keeper import assemble
from tui.messages import Answered, Arrived, Failed, Held, Prepared

Tell = Callable[[Message], object]


@dataclass(frozen=True, slots=True)
class Wish:
    """What else goes into a request: passages of the notes, or a prompt of the library."""

    notes: bool = False
    prompt: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


async def prepared(engine: Engine, draft: Draft, wish: Wish) -> Request:
    """Return the request that the guard proposes to send; raises HygieError."""
    if wish.prompt:
        values = dict(wish.values)
        found = await engine.one("prepare_prompt", draft=draft, name=wish.prompt, values=values)
    elif wish.notes:
        found = await engine.one("prepare_from_notes", draft=draft)
    else:
        found = await engine.one("prepare", draft=draft)
    assert isinstance(found, Request)
    return found


async def prepare(engine: Engine, draft: Draft, wish: Wish, tell: Tell) -> None:
    """Have the guard look at a draft."""
    try:
        tell(Prepared(await prepared(engine, draft, wish)))
    except HygieError as error:
        tell(Failed(error, draft))


async def answer(engine: Engine, request: Request, review: Review, tell: Tell) -> None:
    """Send a prepared request as reviewed."""
    identifier = request.draft.conversation
    try:
        await assemble(engine, tell)
        call = engine.call("answer", conversation=identifier, review=review)
        async with aclosing(call) as events:
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
