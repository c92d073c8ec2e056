"""A bare answer, « 5 900 € HT »: it stands in the sources, but for what does not stand in the answer.

Where the question is known and the answer takes none of its words up, its words cannot be laid beside the
sources': that « 5 900 € » is there says nothing of the price that was asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from assistant.i18n import _
from assistant.types import Status

from .lexical import has_content, stem
from .outcome import Outcome
from .words import read

_MOST = 4  # content words, of a sentence that states too little by itself


def judged(outcome: Outcome, sentence: str, asked: Collection[str]) -> Outcome:
    """Return what holds of a sentence, left open where it answers a question whose words it has not."""
    if not asked or outcome.status not in (Status.SUPPORTED, Status.DERIVED):
        return outcome
    said = [stem(key) for key in read(sentence).keys if has_content(key)]
    if len(said) > _MOST or not set(said).isdisjoint(asked):
        return outcome
    reason = _("It stands in the sources; read there whether it answers the question.")
    return replace(outcome, status=Status.UNCHECKED, reason=reason)
