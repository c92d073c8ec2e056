"""A name found once is found everywhere in the request, whatever its case, accents or order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import regex

from assistant.kinds import SENSE
from assistant.types import Kind
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold, fold_aligned
from guards.detection.initials import initials_of, standing_initials
from guards.detection.overlaps import rank
from guards.detection.public_names import INITIALS, is_public
from guards.detection.recognizers.people import title_length
from guards.detection.regrouped import compact
from guards.detection.rule import Hit
from guards.detection.scarce import Literals, Numbers
from guards.detection.small_letters import small_name
from guards.detection.wordlists import words

_NAMES = frozenset({Kind.PERSON, Kind.ORG, Kind.LOCATION, Kind.COMPANY_TERM})
_SURE = 0.6
_WORD = regex.compile(
    r"(?:(?<!\w)(?i:[cdjlmnst]|qu)'(?=\w{2}))?(?P<w>[^\W\d_]+(?:(?:-|'(?!s(?!\w)))[^\W\d_]+)*)"
)
_PIECE = regex.compile(r"[^\W\d_]+")
_GLUE = frozenset("_/.-\\")
_PATH_GLUE = _GLUE - {"-"}  # companies have names of ordinary words: « data-pipeline »
_MIN_LENGTH = 3
_GAP = regex.compile(r"[ \t]*[.,']?(?:\s|\n[> \t]*)?[ \t]*(?i:(?<=\s)[dl]')?|-")
_MIN_LITERAL = 4
_ARTICLES = frozenset({"le", "la", "les", "the", "el", "los", "las"})
Phrase = tuple[str, ...]


class Mentions:
    """The names of a request, and where they occur again: all are learnt before any is sought."""

    def __init__(self) -> None:
        self._phrases: dict[str, dict[Phrase, Kind]] = {}  # by their first word
        self._singles: dict[str, Kind] = {}
        self._literals: dict[str, Kind] = {}
        self._numbers: dict[str, Kind] = {}
        self._small: dict[str, Kind] = {}
        self._initials: dict[str, Kind] = {}
        self._written: Literals | None = None
        self._grouped: Numbers | None = None
        # By their identity, which is theirs while they are held.
        self._joint: dict[int, Mentions] = {}

    @property
    def people(self) -> frozenset[str]:
        """The words of people's names that are more than one word."""
        items = (item for own in self._phrases.values() for item in own.items())
        people = (phrase for phrase, kind in items if kind is Kind.PERSON)
        return frozenset(
            word for phrase in people if not is_public(" ".join(phrase)) for word in phrase
        )

    def known(self) -> frozenset[tuple[Phrase | str, Kind]]:
        """What was learnt, as a value to compare."""
        phrases = (item for own in self._phrases.values() for item in own.items())
        return frozenset(
            [
                *phrases,
                *self._singles.items(),
                *self._literals.items(),
                *self._numbers.items(),
                *self._small.items(),
                *self._initials.items(),
            ]
        )

    def learn(self, text: str, hits: Iterable[Hit]) -> None:
        """Remember the names among the hits of one text; of two kinds, the one that `resolve` decides for."""
        for hit in sorted(hits, key=_teaches):
            if hit.kind in SENSE or (hit.score < _SURE and hit.kind in _NAMES):
                continue
            value = text[hit.start : hit.end]
            if number := compact(value):
                self._numbers.setdefault(number, hit.kind)
            if hit.kind in _NAMES and is_public(value):
                self._learn_whole(tuple(_words(value)), hit.kind)
            elif hit.kind in _NAMES:
                self._learn_titled(value, hit.kind)
            elif len(value) >= _MIN_LITERAL and not value.isalpha():
                self._literals.setdefault(value, hit.kind)
            if small := small_name(hit, value):
                self._small.setdefault(small, hit.kind)

    def join(self, other: Mentions) -> None:
        """Learn what was learnt elsewhere, as if it had been learnt here."""
        # A chat holds the same text often: what it teaches is learnt once.
        if id(other) in self._joint:
            return
        self._joint[id(other)] = other
        for first, phrases in other._phrases.items():
            own = self._phrases.setdefault(first, {})
            for phrase, kind in phrases.items():
                own.setdefault(phrase, kind)
        for mine, theirs in (
            (self._singles, other._singles),
            (self._literals, other._literals),
            (self._numbers, other._numbers),
            (self._small, other._small),
            (self._initials, other._initials),
        ):
            for name, kind in theirs.items():
                mine.setdefault(name, kind)

    def _learn(self, own: Phrase, kind: Kind) -> None:
        if kind is Kind.PERSON:
            if len(own) > 1:
                self._add(own, kind)
                # « Élodie Lefèvre » is also « LEFÈVRE Élodie »
                self._add((*own[1:], own[0]), kind)
                if _is_known_person(own):
                    for short in (*initials_of(own), *initials_of((*own[1:], own[0]))):
                        self._initials.setdefault(short, kind)
            for word in own:
                if len(word) >= _MIN_LENGTH and not _builds_sentences(word):
                    self._singles.setdefault(word, kind)
        else:
            self._learn_whole(own, kind)

    def _learn_titled(self, value: str, kind: Kind) -> None:
        title = title_length(value)
        self._learn(tuple(_words(value[title:])), kind)
        if (
            title and value[title:].islower()
        ):  # « may » alone is no name: it is found again with « miss »
            self._add(tuple(_words(value)), kind)

    def _learn_whole(self, own: Phrase, kind: Kind) -> None:
        if len(own) > 1 and own[0] in _ARTICLES:  # « Le Mans » is « au Mans », too
            self._learn_whole(own[1:], kind)
        if len(own) == 1 and len(own[0]) >= _MIN_LENGTH:
            self._singles.setdefault(own[0], kind)
        elif len(own) > 1:
            self._add(own, kind)

    def _add(self, phrase: Phrase, kind: Kind) -> None:
        self._phrases.setdefault(phrase[0], {}).setdefault(phrase, kind)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the known names in a text: phrases in any case, single words when capitalised."""
        if self._literals:
            self._written = self._written or Literals(self._literals, "known_value", 0.7)
            yield from self._written.find(text)
        if self._numbers:
            self._grouped = self._grouped or Numbers(self._numbers)
            yield from self._grouped.find(text)
        if self._initials:
            for start, end in standing_initials(text, self._initials):
                yield Hit(start, end, 0.7, Kind.PERSON, INITIALS)
        if self._phrases or self._singles or self._small:
            yield from self._names(text)

    def _names(self, text: str) -> Iterator[Hit]:
        folded = fold_aligned(text)
        spans = (match.span("w") for match in _WORD.finditer(text))
        tokens = [(folded[start:end], start, end) for start, end in spans]
        for index, (word, start, end) in enumerate(tokens):
            for phrase, kind in self._phrases.get(word, {}).items():
                window = tokens[index : index + len(phrase)]
                if tuple(t[0] for t in window) == phrase and _joined(text, window):
                    yield Hit(start, window[-1][2], 0.8, kind, "known_name")
            if "-" in word and word not in self._singles:
                yield from self._parts(text, start, end)
            if word in self._small and not text[start:end].istitle():
                yield Hit(start, end, 0.7, self._small[word], "known_value")
            single = self._singles.get(word)
            if single and (text[start].isupper() or _unmistakable(word)):
                yield Hit(start, end, 0.7, single, "known_name")
            elif not _GLUE.isdisjoint(text[max(0, start - 1) : end + 1]):
                yield from self._glued(text, folded, start, end)

    def _glued(self, text: str, folded: str, start: int, end: int) -> Iterator[Hit]:
        """Surnames and companies in file names, paths and packages, without capitals and accents."""
        for match in _PIECE.finditer(folded, start, end):
            word = match.group()
            kind = self._singles.get(word)
            glue = _GLUE if kind is Kind.PERSON else _PATH_GLUE
            known = kind is Kind.PERSON or (kind is Kind.ORG and len(word) > _MIN_LITERAL)
            if kind and known and _in_path(text, word, *match.span(), glue):
                yield Hit(*match.span(), 0.7, kind, "known_name")

    def _parts(self, text: str, start: int, end: int) -> Iterator[Hit]:
        """A known name inside a compound: « Osijek-Baranja »."""
        at = start
        for part in text[start:end].split("-"):
            kind = self._singles.get(fold(part))
            if kind and len(part) > _MIN_LENGTH and part[:1].isupper():
                yield Hit(at, at + len(part), 0.7, kind, "known_name")
            at += len(part) + 1


def _is_known_person(own: Phrase) -> bool:
    """Whether a first name or an initial is among the words: a company may be taken for a person, too."""
    return any(len(word) == 1 or is_first_name(word) for word in own)


def _joined(text: str, window: list[tuple[str, int, int]]) -> bool:
    """Whether nothing but spaces, a line end or a dot stands between the words of a name."""
    return all(_near(text, left, right) for left, right in pairwise(window))


def _near(text: str, left: tuple[str, int, int], right: tuple[str, int, int]) -> bool:
    """« J. Olivier » is one name; the dot of « Franck Olivier. Franck Olivier … » ends a sentence."""
    gap = text[left[2] : right[1]]
    ends_sentence = "." in gap and len(left[0]) > _MIN_LITERAL
    return not ends_sentence and _GAP.fullmatch(gap) is not None


def _builds_sentences(word: str) -> bool:
    """Whether a word of a name says nothing alone: « de », or « any » in what was no name."""
    return word in words("particles") or word in words("function_words")


def _unmistakable(word: str) -> bool:
    """Whether a word in small letters can only be a name."""
    return len(word) > 3 and is_first_name(word)


def _in_path(text: str, word: str, start: int, end: int, glue: frozenset[str]) -> bool:
    """Whether a sign glues a word that is no ordinary one to another."""
    if any(word in words(name) for name in ("common", "ordinary", "technical")):
        return False
    after = text[end : end + 2]
    return text[max(0, start - 1) : start] in glue or (
        len(after) > 1 and after[0] in glue and not after[1].isspace()
    )


def _teaches(hit: Hit) -> tuple[bool, tuple[bool, bool, int, float, int]]:
    """What is learnt first, and so counts: rules before models, and both before a first name alone."""
    return hit.rule == "first_name", rank(hit)


def _words(value: str) -> list[str]:
    folded = fold_aligned(value)
    return [folded[slice(*match.span("w"))] for match in _WORD.finditer(value)]
