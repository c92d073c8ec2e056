"""What all the cells of a column say together, where its heading leaves open whether people or goods stand below it.

« Nom » beside « Prix » heads the goods of a shop as well as those who owe for a dinner.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from guards.detection.recognizers.tables.cells_with_people import (
    is_given,
    is_plain,
    may_be_somebody,
)

_WORD = regex.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# « La Reine » and « Les Trois Moulins » are goods and houses.
_PARTICLES = frozenset("ben da de del der di du el le mac van von".split())  # noqa: SIM905


def are_people(cells: Sequence[str]) -> bool:
    """Whether the cells of a column hold people: half of them a first name, or one does and the others are unknown names.

    A particle (« Le Goff ») counts for a first name. A figure, a sign or an ordinary word in one of the cells
    says that goods stand there: « Ramette papier A4 ».
    """
    own = [cell for cell in cells if cell]
    told = sum(map(_tells_of_somebody, own))
    return told > 0 and (told * 2 >= len(own) or all(map(_may_be_surname, own)))


def _tells_of_somebody(cell: str) -> bool:
    words = _WORD.findall(cell)
    if not may_be_somebody(cell):
        return False
    particle = len(words) > 1 and words[0].lower() in _PARTICLES and not is_plain(words[-1])
    return particle or any(map(is_given, words))


def _may_be_surname(cell: str) -> bool:
    return (
        may_be_somebody(cell)
        and cell[:1].isupper()
        and not any(map(is_plain, _WORD.findall(cell)[-1:]))
    )
