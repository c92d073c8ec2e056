"""The verdict on a whole sentence: copied from a source, or the worst of what it states.

A sentence whose figures and names are all found may still say something else than its sources:
`supported` asks for the words besides, and the closest place comes with it for the person to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.i18n import _, ngettext
from assistant.types import ClaimKind, Evidence, Span, Status

from . import support as weighing
from .closest import closest
from .contradiction import CHECK as CONTRADICTION
from .contradiction import denied_before
from .figures import without_numbering
from .lexical import Support
from .outcome import Outcome
from .passages import Passages
from .replaced_words import departure
from .setting import doubt
from .spoken import sentences, spoken
from .weaker import weaker
from .words import read

CHECK = "statement/3"
ASIDE = "aside/1"
_WORST = (
    Status.CONTRADICTED,
    Status.ALTERED,
    Status.NOT_FOUND,
    Status.DERIVED,
    Status.SUPPORTED,
)
_WRONG = (Status.CONTRADICTED, Status.ALTERED, Status.NOT_FOUND)
_COPIED = 4  # fewer words may stand anywhere by chance


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found of one sentence.

    `support` leaves out what the question brought and words of reporting; that all is borne out `whole` must tell.
    """

    found: tuple[tuple[ClaimKind, Outcome], ...]
    support: Support
    whole: Support
    conflict: Outcome | None
    translated: bool
    is_aside: bool
    is_refusal: bool

    @property
    def check(self) -> str:
        """Name the check that speaks for the sentence."""
        if self.conflict is not None:
            return CONTRADICTION
        return ASIDE if self.is_aside or self.is_refusal else CHECK

    @property
    def risk(self) -> float:
        """How likely it says what its sources do not, to four digits."""
        return round(weighing.risk(self.signals(self.support)), 4)

    @property
    def is_likely(self) -> bool:
        """Whether the sources have its words, also those that `support` leaves out."""
        return weighing.risk(self.signals(self.whole)) < weighing.model().supported

    def signals(self, support: Support) -> weighing.Signals:
        """Return what the risk is weighed from."""
        wrong = any(outcome.status is Status.CONTRADICTED for _kind, outcome in self.found)
        return weighing.signals(
            support,
            self.found,
            contradicted=self.conflict is not None or wrong,
            translated=self.translated,
            aside=self.is_aside or self.is_refusal,
        )


def code() -> Outcome:
    """Return the outcome of a block of code, which no check reads."""
    return Outcome(Status.UNCHECKED, _("Code is not checked."))


def copied(sentence: str, passages: Passages) -> Outcome | None:
    """Say where a sentence stands word for word in a source, without anything that limits it, or None."""
    words = read(without_numbering(sentence))
    place = passages.find(words) if len(words) >= _COPIED else None
    if place is None:
        return None
    whole = passages.texts[place.source]
    text = whole[place.span.start : place.span.end]
    method = "exact" if text in sentence else "normalised"
    evidence = (passages.evidence(place.source, place.span, method, 1.0),)
    if denied_before(whole, place.span):
        reason = _("Word for word in the source, which denies it just before; read the passage.")
        return Outcome(Status.CONTRADICTED, reason, (replace(evidence[0], score=0.2),))
    if reason := doubt(whole, place.span):
        return Outcome(Status.UNCHECKED, reason, (replace(evidence[0], score=0.5),))
    if _is_cut_short(whole, place.span, sentence):
        return None
    return Outcome(Status.SUPPORTED, _("Word for word in the source."), evidence)


def _is_cut_short(source: str, place: Span, sentence: str) -> bool:
    """Whether the source says less with the words it has beside these: it is read like any other sentence."""
    answer = spoken(sentence)
    return any(weaker(spoken(one), answer) for one in sentences(source, place))


def summary(sentence: str, reading: Reading, passages: Passages) -> Outcome:
    """Sum up a sentence: a conflict, or the worst of its claims, or what its words tell.

    The first evidence is the place to read; its score is one minus the sentence's risk.
    """
    share = 1 - reading.risk
    if conflict := reading.conflict:
        first, *others = conflict.evidence
        return replace(conflict, evidence=(replace(first, score=share), *others))
    evidence: tuple[Evidence, ...] = ()
    if place := reading.support.place:
        span = closest(sentence, passages.texts[place.source], place.span)
        evidence = (passages.evidence(place.source, span, "near", share),)
    status, reason = _verdict(reading)
    if status is Status.SUPPORTED and (
        departs := departure(sentence, passages, reading.support.place)
    ):
        status, reason = Status.UNCHECKED, departs
    return Outcome(status, reason, evidence)


def _verdict(reading: Reading) -> tuple[Status, str]:
    statuses = [outcome.status for _kind, outcome in reading.found]
    worst = next((status for status in _WORST if status in statuses), Status.UNCHECKED)
    if worst in _WRONG:
        return worst, _differing(statuses)
    if reading.is_refusal:
        return Status.UNCHECKED, _(
            "The answer says that the sources do not tell; read them for it."
        )
    if reading.is_aside or not reading.support.words:
        return Status.UNCHECKED, _("This sentence states nothing to look up.")
    if reading.translated:
        return Status.UNCHECKED, _("The sources are in the other language: only figures were read.")
    if worst is Status.DERIVED and reading.risk >= weighing.model().unsupported:
        return Status.UNCHECKED, _(
            "Some figures follow from the sources by arithmetic; the other words are not in them."
        )
    if reading.risk >= weighing.model().unsupported:
        return Status.UNSUPPORTED, _("Most of what this sentence says is not in the sources.")
    if worst is Status.DERIVED:
        return worst, _("Some figures follow from the sources by arithmetic.")
    if reading.is_likely:
        return Status.SUPPORTED, _(
            "One place of the sources has these words; read it for the rest."
        )
    if worst is Status.SUPPORTED:
        return Status.UNCHECKED, _("What can be looked up is in the sources; the rest is not sure.")
    return Status.UNCHECKED, _("The sources have part of these words; read the passage.")


def _differing(statuses: Sequence[Status]) -> str:
    wrong = sum(status in _WRONG for status in statuses)
    return ngettext(
        "{count} item of {total} differs from the sources or is not in them.",
        "{count} items of {total} differ from the sources or are not in them.",
        wrong,
    ).format(count=wrong, total=len(statuses))
