"""The steps of one request through the guard: read, remembered, put in the upstream's words, guarded, recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.body_wiring import Guarded
from assistant.errors import HygieError
from proxy.attachments import Attachments
from proxy.claims import Claim, TooLate
from proxy.conversations import Remembered
from proxy.endpoints import CHAT, Json, Translation
from proxy.exchange import Incoming, Parts, Prepared, Rules
from proxy.refusals import Refusal, from_error
from proxy.settings import Upstream
from proxy.spending import counting
from proxy.structure import checked, is_structured


@dataclass(frozen=True, slots=True)
class Passing:
    """One request on its way to one upstream; `counts` says whether that one counts a stream when asked to."""

    parts: Parts
    rules: Rules
    incoming: Incoming
    upstream: Upstream
    translation: Translation | None
    counts: Callable[[Upstream], bool]
    claim: Claim

    def prepared(self) -> Prepared:
        """Return the request as it may be sent; raises Refusal, HygieError and TooLate."""
        # While files are read and the conversation is looked up.
        self.rules.guard.ahead(self.incoming.body)
        clear = self._read()
        remembered = self._remembered(clear)
        asked = self._asked(clear)
        counted = self._counted(asked)
        guarded = self._guarded(counted, remembered)
        self._set_reply(guarded, remembered, asked)
        self._keep(guarded, remembered)
        return self._outgoing(guarded, remembered, asks=counted is not asked)

    def _read(self) -> Json:
        """Return the request with its files as text; raises Refusal for what cannot be read, and records it."""
        stored = self.parts.files.of(self.incoming.caller.counted_as)
        images = self.rules.settings.images == "allow"
        try:
            return Attachments(stored, images=images).read(self.incoming.body)
        except Refusal as refusal:
            self._refused(refusal.code)
            raise

    def _remembered(self, clear: Json) -> Remembered:
        """Return the conversation that the request goes on with."""
        incoming = self.incoming
        found = self.parts.conversations.of(incoming.caller.counted_as, clear, incoming.label)
        # What one provider said is read again before another gets it.
        found.conversation.provider = self.upstream.name
        found.conversation.sealed_before = incoming.sealed
        return found

    def _asked(self, clear: Json) -> Json:
        """Return the request in the upstream's format and with its name of the model; raises Refusal."""
        asked = self.translation.request(clear) if self.translation else clear
        asked = asked | {"model": self.upstream.real_name(clear["model"]) or clear["model"]}
        checked(asked, self.incoming.endpoint.wire.path)
        return asked

    def _counted(self, asked: Json) -> Json:
        """Return the request, asking for a count where a budget needs one."""
        if not self.incoming.caller.budgeted or not self.counts(self.upstream):
            return asked
        return counting(asked, self.incoming.endpoint.wire.path)

    def _guarded(self, counted: Json, remembered: Remembered) -> Guarded:
        """Return what the guard lets through; raises HygieError for the rest, and records it."""
        guard, headers = self.rules.guard, self.incoming.headers
        try:
            return guard.protect(
                counted, remembered.conversation, self.upstream.destination, headers
            )
        except HygieError as error:
            self._refused(from_error(error).code)
            raise

    def _set_reply(self, guarded: Guarded, remembered: Remembered, asked: Json) -> None:
        """Say what of the reply is restored and masked."""
        if remembered.linked:
            guarded.reply.widen(remembered.conversation.every())
        guarded.reply.masking = self.rules.settings.replies == "mask"
        guarded.reply.structured = is_structured(asked)

    def _keep(self, guarded: Guarded, remembered: Remembered) -> None:
        """Remember and record what is about to be sent; raises TooLate where nobody waits for it, and StoreError."""
        self._take()
        self.parts.conversations.keep(remembered)
        incoming = self.incoming
        self.parts.audit.append(
            "sent", request=incoming.id, key=incoming.caller.id, team=incoming.caller.team,
            endpoint=incoming.endpoint.wire.path, upstream=self.upstream.name,
            destination=self.upstream.destination.value, model=str(guarded.body["model"]),
            policy=self.rules.version,
            hidden={kind.value: count for kind, count in sorted(guarded.kinds.items())},
        )  # fmt: skip
        self.parts.metrics.hidden(guarded.kinds)

    def _outgoing(self, guarded: Guarded, remembered: Remembered, *, asks: bool) -> Prepared:
        """Return what is sent, with the note to the model; `asks` if its count was asked for here."""
        endpoint, translation, body = self.incoming.endpoint, self.translation, guarded.body
        wire = CHAT if translation else endpoint.wire
        if self.rules.settings.note and endpoint.noted and guarded.reply.given:
            body = self.rules.guard.noted(body, wire.path)
        counting_here = asks and translation is None
        return Prepared(
            self.incoming,
            self.upstream,
            wire,
            guarded,
            remembered,
            body,
            translation,
            counting_here,
        )

    def _refused(self, code: str) -> None:
        """Record a refusal; raises TooLate where the client was answered meanwhile, and StoreError."""
        self._take()
        incoming = self.incoming
        self.parts.audit.append(
            "refused", request=incoming.id, key=incoming.caller.id, team=incoming.caller.team,
            endpoint=incoming.endpoint.wire.path, code=code, policy=self.rules.version,
        )  # fmt: skip

    def _take(self) -> None:
        """Have the last word on the request; raises TooLate where another had it."""
        if not self.claim.take():
            raise TooLate from None
