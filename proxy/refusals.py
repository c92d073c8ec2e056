"""Why a request is refused, and how that is said in the format of the client.

Messages are in the language that the client asked for, or in the proxy's own. They quote neither the request
nor the provider's own words beyond what it said about placeholders.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from assistant.errors import (
    GuardError,
    GuardNotReady,
    HygieError,
    LeakPrevented,
    PolicyRefused,
    StoreError,
)
from assistant.i18n import _


class Vendor(Enum):
    """Whose format the client speaks."""

    OPENAI = "openai"
    ANTHROPIC = "anthropic"


_ANTHROPIC_TYPES = {
    400: "invalid_request_error", 401: "authentication_error", 403: "permission_error",
    404: "not_found_error", 413: "request_too_large", 429: "rate_limit_error", 529: "overloaded_error",
    408: "timeout_error", 504: "timeout_error",
}  # fmt: skip
_OPENAI_TYPES = {
    401: "authentication_error", 403: "permission_error", 404: "not_found_error",
    429: "rate_limit_error",
}  # fmt: skip


@dataclass(slots=True)
class Refusal(Exception):
    """A request that is answered with an error; `code` is a stable name for scripts.

    `key` is the id of the key that it was refused to, where that one has ended; the client is not told it.
    """

    status: int
    code: str
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)
    key: str = ""

    def body(self, vendor: Vendor, request_id: str = "") -> bytes:
        """Return the error as the client's own provider would write it."""
        return json.dumps(self.fields(vendor, request_id), ensure_ascii=False).encode()

    def fields(self, vendor: Vendor, request_id: str = "") -> dict[str, object]:
        """Return the error as a JSON object."""
        if vendor is Vendor.ANTHROPIC:
            kind = _ANTHROPIC_TYPES.get(
                self.status, "api_error" if self.status >= 500 else "invalid_request_error"
            )
            error = {"type": kind, "message": self.message}
            return {"type": "error", "error": error, "request_id": request_id or None}
        kind = _OPENAI_TYPES.get(
            self.status, "server_error" if self.status >= 500 else "invalid_request_error"
        )
        return {"error": {"message": self.message, "type": kind, "param": None, "code": self.code}}


def from_error(error: HygieError) -> Refusal:
    """Return the refusal that an error of hygie's own means."""
    message = " ".join(part for part in (error.title, error.detail, error.action) if part)
    if isinstance(error, PolicyRefused):
        return Refusal(400, "policy_refused", message)
    if isinstance(error, LeakPrevented):
        return Refusal(400, "leak_prevented", message)
    if isinstance(error, GuardNotReady):
        return Refusal(503, "guard_not_ready", message, {"retry-after": "5"})
    if isinstance(error, GuardError):
        return Refusal(503, "guard_failed", message)
    if isinstance(error, StoreError):
        return Refusal(503, "store_unavailable", message, {"retry-after": "5"})
    return Refusal(400, "invalid_request", message)


def malformed(reason: str) -> Refusal:
    """Return the refusal of a body that cannot be read; it goes nowhere. `reason` is in the client's language."""
    return Refusal(
        400,
        "malformed_body",
        _("The request body cannot be read: {reason}. Nothing was sent.").format(reason=reason),
    )
