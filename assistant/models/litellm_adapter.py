"""One client for every model, through litellm."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from itertools import count
from typing import Any

from assistant import log
from assistant.models import calls, custom_llm_adapter, failures
from assistant.models.calls import Options
from assistant.models.cards import ModelCard
from assistant.models.failures import Reason
from assistant.models.litellm_errors_adapter import limit_told, own_error, reason_of, retry_after
from assistant.types import (
    Destination,
    ModelEvent,
    Private,
    Retrying,
    SafeMessage,
    TextDelta,
    Usage,
)

_EARLY_ENDS = {"length": Reason.CUT, "content_filter": Reason.FILTER}
_LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")


def import_litellm() -> Any:  # noqa: ANN401  (a module without types)
    """Import litellm so that it stays silent and offline until called; takes seconds, once."""
    # It fetches its price list at import otherwise, and reads `.env` files lying about.
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    os.environ["LITELLM_MODE"] = "PRODUCTION"
    _keep_loopback_from_proxies()
    import litellm

    litellm.telemetry = False
    litellm.drop_params = True
    litellm.suppress_debug_info = True
    litellm.turn_off_message_logging = True
    litellm.redact_messages_in_exceptions = True
    litellm.disable_aiohttp_transport = True  # one HTTP library, which closes what it opens
    log.silence_third_parties()
    custom_llm_adapter.register(litellm)
    return litellm


def asks_someone_else(litellm: Any, provider: str, address: str | None) -> bool:  # noqa: ANN401
    """Whether litellm would ask OpenAI in the place of a provider that has no address of its own.

    Seen of 1.106.2 with hosted_vllm, lm_studio, xinference, litellm_proxy, ai21 and the two below.
    """
    if address or provider == "openai":
        return False
    if provider in ("custom_openai", "aiohttp_openai"):
        return True
    if provider not in litellm.openai_compatible_providers:
        return False
    *_, own = litellm.get_llm_provider(model="any", custom_llm_provider=provider)
    return not own


def _keep_loopback_from_proxies() -> None:
    # What goes to a model on this machine must not pass by a company's HTTP proxy.
    for variable in ("NO_PROXY", "no_proxy"):
        names = [name for name in os.environ.get(variable, "").split(",") if name]
        names += [name for name in _LOOPBACK_NAMES if name not in names]
        os.environ[variable] = ",".join(names)


class LitellmClient:
    """A model as the pipeline sees it (`ModelClient`); making one imports and opens nothing."""

    def __init__(
        self, card: ModelCard, options: Options | None = None, key: Private[str] | None = None
    ) -> None:
        self._card = card
        self._options = options or Options.for_card(card)
        self._key = key

    @property
    def card(self) -> ModelCard:
        """What is known of the model."""
        return self._card

    @property
    def name(self) -> str:
        """The model's name as the person chooses it."""
        return self._card.name

    @property
    def destination(self) -> Destination:
        """Where the text goes."""
        return self._card.destination

    @property
    def context_tokens(self) -> int:
        """How many tokens fit, question and answer together."""
        return calls.context_tokens(self._card)

    async def stream(self, messages: Sequence[SafeMessage]) -> AsyncIterator[ModelEvent]:
        """Yield the answer as it comes; raises ModelError. Closing the iterator cancels.

        A passing failure is tried again, with a Retrying event, as long as no text came.
        """
        for attempt in count(1):
            started = False
            try:
                async with aclosing(self._once(messages)) as events:
                    async for event in events:
                        started = started or isinstance(event, TextDelta)
                        yield event
                return
            except Exception as error:  # noqa: BLE001  (litellm lets anything through)
                failed = error
            # Outside the handler, so that what is raised holds no trace of litellm's exception,
            # which may quote the payload.
            retrying = self._after(failed, attempt, started)
            del failed
            yield retrying
            await asyncio.sleep(retrying.wait)

    def _after(self, error: Exception, attempt: int, started: bool) -> Retrying:
        """Say how to go on after a failure, or raise what the person is told."""
        if own := own_error(error):
            raise own from None
        reason, asked = reason_of(error), retry_after(error)
        said = limit_told(error) if self._card.team_proxy else ""
        if said:
            reason = Reason.LIMIT
        log.event("model_failed", reason=reason, attempt=attempt, started=started)
        if started:
            raise failures.interrupted(reason, self._card) from None
        wait = self._options.backoff.wait(attempt, asked)
        if reason not in failures.TRANSIENT or wait is None:
            raise failures.unavailable(reason, self._card, asked, said) from None
        return Retrying(attempt, wait, failures.title(reason, self._card))

    async def _once(self, messages: Sequence[SafeMessage]) -> AsyncGenerator[ModelEvent, None]:
        litellm, call = await asyncio.to_thread(self._prepare, messages)
        deadline = asyncio.get_running_loop().time() + self._options.first_seconds
        async with asyncio.timeout_at(deadline):
            response = await litellm.acompletion(**call)
        try:
            async for event in self._events(response, deadline):
                yield event
        finally:
            await response.aclose()

    def _prepare(self, messages: Sequence[SafeMessage]) -> tuple[Any, dict[str, Any]]:
        """Do what may block: imports, and a keyring that asks to be unlocked."""
        litellm = import_litellm()
        import httpx

        if asks_someone_else(litellm, self._card.litellm_id.partition("/")[0], self._card.api_base):
            raise failures.without_address(self._card)
        call = calls.arguments(self._card, self._options, messages, self._key)
        options = self._options
        call["timeout"] = httpx.Timeout(options.first_seconds, connect=options.connect_seconds)
        return litellm, call

    async def _events(self, response: Any, deadline: float) -> AsyncIterator[ModelEvent]:  # noqa: ANN401
        loop, started, finish = asyncio.get_running_loop(), False, None
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    chunk = await anext(response)
            except StopAsyncIteration:
                break
            choice = chunk.choices[0] if chunk.choices else None
            finish = (choice and choice.finish_reason) or finish
            if text := choice and choice.delta.content:
                started = True
                yield TextDelta(Private(text))
            if usage := getattr(chunk, "usage", None):
                yield Usage(usage.prompt_tokens or 0, usage.completion_tokens or 0)
            if started:
                deadline = loop.time() + self._options.between_seconds
        self._check_end(started, finish, response)

    def _check_end(self, started: bool, finish: str | None, response: Any) -> None:  # noqa: ANN401
        """Raise unless the answer has text and a proper end."""
        if not started:
            reason = Reason.FILTER if finish == "content_filter" else Reason.EMPTY
            raise failures.unavailable(reason, self._card)
        # litellm ends a cut stream with a "stop" of its own making.
        if getattr(response, "received_finish_reason", finish) is None:
            raise failures.interrupted(Reason.BROKEN, self._card)
        if early := _EARLY_ENDS.get(finish or ""):
            raise failures.interrupted(early, self._card)
