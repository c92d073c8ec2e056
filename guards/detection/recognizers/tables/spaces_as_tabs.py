"""Tables that spaces alone lay out, as printouts, terminals and copies of PDF have them.

They are read as if a tab stood between their cells: a space of each gap is rewritten as one, so that every character
keeps its place and all that knows tables of tabs knows these, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from guards.detection.recognizers.tables.heading_kinds import column
from guards.detection.recognizers.tables.headings_of_things import describes, is_figures, is_type
from guards.detection.recognizers.tables.separated_cells import are_heads, lines
from guards.detection.recognizers.tables.spaced_rows import Span, cells_of, row_below
from guards.detection.wordlists import is_listed
from guards.forgetting import remembered

_GAP = regex.compile(r"(?<=\S)[ ]{2,}+(?=\S)")
_FRAME = regex.compile(r"^[ ]*+\+?(?:-++\+)++-*+\r?$", regex.MULTILINE)
_WORD = regex.compile(r"[^\W\d_]{2,}")
_KEPT = 20_000


def with_tabs(text: str) -> str:
    """Return a text of the same length, with tabs between the cells of tables that spaces lay out."""
    if "\n" not in text or not (_has_gaps(text) or "-+-" in text):
        return text
    return _kept(text) if len(text) <= _KEPT else _rewritten(text)


def _has_gaps(text: str) -> bool:
    return "  " in text and _GAP.search(text) is not None


@remembered(64)
def _kept(text: str) -> str:
    return _rewritten(text)


def _rewritten(text: str) -> str:
    framed = _FRAME.sub(_with_bars, text) if "-+-" in text else text
    return "\n".join(_rows([line.text for line in lines(framed)]))


def _with_bars(frame: regex.Match[str]) -> str:
    """« +----+-----+ » of a database as « |----|-----| » of Markdown."""
    return frame.group().replace("+", "|")


def _rows(own: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a text; those below a line that heads columns are its rows as long as they fit."""
    heads: Sequence[Span] = ()
    for at, line in enumerate(own):
        row = row_below(heads, line) if heads else ""
        if not row and not (heads and _goes_on(heads, own[at : at + 3])):
            heads = _heads(line, own[at + 1]) if at + 1 < len(own) else ()
            row = row_below(heads, line) if heads else ""
        yield row or line


def _goes_on(heads: Sequence[Span], own: Sequence[str]) -> bool:
    """Whether a table goes on behind a line that fits nowhere, and no other begins there."""
    line, below, after = [*own, "", ""][:3]
    return bool(line.strip() and row_below(heads, below)) and not _heads(below, after)


def _heads(line: str, below: str) -> Sequence[Span]:
    """The heads of columns in a line, if it names what stands in the row below."""
    heads = cells_of(line)
    names = [line[start:end] for start, end in heads]
    if len(names) < 2 or not are_heads(names) or any(":" in name for name in names):
        return ()
    if any(map(is_type, names)) or not row_below(heads, below) or _is_labelled(below):
        return ()
    return heads if any(map(heads_a_column, names)) else ()


@remembered(1024)
def heads_a_column(name: str) -> bool:
    """Whether something is known of what stands below a heading, or it is one of which nothing needs be known."""
    if column(name) or describes(name) or is_figures(name):
        return True
    words = _WORD.findall(name)
    return bool(words) and all(is_listed(word, "headings") for word in words)


def _is_labelled(line: str) -> bool:
    """Whether a line begins with what a value is: « Prénom      Rose » is of a form, and no row."""
    cells = cells_of(line)
    return bool(cells) and column(line[slice(*cells[0])]) is not None
