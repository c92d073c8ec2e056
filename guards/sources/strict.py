"""The strict profile: on a sensitive subject every sentence needs evidence before it is relied on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.i18n import _, ngettext
from assistant.types import ClaimKind, Status, Verdict

from .sensitive import Subject, name, subject
from .statements import ASIDE

_EVIDENCED = (Status.SUPPORTED, Status.DERIVED)


@dataclass(frozen=True, slots=True)
class Profile:
    """How strictly an answer is judged; `subject` is None for an ordinary question."""

    subject: Subject | None

    @property
    def is_strict(self) -> bool:
        """Whether every sentence needs evidence."""
        return self.subject is not None

    def open(self, verdicts: Sequence[Verdict]) -> int:
        """Return how many sentences stand between the answer and « verified »."""
        return sum(verdict.status not in _EVIDENCED for verdict in verdicts if _states(verdict))

    def caution(self, verdicts: Sequence[Verdict]) -> str:
        """Return what the person is asked to do before using the answer, or nothing to say."""
        if not any(map(_states, verdicts)):
            return _(
                "Nothing to check: no sentence of this answer states what sources could bear out."
            )
        if self.subject is None:
            return ""
        count = self.open(verdicts)
        shown = name(self.subject)
        if not count:
            text = _(
                "Sensitive subject ({subject}): every sentence has evidence; read it before use."
            )
            return text.format(subject=shown)
        return ngettext(
            "Sensitive subject ({subject}): {count} sentence has no sure evidence. "
            "Confirm it before use.",
            "Sensitive subject ({subject}): {count} sentences have no sure evidence. "
            "Confirm them before use.",
            count,
        ).format(subject=shown, count=count)


def _states(verdict: Verdict) -> bool:
    return verdict.claim.kind is ClaimKind.STATEMENT and verdict.check != ASIDE


def profile(question: str) -> Profile:
    """Return the profile a question asks for by itself."""
    return Profile(subject(question))
