"""Asks an upstream with what the guard let through: one call, or one more without what it does not know."""

from __future__ import annotations

from assistant.types import SafeBody
from proxy import tracing
from proxy.callers import Caller
from proxy.endpoints import Json, as_object
from proxy.exchange import Parts, Prepared
from proxy.refusals import Refusal
from proxy.settings import ProxySettings, Upstream
from proxy.upstream import Answer, Call, UpstreamFailed, failed


class Asking:
    """Asks through the client for the upstream's wire."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._uncounting: set[str] = set()

    def counts(self, upstream: Upstream) -> bool:
        """Whether an upstream counts the tokens of a stream when it is asked to, as far as is known."""
        return upstream.name not in self._uncounting

    async def ask(self, prepared: Prepared) -> Answer:
        """Return the answer, whatever its status; raises Refusal when there is none."""
        answer = await self._sent(prepared)
        if not prepared.counting or answer.status not in (400, 422):
            return answer
        # Some services know no `stream_options`: then the answer is estimated.
        await answer.close()
        self._uncounting.add(prepared.upstream.name)
        prepared.counting = False
        kept = {k: v for k, v in prepared.body.items() if k != "stream_options"}
        prepared.body = SafeBody(kept)
        return await self._sent(prepared)

    async def _sent(self, prepared: Prepared) -> Answer:
        client = self._parts.clients["litellm" if prepared.upstream.wire == "litellm" else "http"]
        call = Call(prepared.wire.path, prepared.body, prepared.guarded.headers)
        tracing.note(upstream=prepared.upstream.name, hidden=sum(prepared.guarded.kinds.values()))
        try:
            with tracing.step("upstream"):
                return await client.ask(prepared.upstream, call)
        except UpstreamFailed as failure:
            raise failed(failure.trouble) from None

    async def models(self, settings: ProxySettings, caller: Caller) -> list[Json]:
        """Return the models that a caller may use, by the names that it gives them.

        Raises Refusal where there are none and an upstream did not answer.
        """
        found: dict[str, Json] = {}
        lost: Refusal | None = None
        for upstream in settings.upstreams:
            names = list(upstream.models)
            if upstream.accept and upstream.wire != "litellm":
                try:
                    listed = await self._listed(upstream)
                except Refusal as refusal:
                    lost, listed = refusal, []  # the others' models are there all the same
                names += [name for name in listed if upstream.real_name(name) is not None]
            for name in names:
                if caller.may_use(name):
                    about = {"object": "model", "created": 0, "owned_by": upstream.name}
                    more = {
                        "type": "model",
                        "display_name": name,
                        "created_at": "1970-01-01T00:00:00Z",
                    }
                    found.setdefault(name, {"id": name, **about, **more})
        if lost and not found:
            raise lost
        return list(found.values())

    async def _listed(self, upstream: Upstream) -> list[str]:
        call = Call("/models", SafeBody({}), method="GET")
        try:
            answer = await self._parts.clients["http"].ask(upstream, call)
        except UpstreamFailed as failure:
            raise failed(failure.trouble) from None
        listed = as_object(answer.body).get("data")
        names = (
            [as_object(model).get("id") for model in listed if model]
            if isinstance(listed, list)
            else []
        )
        return [name for name in names if isinstance(name, str)]
