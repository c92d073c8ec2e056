"""Keeps the engine running: starts it, waits for the guard, starts it again when it dies."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from time import monotonic

from textual.message import Message

from assistant.errors import HygieError, ModelInterrupted
from assistant.i18n import gettext as _
from assistant.types import Private
from tui.engine import Engine
from tui.messages import Assembling, EngineDied, EngineFailed, GuardReady

_MOST_DEATHS = 3
_SPELL = 60.0  # seconds: so many deaths within it mean that starting again is no use


async def keep(
    engine: Engine,
    chosen: Callable[[], str],
    tell: Callable[[Message], object],
    started: Callable[[], object],
    passphrase: Callable[[], Private[str] | None],
) -> None:
    """Run until the engine cannot be brought up; `chosen` names the model that is wanted.

    `started` is called as soon as the engine takes calls: only sending waits for the guard.
    A fresh engine is told the `passphrase` that the person gave to the one before.
    """
    deaths: list[float] = []
    while True:
        try:
            await engine.start()
            if (given := passphrase()) is not None:
                await _unlock(engine, given)
            started()
            await _bring_up(engine, chosen(), tell)
            await engine.gone()
        except ModelInterrupted:
            pass  # died while coming up
        except HygieError as error:
            tell(EngineFailed(error))
            return
        tell(EngineDied())
        deaths = [*(at for at in deaths if monotonic() - at < _SPELL), monotonic()]
        if len(deaths) > _MOST_DEATHS:
            tell(EngineFailed(_keeps_dying()))
            return


async def _unlock(engine: Engine, passphrase: Private[str]) -> None:
    try:
        await engine.one("unlock", passphrase=passphrase)
    except ModelInterrupted:
        raise
    except HygieError:
        return  # told when something has to be kept


async def _bring_up(engine: Engine, chosen: str, tell: Callable[[Message], object]) -> None:
    card = await engine.one("warm")
    if chosen not in ("auto", card.name):
        # The process reads the settings for itself and knows neither flags nor later choices.
        card = await engine.one("choose", name=chosen)
    tell(GuardReady(card))
    try:
        await assemble(engine, tell)
    except ModelInterrupted:
        raise
    except HygieError as error:
        tell(EngineFailed(error))  # another model may still be asked


async def assemble(engine: Engine, tell: Callable[[Message], object]) -> None:
    """Have the embedded model put together, if it is chosen and not ready; raises HygieError."""
    async with aclosing(engine.call("warm_model")) as steps:
        async for step in steps:
            tell(Assembling(step))


def _keeps_dying() -> HygieError:
    return ModelInterrupted(
        _("The engine stopped again and again."),
        _("Nothing was sent; your draft is kept."),
        _("Close other programs to free memory, then retry; see also: hygie doctor"),
    )
