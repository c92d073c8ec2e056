"""Reads the reason out of litellm's exceptions, looking at types and codes, never at their text."""

from __future__ import annotations

import math
from collections.abc import Iterator

from assistant.errors import HygieError
from assistant.models.failures import Reason
from assistant.visible import visible

_LONGEST = 500
"""Characters of a proxy's sentence that are shown."""

# By class name, along the class's ancestors: the first match counts, and importing is avoided.
_BY_NAME = {
    "AuthenticationError": Reason.KEY,
    "PermissionDeniedError": Reason.KEY,
    "NotFoundError": Reason.MODEL,
    "LiteLLMUnknownProvider": Reason.MODEL,
    "ContextWindowExceededError": Reason.LENGTH,
    "ContentPolicyViolationError": Reason.FILTER,
    "PaymentRequiredError": Reason.QUOTA,
    "RateLimitError": Reason.BUSY,
    "Timeout": Reason.TIMEOUT,
    "APITimeoutError": Reason.TIMEOUT,
    "TimeoutError": Reason.TIMEOUT,
    "ConnectTimeout": Reason.UNREACHABLE,
    "BadRequestError": Reason.REQUEST,
    "UnprocessableEntityError": Reason.REQUEST,
    "UnsupportedParamsError": Reason.REQUEST,
    "ServiceUnavailableError": Reason.SERVER,
    "InternalServerError": Reason.SERVER,
    "BadGatewayError": Reason.SERVER,
}
# What litellm wraps says more than its wrapping.
_BENEATH = {
    "ConnectError": Reason.UNREACHABLE,
    "ConnectTimeout": Reason.UNREACHABLE,
    "ReadTimeout": Reason.TIMEOUT,
    "ReadError": Reason.BROKEN,
    "WriteError": Reason.BROKEN,
    "RemoteProtocolError": Reason.BROKEN,
    "ConnectionResetError": Reason.BROKEN,
    "JSONDecodeError": Reason.UNREADABLE,
    "UnicodeDecodeError": Reason.UNREADABLE,
    "ValidationError": Reason.UNREADABLE,
}
# What OpenAI and those who copy it put in the "code" field.
_BY_CODE = {
    "insufficient_quota": Reason.QUOTA,
    "context_length_exceeded": Reason.LENGTH,
    "content_policy_violation": Reason.FILTER,
    "content_filter": Reason.FILTER,
    "model_not_found": Reason.MODEL,
}


def own_error(error: BaseException) -> HygieError | None:
    """Return hygie's own error if that is what litellm wrapped."""
    return next((e for e in _chain(error) if isinstance(e, HygieError)), None)


def reason_of(error: BaseException) -> Reason:
    """Return why a call failed."""
    for each in _chain(error):
        if found := _BY_CODE.get(str(getattr(each, "code", ""))):
            return found
    if getattr(error, "llm_provider", None) == "":  # litellm knows no provider of this name
        return Reason.MODEL
    for each in _chain(error):
        if found := _BENEATH.get(type(each).__name__):
            return found
    for each in _chain(error):
        for kind in type(each).__mro__:
            if found := _BY_NAME.get(kind.__name__):
                return found
    return _by_status(getattr(error, "status_code", None))


def limit_told(error: BaseException) -> str:
    """Return what a hygie proxy says of a limit that was reached, in one line; empty for any other error."""
    for each in _chain(error):
        body = getattr(each, "body", None)
        if isinstance(body, dict) and body.get("code") == "limit_reached":
            return " ".join(visible(str(body.get("message", ""))).split())[:_LONGEST]
    return ""


def retry_after(error: BaseException) -> float | None:
    """Return the seconds a provider asks to wait, if it says so in a way we understand."""
    for each in _chain(error):
        for headers in (
            getattr(getattr(each, "response", None), "headers", None),
            getattr(each, "litellm_response_headers", None),
        ):
            if headers and (seconds := _seconds(headers.get("retry-after"))) is not None:
                return seconds
    return None


def _seconds(value: object) -> float | None:
    try:
        seconds = float(str(value))
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _by_status(status: object) -> Reason:
    if isinstance(status, int) and status >= 500:
        return Reason.SERVER
    return Reason.INTERNAL


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    todo: list[object] = [error]
    while todo:
        each = todo.pop(0)
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        todo += [getattr(each, "original_exception", None), each.__cause__, each.__context__]
