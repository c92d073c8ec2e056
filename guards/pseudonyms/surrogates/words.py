"""Words of names and the invented words that stand for them, one for one in a conversation.

A family keeps one surname and « Marie » alone is the Marie of « Marie Dupont »: the model can reason about
who is who, and each word comes back by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import regex

from assistant.types import Private
from guards.detection.first_names import gender_of, is_first_name
from guards.detection.folding import fold
from guards.detection.wordlists import words
from guards.pseudonyms.person_names import gender_of_title
from guards.pseudonyms.surrogates.lists import drawn

_WORD = regex.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class WordPairs:
    """Original words and their stand-ins, by their folded forms."""

    def __init__(self) -> None:
        self._for: dict[str, str] = {}
        self._behind: dict[str, str] = {}
        self.texts: Collection[str] = ()
        """Folded texts in which no stand-in may occur already."""

    def person(self, value: str, title: str) -> str:
        """Return a name with every word replaced; particles, spaces and signs stay."""
        found = list(_WORD.finditer(value))
        gender = gender_of_title(title)
        lone = len(found) == 1 and bool(title)
        return _WORD.sub(lambda m: self._name(m.group(), gender, surname=lone), value)

    def _name(self, word: str, gender: str, *, surname: bool) -> str:
        key = fold(word)
        if key in words("particles"):
            return word
        if len(word) == 1:
            return self._initial(word)
        if surname or not is_first_name(word):
            return self.word(word, "surnames")
        return self.word(word, f"first_names_{gender_of(key) or gender or 'f'}")

    def _initial(self, letter: str) -> str:
        """The initial of the stand-in of a word that begins so, else of any name."""
        known = (new for old, new in self._for.items() if old.startswith(fold(letter)))
        return next(known, drawn("first_names_f", {}))[0]

    def word(self, word: str, kind: str, key: str = "") -> str:
        """Return the stand-in of a word or name, from a list, in its case; a `key` joins ways to write it."""
        key = key or fold(word)
        if key not in self._for:
            new = drawn(kind, {*self._for, *self._behind, fold(word)}, self.texts)
            self._for[key], self._behind[fold(new)] = new, word
        return in_case_of(word, self._for[key])

    def known(self, word: str) -> str | None:
        """Return the stand-in of a word that has one already, without accents, as addresses are written."""
        new = self._for.get(fold(word))
        return None if new is None else in_case_of(word, fold(new))

    def behind(self, written: str) -> str | None:
        """Return the word that a stand-in stands for, in the case in which that was written."""
        word = self._behind.get(fold(written))
        return None if word is None else in_case_of(written, word)

    def phrase_behind(self, written: str, given: Mapping[str, Private[str]]) -> str | None:
        """Return what the words of a name stand for, each as it is written; None unless all are known."""
        found = [match.group() for match in _WORD.finditer(written)]
        behind = {
            word: exact.reveal() if (exact := given.get(word)) else self.behind(word)
            for word in found
            if fold(word) not in words("particles")
        }
        if len(behind) < 2 or None in behind.values():
            return None
        return _WORD.sub(lambda match: behind.get(match.group()) or match.group(), written)

    def stand_ins(self) -> tuple[str, ...]:
        """Every stand-in given."""
        return tuple(self._for.values())

    def rows(self) -> list[tuple[str, str, str]]:
        """Return key, stand-in and word of each, to be kept."""
        return [(key, new, self._behind[fold(new)]) for key, new in self._for.items()]

    def take(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Take over what `rows` gave."""
        for key, new, word in rows:
            self._for[key], self._behind[fold(new)] = new, word


def in_case_of(model: str, word: str) -> str:
    """Write a word in capitals or small letters where the model is."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word.lower() if model.islower() else word
