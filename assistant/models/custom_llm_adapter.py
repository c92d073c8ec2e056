"""Shows the embedded model to litellm as one more provider, `hygie/…`."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from typing import Any

from assistant.errors import ModelInterrupted, ModelRefused
from assistant.i18n import _
from assistant.models import control_marks, embedded, generation
from assistant.models.llama_adapter import Engine
from assistant.models.loops import LoopDetector
from assistant.models.odds import Odds

PROVIDER = "hygie"
_PASSED_ON = ("temperature", "seed", "max_tokens", "top_p", "stop", "response_format")


class EmbeddedModel:
    """The four calls that litellm makes of a custom provider; its arguments come by name."""

    async def astreaming(self, model: str, messages: list[Any], **call: Any) -> AsyncIterator[Any]:  # noqa: ANN401
        """Yield litellm's generic chunks; closing the iterator stops the generation."""
        engine = await asyncio.to_thread(embedded.engine, f"{PROVIDER}/{model}")
        reading = _Reading.of(call)
        async with aclosing(generation.read(_production(engine, messages, call))) as chunks:
            async for chunk in chunks:
                if (piece := reading.generic(chunk)) is not None:
                    yield piece

    def streaming(self, model: str, messages: list[Any], **call: Any) -> Iterator[Any]:  # noqa: ANN401
        """Like `astreaming`, blocking."""
        reading, engine = _Reading.of(call), embedded.engine(f"{PROVIDER}/{model}")
        for chunk in generation.read_blocking(_production(engine, messages, call)):
            if (piece := reading.generic(chunk)) is not None:
                yield piece

    async def acompletion(self, model: str, messages: list[Any], **call: Any) -> Any:  # noqa: ANN401
        """Return the whole answer as litellm's response."""
        pieces = [piece async for piece in self.astreaming(model, messages, **call)]
        return _whole(pieces, call["model_response"])

    def completion(self, model: str, messages: list[Any], **call: Any) -> Any:  # noqa: ANN401
        """Like `acompletion`, blocking."""
        return _whole(list(self.streaming(model, messages, **call)), call["model_response"])


def register(litellm: Any) -> None:  # noqa: ANN401  (the module, imported by the caller)
    """Make litellm know the provider; may be called again."""
    if any(entry["provider"] == PROVIDER for entry in litellm.custom_provider_map):
        return
    # litellm's base class is only known once litellm is imported.
    handler = type("EmbeddedCustomLLM", (EmbeddedModel, litellm.CustomLLM), {})()
    litellm.custom_provider_map.append({"provider": PROVIDER, "custom_handler": handler})
    litellm.utils.custom_llm_setup()


def _production(engine: Engine, messages: list[Any], call: dict[str, Any]) -> generation.Produce:
    options = call.get("optional_params") or {}
    request = {name: options[name] for name in _PASSED_ON if options.get(name) is not None}
    if odds := Odds.asked(options):
        del request["response_format"]
        request |= odds.request
    request["messages"] = [
        {"role": m["role"], "content": control_marks.as_text(m["content"])} for m in messages
    ]

    def produce(receive: generation.Receive, stop: threading.Event) -> None:
        try:
            engine.run(request, receive, stop)
        except (TypeError, ValueError):  # what the runtime cannot read; its own words quote it
            raise _unreadable() from None

    return produce


class _Reading:
    """Reads the chunks of one answer: its text, or the odds that were asked in its place."""

    def __init__(self, odds: Odds | None) -> None:
        self._odds, self._loops = odds, LoopDetector()

    @classmethod
    def of(cls, call: dict[str, Any]) -> _Reading:
        return cls(Odds.asked(call.get("optional_params") or {}))

    def generic(self, chunk: dict[str, Any]) -> dict[str, Any] | None:
        """Return a chunk as litellm takes it, None for one that says nothing; raises a HygieError."""
        if "error" in chunk:
            raise _failure(chunk["error"])
        choice = (chunk.get("choices") or [{}])[0]
        text = self._text(choice)
        finish, usage = choice.get("finish_reason"), chunk.get("usage")
        if not (text or finish or usage):
            return None
        return {
            "text": text,
            "is_finished": finish is not None,
            # One token is all that was asked: the end it comes to is no cut.
            "finish_reason": "stop" if finish and self._odds else finish or "",
            "usage": usage,
            "index": 0,
            "tool_use": None,
        }

    def _text(self, choice: dict[str, Any]) -> str:
        if self._odds:
            return self._odds.told(choice)
        text = choice.get("delta", {}).get("content") or ""
        if self._loops.feed(text):
            raise _looping()
        return text


def _failure(error: dict[str, Any]) -> Exception:
    if error.get("type") == "exceed_context_size_error":
        return ModelRefused(
            _("The text is too long for this model."),
            _("It has {tokens} tokens, the model takes {limit}; nothing more was sent.").format(
                tokens=error.get("n_prompt_tokens"), limit=error.get("n_ctx")
            ),
            _("Shorten the text, or choose a model with a larger context."),
        )
    if error.get("type") == "invalid_request_error":
        return _unreadable()
    return ModelInterrupted(
        _("The embedded model stopped."),
        _("It reported an internal error; nothing more was sent."),
        _("Try again; if it happens again, choose another model."),
    )


def _unreadable() -> ModelRefused:
    return ModelRefused(
        _("The embedded model cannot read the request."),
        _("A setting, or the form it asks of the reply, is wrong; nothing more was sent."),
    )


def _looping() -> ModelInterrupted:
    return ModelInterrupted(
        _("The embedded model began to repeat itself and was stopped."),
        _("What came is incomplete; nothing more was sent."),
        _("Word the request differently, or choose a larger model."),
    )


def _whole(pieces: list[dict[str, Any]], response: Any) -> Any:  # noqa: ANN401
    response.choices[0].message.content = "".join(piece["text"] for piece in pieces)
    finish = [piece["finish_reason"] for piece in pieces if piece["finish_reason"]]
    response.choices[0].finish_reason = finish[-1] if finish else "stop"
    for piece in pieces:
        if usage := piece["usage"]:
            response.usage.prompt_tokens = usage["prompt_tokens"]
            response.usage.completion_tokens = usage["completion_tokens"]
            response.usage.total_tokens = usage["total_tokens"]
    return response
