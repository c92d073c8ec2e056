"""What was hidden must come back exactly: tried on every text before it leaves.

Two invented values side by side, or letters that only a normalisation tells apart, may come back as another
value. A wrong restore is worse than none: where the trial fails, plain placeholders stand in, and if that
does not help either, nothing is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.errors import GuardError
from assistant.i18n import _
from assistant.protocols import Vault
from assistant.types import Action, Mention, Proposal, Redaction
from guards.recall import recall_of
from guards.restore import StreamRestorer
from guards.sealing import apply, by_message

_FOR_GOOD = frozenset({Action.GENERALISE, Action.MASK})
"""What is written in place of a value and never restored."""
_MOST = 120_000
"""Characters of a request whose trials are kept."""


def exact(proposal: Proposal, vault: Vault) -> Proposal:
    """Return the proposal with placeholders in the messages whose stand-ins would not all come back.

    Raises GuardError if one would not come back even so. A proposal without redactions is of sealed text, whose
    placeholders mean what they stand for: whoever typed one has a redaction of it.
    """
    astray = _astray(proposal, vault) if proposal.redactions else set()
    if not astray:
        return proposal
    plain = [_plain(r, vault) if r.message in astray else r for r in proposal.redactions]
    plainer = replace(proposal, redactions=tuple(plain))
    if _astray(plainer, vault):
        raise GuardError(
            _("The guard could not put this text back exactly as you wrote it."),
            _("Nothing was sent."),
            _("Change what looks like a placeholder in the text, and try again."),
        )
    return plainer


def _astray(proposal: Proposal, vault: Vault) -> set[int]:
    """The messages that would not come back as they are."""
    recall, lasting = recall_of(vault), not vault.surrogates()
    before = recall.came_back if lasting else {}
    texts = [message.text.reveal() for message in proposal.messages]
    now: dict[str, list[Redaction]] = {}
    astray: set[int] = set()
    for number, (text, own) in enumerate(zip(texts, by_message(proposal), strict=True)):
        hiding = [redaction for redaction in own if redaction.action.hides]
        if before.get(text) == hiding:
            now[text] = hiding
            continue
        restorer = StreamRestorer(vault)
        if not _returns(text, hiding, restorer):
            astray.add(number)
        elif restorer.knew_all:
            # A vault never gives a placeholder anew: only what it lacked may come to mean something.
            now[text] = hiding
    recall.came_back = now if lasting and sum(map(len, texts)) <= _MOST else {}
    return astray


def _returns(text: str, own: Sequence[Redaction], restorer: StreamRestorer) -> bool:
    return restorer.whole(apply(text, own)) == apply(
        text, [r for r in own if r.action in _FOR_GOOD]
    )


def _plain(redaction: Redaction, vault: Vault) -> Redaction:
    if redaction.action is not Action.PSEUDONYMISE or redaction.placeholder.startswith("{{"):
        return redaction
    mention = Mention(redaction.finding.kind, redaction.original)
    return replace(redaction, placeholder=vault.placeholders([mention])[0])
