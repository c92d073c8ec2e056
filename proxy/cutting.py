"""The moment at which a proxy that stops waits for its requests no longer: each client is told, then let go."""

from __future__ import annotations

import asyncio

from assistant.i18n import _
from proxy.refusals import Refusal


class Cut:
    """Comes once at most; requests wait for it beside what they wait for."""

    def __init__(self) -> None:
        self._made: asyncio.Future[None] | None = None

    @property
    def coming(self) -> asyncio.Future[None]:
        """What is done once the moment has come, in the loop that serves."""
        if self._made is None:
            self._made = asyncio.get_running_loop().create_future()
        return self._made

    def now(self) -> None:
        """Let it come."""
        if not self.coming.done():
            self.coming.set_result(None)


def cut_off() -> Refusal:
    """Return what a client is told whose request is cut."""
    return Refusal(
        503,
        "stopping",
        _("The proxy is being stopped. The provider may have received the request."),
    )
