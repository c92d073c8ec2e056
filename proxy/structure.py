"""Requests whose content the guard could not read are refused before it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.i18n import _
from proxy.refusals import Refusal, malformed

_MOST_ANSWERS = 128
"""How many answers one request may ask for: OpenAI takes no more, and other services would make any number."""
_TEXTS = {"/completions": "prompt", "/embeddings": "input", "/moderations": "input"}
_LISTS = {
    "/chat/completions": "messages",
    "/messages": "messages",
    "/messages/count_tokens": "messages",
}


def checked(body: Mapping[str, Any], path: str) -> None:
    """Raise Refusal for a body without its content, with token numbers in place of text, with audio, or that
    asks for too many answers."""
    if (name := _LISTS.get(path)) and not isinstance(body.get(name), list):
        raise malformed(_("{name} is not a list").format(name=name))
    if name := _TEXTS.get(path):
        _check_texts(body.get(name), name)
    if "audio" in (body.get("modalities") or []) or body.get("audio"):
        raise Refusal(
            400,
            "unreadable_part",
            _("Audio is not served: it cannot be guarded. Nothing was sent."),
        )
    if not isinstance(body.get("stream", False), bool | None):
        raise malformed(_("stream is neither true nor false"))
    for name in ("n", "best_of"):
        _check_count(body.get(name), name, _prompts(body) if path == "/completions" else 1)


def model_of(body: Mapping[str, Any]) -> str:
    """Return the model that a request names; raises Refusal."""
    model = body.get("model")
    if not isinstance(model, str) or not model:
        raise Refusal(400, "no_model", _("The request names no model. Nothing was sent."))
    return model


def _check_texts(given: object, name: str) -> None:
    texts = given if isinstance(given, list) else [given]
    if not texts or not all(isinstance(text, str | dict) for text in texts):
        raise Refusal(
            400,
            "unreadable_tokens",
            _("{name} must be text: the guard cannot read token numbers. Nothing was sent.").format(
                name=name
            ),
        )


def _prompts(body: Mapping[str, Any]) -> int:
    given = body.get("prompt")
    return len(given) if isinstance(given, list) else 1


def _check_count(asked: object, name: str, prompts: int) -> None:
    """Look at how many answers a request asks for, to each of its prompts: each is paid for before a budget sees it."""
    if asked is None:
        return
    if not isinstance(asked, int) or isinstance(asked, bool) or asked < 1:
        raise malformed(_("{name} is not a number of answers, 1 or more").format(name=name))
    if asked > 1 and asked * prompts > _MOST_ANSWERS:
        raise Refusal(
            400,
            "too_many_answers",
            _(
                "{name} asks for more than {most} answers at once, the most that the proxy lets through."
                " Nothing was sent."
            ).format(name=name, most=_MOST_ANSWERS),
        )


def is_structured(body: Mapping[str, Any]) -> bool:
    """Whether the answer is asked for as JSON."""
    forms = [
        body.get("response_format"),
        _within(body.get("text"), "format"),
        _within(body.get("output_config"), "format"),
        body.get("output_format"),
    ]
    return any(_within(form, "type") in ("json_schema", "json_object") for form in forms)


def _within(value: Any, key: str) -> Any:  # noqa: ANN401
    return value.get(key) if isinstance(value, dict) else None
