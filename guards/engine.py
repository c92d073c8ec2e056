"""The guard: scan, propose, seal, restore; see `assistant.protocols.Guard`."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import regex

from assistant import log
from assistant.errors import GuardError, HygieError
from assistant.i18n import _
from assistant.protocols import Progress, Vault
from assistant.types import (
    Action,
    Destination,
    Finding,
    Message,
    Private,
    Proposal,
    Redaction,
    Review,
    SafeMessage,
    Span,
)
from guards import sealing
from guards.detection.detector import Detector
from guards.proposing import redactions, spots_of
from guards.restore import StreamRestorer


class ConfidentialityGuard:
    """The guard over a detector; stateless but for the detector's cache of block hashes."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector

    def load(self) -> None:
        """Load every model now rather than at the first request."""
        self._detector.load()

    def scan(self, text: Private[str]) -> list[Finding]:
        """Return the findings of one text, sorted, without overlaps."""
        return self._find([text.reveal()], None)[0]

    def propose(
        self,
        messages: Sequence[Message],
        vault: Vault,
        destination: Destination,
        progress: Progress | None = None,
    ) -> Proposal:
        """Say what would be hidden in the messages of one request."""
        texts = [message.text.reveal() for message in messages]
        found = self._find(texts, progress)
        spots = [
            spot
            for index, (text, findings) in enumerate(zip(texts, found, strict=True))
            for spot in spots_of(index, text, findings, destination)
        ]
        return Proposal("", destination, tuple(messages), tuple(redactions(spots, vault)))

    def seal(self, proposal: Proposal, review: Review, vault: Vault) -> tuple[SafeMessage, ...]:
        """Apply a proposal as reviewed; raises GuardError or PolicyRefused and then nothing leaves."""
        try:
            return sealing.seal(proposal, list(reviewed(proposal, review, vault)))
        except HygieError:
            raise
        except Exception as error:  # noqa: BLE001  (fail closed, and quote nothing)
            raise _failed(error) from None

    def restorer(self, vault: Vault) -> StreamRestorer:
        """Return a fresh restorer for one answer."""
        return StreamRestorer(vault)

    def _find(self, texts: Sequence[str], progress: Progress | None) -> list[list[Finding]]:
        began = time.monotonic()
        try:
            found = self._detector.find(texts, progress)
        except HygieError:
            raise
        except Exception as error:  # noqa: BLE001  (fail closed, and quote nothing)
            raise _failed(error) from None
        spent = int((time.monotonic() - began) * 1000)
        log.event("guard.scanned", texts=len(texts), findings=sum(map(len, found)), ms=spent)
        return found


def reviewed(proposal: Proposal, review: Review, vault: Vault) -> Iterator[Redaction]:
    """Yield the redactions as a person decided: actions changed by value, added terms everywhere."""
    taken: list[tuple[int, Span]] = []
    for extra in _additions(proposal, review, vault):
        taken.append((extra.message, extra.finding.span))
        yield extra
    for redaction in proposal.redactions:
        span = redaction.finding.span
        if any(index == redaction.message and span.overlaps(other) for index, other in taken):
            continue
        chosen = review.actions.get(redaction.original, redaction.action)
        if chosen is redaction.action:
            yield redaction
        else:
            yield Redaction(
                redaction.message, redaction.finding, redaction.original,
                vault.placeholder(redaction.finding.kind, redaction.original)
                if chosen is Action.PLACEHOLDER else redaction.placeholder,
                chosen,
            )  # fmt: skip


def _additions(proposal: Proposal, review: Review, vault: Vault) -> Iterator[Redaction]:
    for index, message in enumerate(proposal.messages):
        text = message.text.reveal()
        for term, kind in review.added:
            pattern = regex.compile(
                rf"(?<!\w){regex.escape(term.reveal())}(?!\w)", regex.IGNORECASE
            )
            for match in pattern.finditer(text):
                finding = Finding(Span(*match.span()), kind, 1.0, "person")
                # An added term may lie inside a larger finding, which then hides it already.
                if not _covered(proposal, review, index, finding.span):
                    value = Private(match.group())
                    marker = vault.placeholder(kind, value)
                    yield Redaction(index, finding, value, marker, Action.PLACEHOLDER)


def _covered(proposal: Proposal, review: Review, index: int, span: Span) -> bool:
    return any(
        r.message == index
        and r.finding.span.overlaps(span)
        and review.actions.get(r.original, r.action) is not Action.ALLOW
        for r in proposal.redactions
    )


def _failed(error: Exception) -> GuardError:
    log.event("guard.failed")
    return GuardError(
        _("The guard failed ({kind}).").format(kind=type(error).__name__),
        _("Nothing was sent."),
        _("Try again; if it happens again, report it with what HYGIE_LOG=1 prints."),
    )
