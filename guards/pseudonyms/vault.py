"""The vault of one conversation, in memory: which placeholder stands for which value.

Every way of writing a value has a placeholder of its own, so that each is restored exactly; those of
one person or company share their number, so that a model can tell who did what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.types import Kind, Mention, Private, Style
from guards.forgetting import forget
from guards.pseudonyms.essence import essence
from guards.pseudonyms.person_names import gender_of_title, name_of
from guards.pseudonyms.persons import Person, Persons
from guards.pseudonyms.placeholders import MAX_FORMS, Marker
from guards.pseudonyms.surrogates.book import SurrogateBook
from guards.recall import Recall

Key = tuple[Kind, Private[str], str]  # kind, value, gender by its title
Family = tuple[Kind, int, Kind | None]  # all the forms of one value
_OWNED = frozenset({Kind.EMAIL, Kind.USERNAME})


class MemoryVault:
    """Gives values placeholders, counted from 1 by kind; gone with the process."""

    def __init__(self) -> None:
        self._reset()

    def _reset(self) -> None:
        self._markers: dict[Key, Marker] = {}
        self._values: dict[Marker, Private[str]] = {}
        self._by_text: dict[str, Marker] = {}
        self._families: dict[tuple[Kind, str], Family] = {}
        self._counts: Counter[Kind] = Counter()
        self._persons = Persons()
        self.book = SurrogateBook()
        self.recall = Recall()

    def placeholder(self, kind: Kind, value: Private[str]) -> str:
        """Return the placeholder of a value, making one at first sight."""
        return self.placeholders([Mention(kind, value)])[0]

    def placeholders(self, mentions: Sequence[Mention], texts: Iterable[str] = ()) -> list[str]:
        """Return what stands for a request's mentions, which are linked as a whole."""
        if any(mention.style is Style.SURROGATE for mention in mentions):
            self.book.keep_out_of(texts)
        keys = [_key(mention) for mention in mentions]
        new = [key for key in dict.fromkeys(keys) if key not in self._markers]
        people = [key for key in new if key[0] is Kind.PERSON]
        found = self._persons.assign([name_of(k[1].reveal(), _TITLES[k[2]]) for k in people])
        owners = dict(zip(people, found, strict=True))
        families: dict[Family, list[Key]] = {}
        for key in new:
            families.setdefault(self._family(key, owners.get(key)), []).append(key)
        for family, own in families.items():
            self._give_all(family, own)
        return [
            self._stand_in(mention) or str(self._markers[key])
            for mention, key in zip(mentions, keys, strict=True)
        ]

    def _stand_in(self, mention: Mention) -> str | None:
        return self.book.surrogate(mention) if mention.style is Style.SURROGATE else None

    def original(self, placeholder: str) -> Private[str] | None:
        """Return the value behind an exact placeholder, a stand-in or a word of one; or None."""
        marker = self._by_text.get(placeholder)
        return self.book.original(placeholder) if marker is None else self._values[marker]

    def surrogates(self) -> tuple[str, ...]:
        """Return the stand-ins given and their words, longest first."""
        return self.book.given()

    def known(self) -> tuple[Mention, ...]:
        """Return every value that was given a placeholder."""
        return tuple(Mention(kind, value) for kind, value, _ in self._markers)

    def clear(self) -> None:
        """Forget every value, and every text that was read with them."""
        self._reset()
        forget()

    def _family(self, key: Key, person: Person | None) -> Family:
        kind, value, _ = key
        if person is not None:
            return Kind.PERSON, self._number(person), None
        if kind in _OWNED and (owner := self._persons.owner(value.reveal().split("@")[0])):
            return Kind.PERSON, self._number(owner), kind
        seen = (kind, essence(kind, value.reveal()))
        if seen not in self._families:
            self._families[seen] = (kind, self._next(kind), None)
        return self._families[seen]

    def _number(self, person: Person) -> int:
        person.number = person.number or self._next(Kind.PERSON)
        return person.number

    def _give_all(self, family: Family, keys: Sequence[Key]) -> None:
        """The plain placeholder is for the fullest form: models fall back on it."""
        fullest = max(keys, key=_words)
        for key in (fullest, *keys):
            if key not in self._markers:
                self._give(key, family)

    def _give(self, key: Key, family: Family) -> None:
        kind, number, part = family
        for form in range(MAX_FORMS):
            marker = Marker(kind, number, form, part)
            if self._values.setdefault(marker, key[1]) == key[1]:
                break
        else:
            marker = Marker(key[0], self._next(key[0]))
            self._values[marker] = key[1]
        self._markers[key] = marker
        self._by_text[str(marker)] = marker

    def reserve(self, marker: Marker) -> None:
        """Never give a number that somebody else gave out."""
        self._counts[marker.kind] = max(self._counts[marker.kind], marker.number)

    def _next(self, kind: Kind) -> int:
        self._counts[kind] += 1
        return self._counts[kind]

    @property
    def size(self) -> int:
        """How many ways of writing values were given placeholders."""
        return len(self._markers)

    def entries(self) -> Iterable[tuple[Key, Marker]]:
        """Return every value with its placeholder, in the order they were given."""
        return self._markers.items()

    def people(self) -> Iterable[Person]:
        """Return who is who."""
        return iter(self._persons)

    def take(self, entries: Iterable[tuple[Key, Marker]], people: Iterable[Person]) -> None:
        """Hold these entries and people, in place of all others."""
        self._reset()
        self._persons = Persons(people)
        for key, marker in entries:
            self._markers[key], self._values[marker], self._by_text[str(marker)] = (
                marker,
                key[1],
                marker,
            )
            self._counts[marker.kind] = max(self._counts[marker.kind], marker.number)
            if marker.kind is not Kind.PERSON:
                seen = (key[0], essence(key[0], key[1].reveal()))
                self._families.setdefault(seen, (marker.kind, marker.number, marker.part))


_TITLES = {"": "", "f": "Mme", "m": "M."}


def _words(key: Key) -> int:
    return sum(word[0].isalpha() for word in key[1].reveal().split())


def _key(mention: Mention) -> Key:
    gender = gender_of_title(mention.title) if mention.kind is Kind.PERSON else ""
    return mention.kind, mention.value, gender
