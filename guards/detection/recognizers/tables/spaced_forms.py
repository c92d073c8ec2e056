"""Forms that spaces lay out: « Nom         kerouanton », "Line manager     wood", a label and its value on each line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from guards.detection.recognizers.tables.heading_kinds import columns
from guards.detection.recognizers.tables.labelled_columns import COLUMNS
from guards.detection.recognizers.tables.separated_cells import lines
from guards.detection.recognizers.tables.spaced_rows import cells_of
from guards.detection.rule import Hit, Recogniser

# « deploy     Deploy to the host »: a list of commands says in a sentence what each does.
_SAYS = regex.compile(r"\p{Lu}\p{Ll}+(?:[ ]\p{Ll}+)+[.]?")
_LEAST = 2
"""Labels of which something is known: one alone may stand in any two columns."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A label, and where its value stands in the text and in its line."""

    label: str
    value: tuple[int, int]
    at: int


class SpacedForms:
    """The values of lines below each other whose values begin at the same place."""

    name = "spaced_form"
    kinds = COLUMNS.kinds

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the values."""
        if "\n" in text and "  " in text:
            for entries in (form for form in _forms(text) if len(form) >= _LEAST):
                known = columns([entry.label for entry in entries])
                if len(known) >= _LEAST and not _says(text, entries):
                    yield from COLUMNS.row(text, [entry.value for entry in entries], known)


def _says(text: str, entries: Sequence[_Entry]) -> bool:
    """Whether most of the values are sentences on their labels."""
    return 2 * sum(_SAYS.fullmatch(text, *entry.value) is not None for entry in entries) > len(
        entries
    )


def _forms(text: str) -> Iterator[Sequence[_Entry]]:
    """Yield the lines of each form."""
    form: list[_Entry] = []
    for line in lines(text):
        cells = cells_of(line.text)
        fits = len(cells) == 2 and cells[0][0] < cells[1][0]
        if form and not (fits and cells[1][0] == form[-1].at):
            yield form
            form = []
        if fits:
            (start, end), (at, last) = cells
            form.append(_Entry(line.text[start:end], (line.start + at, line.start + last), at))
    yield form


RECOGNISERS: tuple[Recogniser, ...] = (SpacedForms(),)
