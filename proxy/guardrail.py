"""The guard of the proxy inside another gateway: hides what a request holds, and restores its reply.

A gateway of its own keeps keys, budgets and routes; this keeps conversations, the audit and the policy.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant import config
from assistant.body_wiring import BodyGuard, Reply
from assistant.errors import HygieError
from assistant.i18n import _
from assistant.types import Destination
from proxy import building, settings
from proxy.attachments import Attachments
from proxy.conversations import Conversations, Remembered
from proxy.endpoints import ENDPOINTS, Endpoint, Json
from proxy.refusals import Refusal, from_error
from proxy.settings import ProxySettings
from proxy.structure import checked, is_structured

_MOST_UNDER_WAY = 20_000


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A request whose reply is still to come."""

    endpoint: Endpoint
    reply: Reply
    remembered: Remembered
    key: str


class Guardrail:
    """Guards requests and hands out what restores their replies, once each."""

    def __init__(self, read: ProxySettings, guard: BodyGuard) -> None:
        store, secret = building.database(read), building.secret()
        self._settings, self._guard, self._version = read, guard, building.version(read)
        kept, seconds = building.memory(read, store), read.store.hours * 3600
        self._conversations = Conversations(kept, secret, seconds)
        self._audit = building.audited(store, secret)
        self._under_way: OrderedDict[str, UnderWay] = OrderedDict()
        self._lock = threading.Lock()

    def protect(self, path: str, body: Json, key: str) -> tuple[Json, str]:
        """Return the body as it may be sent, and the ticket for its reply; raises Refusal."""
        endpoint = ENDPOINTS[path]
        try:
            return self._protected(endpoint, body, key)
        except HygieError as error:
            raise from_error(error) from None

    def _protected(self, endpoint: Endpoint, body: Json, key: str) -> tuple[Json, str]:
        clear = Attachments(_no_files, images=self._settings.images == "allow").read(body)
        checked(clear, endpoint.wire.path)
        remembered = self._conversations.of(key, clear)
        remembered.conversation.provider = "gateway"
        guarded = self._guard.protect(clear, remembered.conversation, Destination.WORLD)
        if remembered.linked:
            guarded.reply.widen(remembered.conversation.every())
        guarded.reply.masking = self._settings.replies == "mask"
        guarded.reply.structured = is_structured(clear)
        ticket = secrets.token_urlsafe(24)
        self._conversations.keep(remembered)
        self._audit.append(
            "sent", request=ticket[:12], key=key, endpoint=endpoint.wire.path, destination="world",
            model=str(guarded.body.get("model", "")), policy=self._version,
            hidden={kind.value: count for kind, count in sorted(guarded.kinds.items())},
        )  # fmt: skip
        told: Mapping[str, object] = guarded.body
        if self._settings.note and endpoint.noted and guarded.reply.given:
            told = self._guard.noted(guarded.body, endpoint.wire.path)
        self._remember(ticket, UnderWay(endpoint, guarded.reply, remembered, key))
        return dict(told), ticket

    def _remember(self, ticket: str, request: UnderWay) -> None:
        with self._lock:
            self._under_way[ticket] = request
            while len(self._under_way) > _MOST_UNDER_WAY:
                self._under_way.popitem(last=False)

    def request(self, ticket: object) -> UnderWay:
        """Return the request of a ticket, once; raises Refusal: without it nothing can be restored."""
        with self._lock:
            found = self._under_way.pop(ticket, None) if isinstance(ticket, str) else None
        if found is None:
            raise Refusal(
                500, "unguarded", _("This reply belongs to no request that hygie guarded.")
            )
        return found

    def ended(self, request: UnderWay, response: str) -> None:
        """Keep what the reply added to the conversation; raises Refusal."""
        try:
            self._conversations.keep(request.remembered)
            if response and request.endpoint.wire.path == "/responses":
                self._conversations.link(request.key, response, request.remembered)
            self._audit.append("answered", key=request.key, masked=request.reply.masked)
        except HygieError as error:
            raise from_error(error) from None


def made(path: str) -> Guardrail:
    """Return the guardrail of a settings file like the proxy's, without upstreams; raises HygieError."""
    read = settings.parsed(Path(path)) if path else ProxySettings()
    guard = building.guard(read, config.load().settings)
    guard.load()
    return Guardrail(read, guard)


def _no_files(identifier: str) -> None:
    """Files that were uploaded lie with the other gateway, unread: a part that names one is refused."""
