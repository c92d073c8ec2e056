"""What was asked about an answer after its checks: look-ups and a judge's opinions, beside the verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.judging import telling
from assistant.judging.hearing import Judged, Opinions
from assistant.judging.opinions import Opinion
from assistant.lookup import told
from assistant.lookup.told import LookedUp
from assistant.sentences import labelled
from assistant.types import Span


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Beside the verdicts, and never one of them."""

    looked_up: tuple[LookedUp, ...] = ()
    opinions: Opinions | None = None

    def lines(self) -> list[str]:
        """Return what stands below the answer: counts, and each reference."""
        found = []
        if self.looked_up:
            found.append(labelled(_("References looked up"), ", ".join(told.tally(self.looked_up))))
            found += [f"- {one.said}" for one in self.looked_up]
        if self.opinions and self.opinions.judged:
            found.append(f"{telling.heading(self.opinions.model)} {_counted(self.opinions.judged)}")
        return found

    def about(self, sentence: Span) -> list[str]:
        """Return what was told of one sentence."""
        found = [one.said for one in self.looked_up if one.span.overlaps(sentence)]
        if self.opinions:
            title = telling.heading(self.opinions.model)
            own = [one for one in self.opinions.judged if one.span == sentence]
            found += [f"{title} {telling.words(one)}" for one in own]
        return found


def _counted(judged: Sequence[Judged]) -> str:
    count = Counter(one.opinion for one in judged)
    words = {
        Opinion.SUPPORTED: _("{n} in the sources"),
        Opinion.CONTRADICTED: _("{n} otherwise in the sources"),
        Opinion.ABSENT: ngettext(
            "{n} not in the sources", "{n} not in the sources", count[Opinion.ABSENT]
        ),
        Opinion.UNSURE: ngettext("{n} left open", "{n} left open", count[Opinion.UNSURE]),
        None: ngettext("{n} unreadable", "{n} unreadable", count[None]),
    }
    return ", ".join(said.format(n=count[one]) for one, said in words.items() if count[one])
