"""The guard: scan, propose, seal, restore; see `assistant.protocols.Guard`."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from assistant import log
from assistant.errors import GuardError, HygieError
from assistant.i18n import _
from assistant.protocols import Finder, Progress, Vault
from assistant.types import (
    Destination,
    Finding,
    Message,
    Private,
    Proposal,
    Review,
    SafeMessage,
)
from guards import sealing, settled
from guards.exactness import exact
from guards.policy.decisions import Policy
from guards.recall import recall_of
from guards.restore import StreamRestorer
from guards.reviewing import apply_review, with_terms

T = TypeVar("T")


class ConfidentialityGuard:
    """The guard over a detector; stateless but for the detector's cache of block hashes."""

    def __init__(
        self,
        detector: Finder,
        policy: Policy | None = None,
        own: Callable[[], Review] | None = None,
    ) -> None:
        """`own` gives the person's lasting decisions; it is asked for each request, and may refuse it."""
        self._detector, self._policy = detector, policy or Policy()
        self._own = own or Review

    def load(self) -> None:
        """Load every model now rather than at the first request."""
        self._detector.load()

    def scan(self, text: Private[str]) -> list[Finding]:
        """Return the findings of one text, sorted, without overlaps."""
        own = _closed(self._own)
        found = self._find([text.reveal()], None)[0]
        return _closed(lambda: with_terms(text.reveal(), found, own))

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
        review = _closed(self._own).merged(decided or Review())
        found = self._find(texts, progress)

        def made() -> Proposal:
            every = settled.decided(texts, found, self._policy, destination, vault)
            proposal = Proposal(destination, tuple(messages), every, self._policy.binding)
            reviewed = apply_review(proposal, review, vault, self._policy)
            # Stand-ins are tried here too, so that the review shows what will be sent.
            return exact(reviewed, vault) if vault.surrogates() else reviewed

        return _closed(made)

    def seal(self, proposal: Proposal, review: Review, vault: Vault) -> tuple[SafeMessage, ...]:
        """Apply a proposal as reviewed; raises GuardError or PolicyRefused and then nothing leaves."""

        def sealed() -> tuple[SafeMessage, ...]:
            reviewed = exact(apply_review(proposal, review, vault, self._policy), vault)
            return sealing.seal(reviewed, recall_of(vault).gate)

        return _closed(sealed)

    def restorer(self, vault: Vault) -> StreamRestorer:
        """Return a fresh restorer for one answer."""
        return StreamRestorer(vault)

    def _find(self, texts: Sequence[str], progress: Progress | None) -> list[list[Finding]]:
        began = time.monotonic()
        found = _closed(lambda: self._detector.find(texts, progress))
        spent = int((time.monotonic() - began) * 1000)
        log.event("guard.scanned", texts=len(texts), findings=sum(map(len, found)), ms=spent)
        return found


def _closed(work: Callable[[], T]) -> T:
    """Run a step of the guard; whatever fails stops the request and quotes nothing."""
    try:
        return work()
    except HygieError:
        raise
    except Exception as error:  # noqa: BLE001  (fail closed)
        raise _failed(error) from None


def _failed(error: Exception) -> GuardError:
    log.event("guard.failed")
    return GuardError(
        _("The guard failed ({kind}).").format(kind=type(error).__name__),
        _("Nothing was sent."),
        _("Try again; if it happens again, report it with what HYGIE_LOG=1 prints."),
    )
