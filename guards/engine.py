"""The guard: scan, propose, seal, restore; see `assistant.protocols.Guard`."""

from __future__ import annotations

import time
from collections.abc import Sequence

from assistant import log
from assistant.errors import GuardError, HygieError
from assistant.i18n import _
from assistant.protocols import Progress, Vault
from assistant.types import (
    Destination,
    Finding,
    Message,
    Private,
    Proposal,
    Review,
    SafeMessage,
)
from guards import sealing
from guards.detection.detector import Detector
from guards.proposing import redactions, spots_of
from guards.restore import StreamRestorer
from guards.reviewing import apply_review


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
        decided: Review | None = None,
    ) -> Proposal:
        """Say what would be hidden in the messages of one request, earlier decisions applied."""
        texts = [message.text.reveal() for message in messages]
        found = self._find(texts, progress)
        spots = [
            spot
            for index, (text, findings) in enumerate(zip(texts, found, strict=True))
            for spot in spots_of(index, text, findings, destination)
        ]
        proposal = Proposal(destination, tuple(messages), tuple(redactions(spots, vault)))
        return apply_review(proposal, decided, vault) if decided else proposal

    def seal(self, proposal: Proposal, review: Review, vault: Vault) -> tuple[SafeMessage, ...]:
        """Apply a proposal as reviewed; raises GuardError or PolicyRefused and then nothing leaves."""
        try:
            return sealing.seal(apply_review(proposal, review, vault))
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


def _failed(error: Exception) -> GuardError:
    log.event("guard.failed")
    return GuardError(
        _("The guard failed ({kind}).").format(kind=type(error).__name__),
        _("Nothing was sent."),
        _("Try again; if it happens again, report it with what HYGIE_LOG=1 prints."),
    )
