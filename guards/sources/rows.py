"""The sources cut into rows: sentences, list items, rows of a table, each with its figures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.types import Span

from . import taxes
from .ledger import Entry, Ledger
from .lexical import has_content, stem
from .passages import Passages

_CUT = re.compile(
    r"\n+|(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_]|[\d«\"“])|(?<=[\d€$£%)][.!?])\s+(?=[^\W\d_])"
)
_SHORT = 12  # characters: « Article 2. » is no sentence
_MOST = 12  # figures of one row; of more any sum can be made


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence or line of a source with its figures in order; `line` counts the lines of all sources."""

    number: int
    line: int
    source: int
    span: Span
    text: str
    entries: tuple[Entry, ...]

    def stems(self, passages: Passages) -> frozenset[str]:
        """Return the stems of its words."""
        words = passages.words[self.source]
        low, high = (
            bisect_left(words.starts, self.span.start),
            bisect_right(words.starts, self.span.end),
        )
        return content(words.keys[low:high])


def cut(ledger: Ledger) -> Iterator[Row]:
    """Yield the rows of all sources in order."""
    found: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in ledger.entries:
        found[entry.source].append(entry)
    number = line = 0
    for source, text in enumerate(ledger.passages.texts):
        entries = sorted(found[source], key=_start)
        starts = [_start(entry) for entry in entries]
        end = 0
        for span in _spans(text):
            line += "\n" in text[end : span.start] or not end
            end = span.end
            low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
            mine = tuple(entries[low:high]) if high - low <= _MOST else ()
            yield Row(number, line, source, span, text[span.start : span.end], mine)
            number += 1


def content(keys: Collection[str]) -> frozenset[str]:
    """Return the stems of the folded words that say what a sentence is about."""
    return frozenset(
        "tva" if key in taxes.NAMES else stem(key)
        for key in keys
        if key in taxes.NAMES or (has_content(key) and not key[:1].isdigit())
    )


def _spans(text: str) -> Iterator[Span]:
    at = 0
    for match in _CUT.finditer(text):
        if match.start() - at < _SHORT and "\n" not in match.group():
            continue
        if match.start() > at:
            yield Span(at, match.start())
        at = match.end()
    if at < len(text):
        yield Span(at, len(text))


def _start(entry: Entry) -> int:
    return entry.figure.span.start
