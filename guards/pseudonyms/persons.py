"""The people of one conversation: which mentions are one person.

Fuller mentions are read first. A shorter one joins a person only if no other fits; where two fit
(« Dupont » beside Marie and Paul Dupont) it stays a person of its own, merged with neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from guards.pseudonyms.person_names import (
    Name,
    address_fits,
    parts_of_address,
    pieces,
    same,
    within,
)


@dataclass(slots=True)
class Person:
    """One person; `vague` is one who may be either of several others."""

    name: Name
    number: int = 0
    vague: bool = False


class Persons:
    """Assigns mentions to people, see the module."""

    def __init__(self, known: Iterable[Person] = ()) -> None:
        self._all: list[Person] = []
        # By each word and each part of a compound, numbered as they came: whoever shares none is no match.
        self._by_piece: dict[str, dict[int, Person]] = {}
        for person in known:
            self._add(person)

    def __iter__(self) -> Iterator[Person]:
        return iter(self._all)

    def assign(self, names: Sequence[Name]) -> list[Person]:
        """Return the person of each of the new mentions of a request, in order."""
        order = sorted(range(len(names)), key=lambda index: -len(names[index].words))
        people = {index: self._assign(names[index], names) for index in order}
        return [people[index] for index in range(len(names))]

    def owner(self, local: str) -> Person | None:
        """The one person whose full name an address or login is made of."""
        parts = parts_of_address(local)
        joined = "".join(parts)
        ends = (end for at in range(1, len(joined)) for end in (joined[:at], joined[at:]))
        near = self._near(parts if len(parts) > 1 else ends)
        fitting = [p for p in near if not p.vague and address_fits(local, p.name)]
        return fitting[0] if len(fitting) == 1 else None

    def _assign(self, name: Name, others: Sequence[Name]) -> Person:
        near = self._near([*name.words, *pieces(name)])
        if len(equal := [p for p in near if same(name, p.name)]) == 1:
            return self._joined(equal[0], name)
        clear = [p for p in near if not p.vague]
        fitting = [p for p in clear if within(name, p.name) or self._grows(p, name, others)]
        if len(fitting) > 1:
            fitting = _of_same_gender(fitting, name) or fitting
        if len(fitting) == 1:
            return self._joined(fitting[0], name)
        person = Person(name, vague=bool(fitting))
        self._add(person)
        return person

    def _near(self, sought: Iterable[str]) -> list[Person]:
        found: dict[int, Person] = {}
        for piece in set(sought) or {""}:
            found |= self._by_piece.get(piece, {})
        return [found[number] for number in sorted(found)]

    def _add(self, person: Person) -> None:
        self._index(person, len(self._all))
        self._all.append(person)

    def _index(self, person: Person, number: int) -> None:
        words = person.name.words
        compounds = (part for word in words for part in word.split("-"))
        for piece in {*words, *compounds, *pieces(person.name)} or {""}:
            self._by_piece.setdefault(piece, {})[number] = person

    def _joined(self, person: Person, name: Name) -> Person:
        if len(name.words) > len(person.name.words):
            number = next(n for n, other in enumerate(self._all) if other is person)
            person.name = Name(name.words, person.name.gender)
            self._index(person, number)
        person.name = Name(person.name.words, person.name.gender or name.gender)
        return person

    def _grows(self, person: Person, name: Name, others: Sequence[Name]) -> bool:
        """Whether a known short mention may now get its full name, and only this one."""
        rivals = (
            o for o in others if within(person.name, o) and not (same(o, name) or within(o, name))
        )
        return within(person.name, name) and not any(not within(name, rival) for rival in rivals)


def _of_same_gender(people: Sequence[Person], name: Name) -> list[Person]:
    sure = [p for p in people if name.gender and p.name.gender == name.gender]
    return sure if len(sure) == 1 else []
