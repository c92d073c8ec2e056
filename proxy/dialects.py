"""Which upstream speaks which format: said in the settings, or learnt from its answers."""

from __future__ import annotations

from collections.abc import Callable

from proxy.endpoints import Endpoint, as_object
from proxy.exchange import Prepared
from proxy.refusals import Vendor
from proxy.settings import Upstream
from proxy.streaming import peeked
from proxy.upstream import Answer

_RELEARN = 600.0


class Dialects:
    """Remembers what each upstream turned out to speak."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._foreign: dict[tuple[str, str], float] = {}
        self._native: set[tuple[str, str]] = set()

    def need_translation(self, upstream: Upstream, endpoint: Endpoint) -> bool:
        """Whether a request to an endpoint must be put in another format for an upstream, or is answered here."""
        if not endpoint.replaceable or (upstream.wire == "anthropic" and endpoint.translation):
            return False
        if upstream.wire == "litellm":
            return True
        if upstream.wire == "openai" and endpoint.vendor is Vendor.ANTHROPIC:
            return True
        learnt = self._foreign.get((upstream.name, endpoint.wire.path), -_RELEARN)
        return self._clock() - learnt < _RELEARN

    def last_spoke_otherwise(self, upstream: Upstream, endpoint: Endpoint) -> bool:
        """Whether a format is not an upstream's by the last look, even if it is due to be looked at again."""
        place = (upstream.name, endpoint.wire.path)
        learnt = place in self._foreign and place not in self._native
        return learnt or self.need_translation(upstream, endpoint)

    async def speak_otherwise(self, prepared: Prepared, answer: Answer) -> bool:
        """Whether the upstream turns out not to offer this format; it is remembered for a while."""
        place = (prepared.upstream.name, prepared.wire.path)
        if place in self._native:
            return False
        if answer.status == 200 and (
            answer.events or prepared.wire.is_reply(as_object(answer.body))
        ):
            if answer.events is None or prepared.incoming.endpoint.translation is None:
                self._native.add(place)
                return False
            answer.events, ours = await peeked(answer.events, prepared.wire)
            if ours:
                self._native.add(place)
                return False
        elif answer.status not in (404, 405, 501) and answer.status != 200:
            return False
        elif as_object(answer.body).get("type") == "error":
            return False  # Anthropic's own « no such model »
        if not prepared.incoming.endpoint.replaceable:
            return answer.status != 200 and not as_object(answer.body).get("error")
        await answer.close()
        self._foreign[place] = self._clock()
        return True
