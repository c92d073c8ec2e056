"""What may never be let through for good: the company's own terms, and numbers and secrets by their form."""

from __future__ import annotations

from assistant import guard_wiring, policy_wiring
from assistant.config import Settings
from assistant.errors import UserError
from assistant.i18n import _
from assistant.kinds import RISKY, label
from assistant.types import Kind, Private


def check_shown(settings: Settings, term: Private[str]) -> None:
    """Let a term pass that may be shown for good; raises UserError, and ConfigError for a list not read."""
    from guards.detection.recognizers import all_recognisers
    from guards.detection.view import normalise

    text = normalise(" ".join(term.reveal().split())).text
    company = guard_wiring.company_recognisers(settings, policy_wiring.policy(settings))
    if any(hit.end - hit.start == len(text) for own in company for hit in own.find(text)):
        raise UserError(
            _("This is one of your company's terms: it stays hidden."),
            _("Nothing was changed."),
            _("The company's list: {path}").format(path="company.txt, company_terms"),
        )
    kinds = [hit.kind for own in all_recognisers() for hit in own.find(text) if hit.kind in RISKY]
    if kinds:
        raise _risky(kinds[0])


def _risky(kind: Kind) -> UserError:
    return UserError(
        _("What looks like this is never let through for good: {kind}.").format(kind=label(kind)),
        _("Nothing was changed."),
        _("Show it at the review, for one request."),
    )
