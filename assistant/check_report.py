"""A checked answer as a Markdown report: to keep with the work it served."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.cited import cited
from assistant.i18n import gettext as _
from assistant.judging.telling import heading, notices, words
from assistant.second_look import SecondLook
from assistant.sentences import labelled, said_of
from assistant.sources import line_of, sentence
from assistant.types import ClaimKind, Document, Private, Status, Verdict
from assistant.verdicts import DOUBTFUL, SIGNS, status_name

_QUOTED = 600  # characters of a passage that are repeated: a window of the sources has fewer
_SPECIAL = "\\`*_[]<>#|~&"
# What would open a list, be a line, or make a heading of the line above.
_ITEM = re.compile(r"\A(\d{0,9})([-+=]+|[.)])(?=\s|$)")
_SAID = (*DOUBTFUL, Status.DERIVED)  # of a figure or name: what is wrong, or the sum it follows by


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer with its verdicts; `names` are those of the sources, `advice` what is said of the whole answer.

    `file`, `question` and `model` are empty where they are not known: who wrote a text is told by nobody.
    """

    answer: Private[str]
    names: tuple[str, ...]
    sources: tuple[Document, ...]
    verdicts: tuple[Verdict, ...]
    advice: tuple[str, ...] = ()
    question: Private[str] = Private("")  # noqa: RUF009  (frozen, like a literal)
    model: str = ""
    day: date = field(default_factory=date.today)
    file: str = ""

    def by_sentence(self) -> Iterator[tuple[Verdict, tuple[Verdict, ...]]]:
        """Yield each sentence with what is to be said of its figures, names and quotations.

        Without any source that is all there is to say.
        """
        claims: list[Verdict] = []
        for verdict in self.verdicts:
            if verdict.claim.kind is not ClaimKind.STATEMENT:
                claims.append(verdict)
                continue
            said = (one for one in claims if one.status in _SAID or not self.sources)
            yield cited(verdict, claims, self.sources), tuple(said)
            claims = []

    def place(self, verdict: Verdict) -> str:
        """Return the file and line where the evidence stands, « (notes.txt:12) », or nothing."""
        if not verdict.evidence:
            return ""
        evidence = verdict.evidence[0]
        line = line_of(self.sources[evidence.source], evidence.span.start)
        return f" ({self.names[evidence.source]}:{line})"

    def passage(self, verdict: Verdict) -> str:
        """Return what is quoted of a sentence's evidence, as it stands in its source."""
        if not verdict.evidence:
            return ""
        evidence = verdict.evidence[-1]
        return self.sources[evidence.source].text.reveal()[evidence.span.start : evidence.span.end]


def markdown(checked: Checked, second: SecondLook) -> str:
    """Return the report; it repeats the answer and passages, so it is as personal as they are."""
    return "\n".join([*_lines(checked), *_beside(checked, second)]) + "\n"


def _lines(checked: Checked) -> Iterator[str]:
    yield "# " + _("Source check")
    yield ""
    yield from _head(checked)
    if not checked.sources:
        yield ""
        yield _("No source was given: only what the answer tells by itself is checked.")
    counts = Counter(v.status for v in checked.verdicts if v.claim.kind is ClaimKind.STATEMENT)
    yield ""
    yield ", ".join(labelled(status_name(each), str(n)) for each, n in counts.most_common())
    for advice in checked.advice:
        yield f"\n**{_escaped(advice)}**"
    for verdict, claims in checked.by_sentence():
        yield from _sentence(checked, verdict, claims)


def _head(checked: Checked) -> Iterator[str]:
    """Yield what a report needs to be understood by itself, years later."""
    yield "- " + labelled(_("Date"), checked.day.isoformat())
    if checked.model:
        yield "- " + labelled(_("Model"), _escaped(checked.model))
    if checked.file:
        yield "- " + labelled(_("Answer"), _escaped(checked.file))
    for name, digest in zip(checked.names, _digests(checked), strict=True):
        yield "- " + labelled(_("Source"), f"{_escaped(name)}{digest}")
    if question := checked.question.reveal().strip():
        yield "\n**" + _("Question") + "**\n"
        yield from _quoted(question)


def _sentence(checked: Checked, verdict: Verdict, claims: Sequence[Verdict]) -> Iterator[str]:
    yield f"\n## {SIGNS[verdict.status]} {status_name(verdict.status)}"
    yield f"\n{_written(verdict)}\n"
    yield f"- {_escaped(verdict.reason)}{_escaped(checked.place(verdict))}"
    for claim in claims:
        reason = _escaped(claim.reason) + _escaped(checked.place(claim))
        yield "- " + labelled(_written(claim), f"**{status_name(claim.status)}**. {reason}")
    if (passage := checked.passage(verdict)).strip():
        yield ""
        yield from _quoted(passage)


def _beside(checked: Checked, second: SecondLook) -> Iterator[str]:
    """Yield what was asked besides the checks."""
    if second.looked_up:
        yield "\n## " + _("References looked up") + "\n"
        yield from (f"- {_escaped(one.line)}" for one in second.looked_up)
    if second.opinions and second.opinions.judged:
        yield f"\n## {_escaped(heading(second.opinions.model))}\n"
        yield from (f"**{_escaped(notice)}**\n" for notice in notices(second.opinions.judged))
        for one in second.opinions.judged:
            yield f"- {_escaped(said_of(sentence(checked.answer, one.span), words(one)))}"


def _quoted(text: str) -> Iterator[str]:
    """Yield a text as a block quote that keeps its lines: two spaces at the end of one break it."""
    cut = text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
    *lines, last = (_escaped(" ".join(line.split())) for line in cut.strip().splitlines())
    yield from (f"> {line}  " if line else ">" for line in lines)
    yield f"> {last}"


def _written(verdict: Verdict) -> str:
    """Return what a verdict is about on one line."""
    return _escaped(" ".join(verdict.claim.text.reveal().split()))


def _digests(checked: Checked) -> Iterator[str]:
    """Yield the digest of each source's text, as evidence names it: also of one that bears nothing out."""
    for source in checked.sources:
        text = source.text.reveal().encode("utf-8", "surrogatepass")
        yield f" (SHA-256 {hashlib.sha256(text).hexdigest()[:16]}…)"


def _escaped(text: str) -> str:
    """Return a text that Markdown shows as it is; a marker at its start would open a list."""
    plain = "".join(f"\\{c}" if c in _SPECIAL else c for c in text)
    return _ITEM.sub(r"\1\\\2", plain)
