"""The same thing said twice in the same words with another figure: one of the two is wrong.

Answers repeat words on purpose: for two offers, two years, two steps. So only whole sentences of
running text count that differ in one figure and nothing else, and say of what they speak.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.i18n import _
from assistant.types import Span, Status

from .figures import Figure
from .outcome import Outcome
from .own_sums import Finding
from .words import read

CHECK = "repetition/1"
_WORDS = 3  # fewer, and the sentence does not say what it speaks of
_LETTERS = 4  # of a word that is no article
_LISTED = re.compile(r"\s*(?:[-*+>#|•–]|\d{1,3}[.)]\s|[A-Za-z][.)]\s)")
_STRUCTURED = re.compile(
    r"^\s*#|\*\*[^*\n]+\*\*\s*:?\s*$|\b(?:options?|scénarios?|scenarios?|hypothèses?|cas|cases?|plans?|offres?|offers?|versions?|variantes?|variants?"
    r"|formules?|étapes?|steps?|méthodes?|methods?|exemples?|examples?|phases?|premi(?:er|ère)s?|first|second\w*"
    r"|deuxième|ensuite|puis|then|later|now|désormais|auparavant|previously|avant|après|before|after|ancien\w*"
    r"|nouve\w+|new|old|autre|other|si|if|sinon|otherwise|jusqu\w*|until|depuis|since|corrig\w*|correct\w*"
    r"|maximum|minimum|at (?:most|least)|au (?:plus|moins)|initial\w*|final\w*|révis\w*|revised|chaque|each)\b",
    re.IGNORECASE | re.MULTILINE,
)


def findings(text: str, figures: Sequence[Figure], sentences: Sequence[Span]) -> Iterator[Finding]:
    """Yield the later of two sentences that differ in one figure alone."""
    if _STRUCTURED.search(text):
        return
    starts = [sentence.start for sentence in sentences]
    held: defaultdict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        held[bisect_right(starts, figure.span.start) - 1].append(figure)
    seen: dict[tuple[str, ...], tuple[Figure, str]] = {}
    for number, found in held.items():
        sentence = sentences[number]
        key = _frame(text, sentence, found)
        if key is None:
            continue
        figure = found[0]
        written = text[figure.span.start : figure.span.end]
        first, before = seen.setdefault(key, (figure, written))
        if not _same(first, figure):
            yield Finding(figure.span, figure.kind, CHECK, _outcome(before, written))


def _frame(text: str, sentence: Span, found: Sequence[Figure]) -> tuple[str, ...] | None:
    """Return the words of a sentence around its one figure, or None when it does not count."""
    written = text[sentence.start : sentence.end]
    if len(found) != 1 or not found[0].values or _LISTED.match(written):
        return None
    figure = found[0].span
    before = read(text[sentence.start : figure.start]).keys
    after = read(text[figure.end : sentence.end]).keys
    if sum(len(word) >= _LETTERS for word in (*before, *after)) < _WORDS:
        return None
    return (*before, f"\x00{found[0].unit.dimension}", *after)


def _same(one: Figure, other: Figure) -> bool:
    return bool(set(one.amounts) & set(other.amounts))


def _outcome(before: str, after: str) -> Outcome:
    reason = _("The answer says it twice in the same words: “{first}”, then “{second}”.")
    return Outcome(Status.CONTRADICTED, reason.format(first=before, second=after))
