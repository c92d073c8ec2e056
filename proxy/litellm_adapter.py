"""Upstreams of every other provider, through litellm; it is imported when first needed (200 MB)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from assistant.errors import ModelRefused
from assistant.i18n import gettext as _
from assistant.models.custom_llm_adapter import PROVIDER
from assistant.models.litellm_errors_adapter import own_error
from proxy.litellm_arguments import arguments
from proxy.settings import Upstream
from proxy.upstream import Answer, Call, Trouble, UpstreamFailed, refused
from proxy.wire.sse import Event

_FORMS = ("text", "json_object", "json_schema")
_PATHS = {"/chat/completions": "acompletion", "/embeddings": "aembedding"}


class LitellmUpstream:
    """Asks a provider in the format of chat completions; litellm speaks the provider's own."""

    async def ask(self, upstream: Upstream, call: Call) -> Answer:
        """Return the answer; raises UpstreamFailed."""
        if call.path not in _PATHS:
            return Answer(404, {"error": {"message": "not offered by this provider"}})
        if upstream.provider == PROVIDER and not _is_offered(call.body.get("response_format")):
            return _fault(
                _("response_format must be of the type {types}").format(types=", ".join(_FORMS))
            )
        litellm = await asyncio.to_thread(_imported)
        given = arguments(upstream, call.path, call.body)
        if _asks_someone_else(litellm, upstream):
            raise UpstreamFailed(Trouble.UNREACHABLE)
        try:
            made = await getattr(litellm, _PATHS[call.path])(**given)
        except Exception as error:  # noqa: BLE001  (litellm lets anything through)
            return _refused(error)
        if call.stream:
            return Answer(200, events=_events(made), close=made.aclose)
        return Answer(200, made.model_dump(exclude_none=True))

    async def close(self) -> None:
        """Nothing is held here."""


def _imported() -> Any:  # noqa: ANN401
    from assistant.models.litellm_adapter import import_litellm

    return import_litellm()


def _asks_someone_else(litellm: Any, upstream: Upstream) -> bool:  # noqa: ANN401
    from assistant.models.litellm_adapter import asks_someone_else

    return asks_someone_else(litellm, upstream.provider, upstream.url)


def _refused(error: Exception) -> Answer:
    """An answer with the status alone, or hygie's own words: litellm's may quote the request."""
    if fault := _own_fault(error):  # else it would be asked of others
        return fault
    status = getattr(error, "status_code", None)
    names = {kind.__name__ for kind in type(error).__mro__}
    if "Timeout" in names:
        raise UpstreamFailed(Trouble.SILENT) from None
    if "APIConnectionError" in names or not isinstance(status, int):
        raise UpstreamFailed(Trouble.UNREACHABLE) from None
    return Answer(status, {})


def _is_offered(form: object) -> bool:
    """Whether the embedded model gives a client this form of reply; it has one more, for hygie's own judge."""
    return form is None or (isinstance(form, dict) and form.get("type") in _FORMS)


def _own_fault(error: Exception) -> Answer | None:
    """The answer to a request that hygie's own model cannot carry out, in words that hold none of it."""
    own = own_error(error)
    return _fault(f"{own.title} {own.detail}") if isinstance(own, ModelRefused) else None


def _fault(message: str) -> Answer:
    return Answer(400, {"error": {"message": message}})


async def _events(made: Any) -> AsyncIterator[Event]:  # noqa: ANN401
    try:
        async for chunk in made:
            yield Event("", json.dumps(chunk.model_dump(exclude_none=True), ensure_ascii=False))
    except Exception as error:  # noqa: BLE001  (litellm lets anything through)
        if fault := _own_fault(error):
            raise refused(fault, str) from None
        raise UpstreamFailed(Trouble.BROKEN) from None
    yield Event("", "[DONE]")
