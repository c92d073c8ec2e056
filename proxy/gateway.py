"""The way of one request: guarded, asked, told; by another upstream where one does not answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from assistant import log
from assistant.i18n import _
from proxy.asking import Asking
from proxy.callers import Caller
from proxy.dialects import Dialects
from proxy.endpoints import Json
from proxy.exchange import Incoming, Outgoing, Parts, Prepared, Rules
from proxy.guarding import Guarding
from proxy.refusals import Refusal
from proxy.settings import ProxySettings, Upstream
from proxy.structure import model_of
from proxy.telling import Telling
from proxy.upstream import PASSING, Answer

_ESTIMATED = {"x-hygie-estimated": "1"}


class Gateway:
    """Carries requests through; `rules` may be exchanged between two requests."""

    def __init__(self, rules: Rules, parts: Parts) -> None:
        self.rules, self.parts = rules, parts
        self._asking, self._telling = Asking(parts), Telling(parts)
        self._guarding = Guarding(parts, self._asking.counts)
        self._dialects = Dialects(parts.clock)
        self.follows: asyncio.Task[None] | None = None

    async def close(self) -> None:
        """Let go of connections and threads."""
        if self.follows is not None:
            self.follows.cancel()
        for client in self.parts.clients.values():
            await client.close()
        await self.parts.denials.close()
        await self._guarding.close()
        await self._telling.close()
        self.parts.close()

    async def answer(self, incoming: Incoming) -> Outgoing:
        """Return the restored answer; raises Refusal."""
        rules = self.rules
        model = model_of(incoming.body)
        upstream = self._upstream(rules.settings, incoming, model)
        asked = {upstream.name}
        while True:
            try:
                return await self._ask(rules, incoming, upstream)
            except Refusal as refusal:
                other = rules.settings.fallback_of(upstream, model)
                if other is None or other.name in asked or refusal.code not in PASSING:
                    raise
                log.event("proxy.fallback", status=refusal.status)
                upstream = other
                asked.add(other.name)

    async def models(self, caller: Caller) -> list[Json]:
        """Return the models that a caller may use, by the names that it gives them; raises Refusal."""
        return await self._asking.models(self.rules.settings, caller)

    def _upstream(self, settings: ProxySettings, incoming: Incoming, model: str) -> Upstream:
        found = settings.upstream_of(model)
        if found is None or not incoming.caller.may_use(model):
            # A key for some models is not told which others exist.
            why = (
                _("No upstream of the proxy serves a model of this name. Nothing was sent.")
                if incoming.caller.may_use(model)
                else _("This key may not use a model of this name. Nothing was sent.")
            )
            raise Refusal(404, "model_not_found", why)
        return found

    async def _ask(self, rules: Rules, incoming: Incoming, upstream: Upstream) -> Outgoing:
        """Ask as the client did; where the upstream does not offer that, answer here or ask in another format."""
        endpoint, dialects = incoming.endpoint, self._dialects
        if endpoint.translation and dialects.last_spoke_otherwise(upstream, endpoint):
            endpoint.translation.check(incoming.body)
        if not dialects.need_translation(upstream, endpoint):
            outgoing = await self._ask_untranslated(rules, incoming, upstream)
            if outgoing is not None:
                return outgoing
        if endpoint.instead is not None:
            body = await asyncio.to_thread(endpoint.instead, incoming.body)
            return Outgoing(body, headers=_ESTIMATED)
        prepared = await self._guarding.prepared(rules, incoming, upstream, translate=True)
        async with self._recording(prepared):
            return await self._telling.told(prepared, await self._answered(prepared))

    async def _ask_untranslated(
        self, rules: Rules, incoming: Incoming, upstream: Upstream
    ) -> Outgoing | None:
        """Return the answer, or None where the upstream speaks another format; raises Refusal where that is no help."""
        prepared = await self._guarding.prepared(rules, incoming, upstream, translate=False)
        async with self._recording(prepared):
            answer = await self._answered(prepared)
            if not await self._dialects.speak_otherwise(prepared, answer):
                return await self._telling.told(prepared, answer)
            if not incoming.endpoint.replaceable:
                raise Refusal(404, "not_offered", _("The provider does not offer this endpoint."))
        return None

    @asynccontextmanager
    async def _recording(self, prepared: Prepared) -> AsyncGenerator[None]:
        """Record why what was sent came to nothing."""
        try:
            yield
        except Refusal as refusal:
            await self._telling.failed(prepared, refusal)
            raise

    async def _answered(self, prepared: Prepared) -> Answer:
        try:
            return await self._asking.ask(prepared)
        except asyncio.CancelledError:
            # The client left; what went out counts all the same, or leaving would cost nothing.
            await asyncio.shield(self._telling.abandoned(prepared))
            raise
