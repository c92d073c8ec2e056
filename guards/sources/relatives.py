"""What a source says of one, and names another beside: « Mme Durand, que M. Lenoir a rencontrée, habite Orléans ».

All words of « M. Lenoir habite Orléans » stand there. What tells is who the answer opens with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .spoken import Spoken, content

_OPENS = re.compile(
    r" (?:(?:a|avec|chez|pour|to|with|from|by|of) )?(?:qui|que|qu|dont|whose|whom|who|which|lequel|laquelle)(?= )"
)
_WHOSE = re.compile(r" (?:dont|whose) ")
_OF = re.compile(r"(?:^| )(?:de|du|des|d|of)(?: (?:l|la|le|les|the))? \S+ $")
_LEAST = 2  # words of what is said of somebody
_TITLES = frozenset(("m", "mr", "mrs", "ms", "miss", "mme", "mlle", "dr", "me"))


@dataclass(frozen=True, slots=True)
class _Aside:
    """A clause that opens with « qui » or "whose": of whom, what it says, and how the sentence goes on."""

    lead: str
    clause: str
    main: str


def misplaced(source: Spoken, answer: Spoken) -> str:
    """Return of whom a source says what an answer says of another, or nothing."""
    said = _named(answer.row)
    for aside in _asides(source.row) if said else ():
        if any(look(aside, said) for look in (_of_another, _of_the_first, _of_the_owner)):
            at = source.row.index(aside.lead + "|" + aside.clause)
            start = at + len(aside.lead) - len(aside.lead.lstrip())
            return source.written(start, at + len(aside.lead.rstrip()))
    return ""


def _asides(row: str) -> Iterator[_Aside]:
    parts = row.split("|")
    for lead, clause, main in zip(parts, parts[1:], [*parts[2:], ""], strict=False):
        if _OPENS.match(clause) and _named(lead):
            yield _Aside(lead, clause, main)


def _of_another(aside: _Aside, said: list[str]) -> bool:
    """Whether the answer opens with somebody of the clause and goes on with what the sentence says of the first."""
    lead, clause, main = map(set, map(_named, (aside.lead, aside.clause, aside.main)))
    opens = said[0] in clause - lead - main
    return opens and lead.isdisjoint(said) and not (main - clause).isdisjoint(said)


def _of_the_owner(aside: _Aside, said: list[str]) -> bool:
    """Whether the answer says of the first what « dont » and "whose" say of somebody of theirs."""
    if not _WHOSE.match(aside.clause):
        return False
    owner, (owned, *told) = _named(aside.lead), _named(aside.clause) or [""]
    taken = set(told) - set(owner)
    return said[0] in owner and owned not in said and len(taken.intersection(said)) >= _LEAST


def _of_the_first(aside: _Aside, said: list[str]) -> bool:
    """Whether the answer opens with the first of a clause whose last one « qui » and "who" are about."""
    if _WHOSE.match(aside.clause) or _OF.search(aside.lead):
        return False
    *first, last = _named(aside.lead)
    told = set(_named(aside.clause)) - {*first, last}
    return (
        said[0] in first[:1]
        and len(first) >= _LEAST
        and last not in said
        and (told <= {*said} or len(told.intersection(said)) >= _LEAST)
    )


def _named(row: str) -> list[str]:
    return [one for one in content(row) if one not in _TITLES]
