"""hygie's guard as a custom guardrail of a LiteLLM proxy, in that server's own environment.

In LiteLLM's configuration:

    guardrails:
      - guardrail_name: hygie
        litellm_params:
          guardrail: proxy.litellm_guardrail_adapter.HygieGuardrail
          mode: [pre_call, post_call]
          default_on: true
          hygie_settings: /etc/hygie/guardrail.yaml    # optional: company, policy, note, replies, images, store
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

from fastapi import HTTPException
from litellm.integrations.custom_guardrail import CustomGuardrail
from litellm.types.guardrails import GuardrailEventHooks

from assistant import log
from assistant.i18n import _
from proxy import guardrail
from proxy.guardrail import Guardrail, UnderWay
from proxy.litellm_pieces import Pieces, whole
from proxy.litellm_request import Carried
from proxy.refusals import Refusal

_PATHS = {
    "completion": "/v1/chat/completions", "text_completion": "/v1/completions", "embedding": "/v1/embeddings",
    "responses": "/v1/responses", "anthropic_messages": "/v1/messages", "moderation": "/v1/moderations",
}  # fmt: skip
_Object = dict[str, Any]


class HygieGuardrail(CustomGuardrail):  # type: ignore[misc]
    """Runs before and after each call, whatever a client or a key asks for; other kinds of call are refused."""

    def __init__(self, hygie_settings: str = "", **given: Any) -> None:  # noqa: ANN401
        log.silence_third_parties()
        self._guard: Guardrail = guardrail.made(hygie_settings)
        _count_tokens_here()
        super().__init__(**given)

    def should_run_guardrail(self, data: object, event_type: GuardrailEventHooks) -> bool:
        """Run always: metadata of a request or a key can switch others off, not this one."""
        return event_type in (GuardrailEventHooks.pre_call, GuardrailEventHooks.post_call)

    async def async_pre_call_hook(
        self, user_api_key_dict: object, cache: object, data: _Object, call_type: str
    ) -> _Object:
        """Return the request with everything hidden; raises HTTPException, and nothing is sent."""
        path = _PATHS.get(call_type) or _PATHS.get(call_type.removeprefix("a"))
        key = str(getattr(user_api_key_dict, "api_key", "") or "")
        try:
            if path is None:
                message = _("hygie cannot guard this kind of call. Nothing was sent.")
                raise Refusal(400, "unknown_endpoint", message)
            await asyncio.to_thread(self._protect, path, Carried(data), key)
        except Refusal as refusal:
            raise _told(refusal) from None
        except Exception as error:  # noqa: BLE001  (its message may quote the request)
            log.crash(error)
            message = _("The guard failed. Nothing was sent.")
            raise _told(Refusal(503, "guard_failed", message)) from None
        return data

    def _protect(self, path: str, carried: Carried, key: str) -> None:
        told, ticket = self._guard.protect(path, carried.body(), key)
        carried.put(told)
        carried.mark(ticket)

    async def async_post_call_success_hook(
        self, data: _Object, user_api_key_dict: object, response: object
    ) -> object:
        """Return the reply restored; raises HTTPException."""
        request = self._request(data)
        told, identifier = await asyncio.to_thread(whole, request, response)
        await self._ended(request, identifier)
        return told

    async def async_post_call_streaming_iterator_hook(
        self, user_api_key_dict: object, response: AsyncIterator[object], request_data: _Object
    ) -> AsyncGenerator[object]:
        """Yield the pieces of a reply restored, in the form in which they came."""
        request = self._request(request_data)
        pieces = Pieces(request)
        async for piece in response:
            for told in pieces.of(piece):
                yield told
        for told in pieces.end():
            yield told
        await self._ended(request, pieces.identifier)

    def _request(self, data: _Object) -> UnderWay:
        try:
            return self._guard.request(Carried(data).ticket())
        except Refusal as refusal:
            raise _told(refusal) from None

    async def _ended(self, request: UnderWay, identifier: str) -> None:
        try:
            await asyncio.to_thread(self._guard.ended, request, identifier)
        except Refusal as refusal:
            raise _told(refusal) from None


def _count_tokens_here() -> None:
    """Have LiteLLM estimate counts itself: it asks the provider for them past every guardrail."""
    from litellm.proxy import proxy_server

    if not hasattr(proxy_server, "_get_provider_token_counter"):
        raise RuntimeError("hygie does not know how this version of LiteLLM counts tokens")
    proxy_server._get_provider_token_counter = lambda *_, **__: (None, None, None)


def _told(refusal: Refusal) -> HTTPException:
    error = {"error": refusal.message, "code": refusal.code}
    return HTTPException(refusal.status, error, headers=dict(refusal.headers) or None)
