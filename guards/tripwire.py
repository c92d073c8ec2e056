"""The last gate: the finished request is searched for every original value that should be hidden.

It reads through spaces, case, escapes, emphasis and encodings, to catch what a fault in any earlier
step would let through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from assistant.errors import LeakPrevented
from assistant.i18n import _
from assistant.types import Private
from guards.absences import Absences
from guards.detection.encodings import encoded
from guards.detection.needs import Search
from guards.detection.readings import readings
from guards.detection.view import normalise
from guards.forgetting import remembered
from guards.standing import stands

MIN_LENGTH = 4
"""Shorter values are not sought: they would be found in ordinary words."""

_MIN_DIGITS = 6
_KEPT = 20_000
_MANY = 2_000
"""More values are sought in one pass: one by one they would take the square of a long text's time."""
_SEPARATORS = regex.compile(r"[\s.\-/()_]+")
_KEPT_SIGN = regex.compile(r"[^\s.\-/()_]")
_NUMBER_BEGINS, _NUMBER_ENDS = regex.compile(r"(?<![^\W_])"), regex.compile(r"(?![^\W_])")
_SPACES = regex.compile(r"[\s*~`]+")
Reading = tuple[str, str, str]


def inspect(
    sealed: Iterable[str], hidden: Iterable[Private[str]], absences: Absences | None = None
) -> None:
    """Raise LeakPrevented if a hidden value is found in one of the texts; `absences` are of earlier looks."""
    before = absences or Absences()
    texts = [(text, before.of(text)) for text in sealed]
    values = frozenset(value.reveal() for value in hidden)
    alike: dict[frozenset[str], list[str]] = {}
    for text, searched in texts:
        alike.setdefault(before.unsought(searched, values), []).append(text)
    for unsought, own in alike.items():
        if unsought:
            _inspect(own, unsought)
    for _text, searched in texts:
        searched.absent = values


def _inspect(sealed: Iterable[str], hidden: Iterable[str]) -> None:
    known = map(_needle, hidden)
    needles = [one for one in known if len(one.value) >= MIN_LENGTH and one.folded]
    short: list[Reading] = []
    for text in sealed:
        if len(text) <= _KEPT:
            short += _kept_readings(text)
        else:
            _search(list(map(_read, _readings(text))), needles)
    _search(short, needles)


def _search(readings: Sequence[Reading], needles: Iterable[_Needle]) -> None:
    # What stands in no reading stands not in all of them, one after the other: one look for most.
    folded = "\0".join(reading[1] for reading in readings)
    joined = "\0".join(reading[2] for reading in readings)
    for needle in _standing(list(needles), folded, joined):
        if any(needle.found(*one) for one in readings):
            raise LeakPrevented(
                _("The guard found a value that should have been hidden in the finished request."),
                _("Nothing was sent."),
                _("Please report this as a fault of hygie; the text itself is not needed."),
            )


def _standing(needles: Sequence[_Needle], folded: str, joined: str) -> Iterator[_Needle]:
    """Yield those that are worth a closer look: the value, or its digits, stand somewhere."""
    if len(needles) <= _MANY:
        yield from (needle for needle in needles if needle.may_stand(folded, joined))
        return
    values = Search(frozenset(needle.folded for needle in needles)).within(folded)
    numbers = Search(frozenset(n.digits for n in needles if n.numeric)).within(joined)
    for needle in needles:
        if needle.folded in values or (needle.numeric and needle.digits in numbers):
            yield needle


class _Needle:
    """One hidden value: a number is sought whatever its grouping, a single word with its capital.

    Without its capital a name may be an ordinary word (« Rose », « Total »): that is no leak.
    """

    def __init__(self, value: str) -> None:
        self.value = _plain(value)
        self.folded = _folded(self.value)
        self.digits = _SEPARATORS.sub("", self.folded)
        self.numeric = sum(map(str.isdigit, self.digits)) >= _MIN_DIGITS

    def may_stand(self, folded: str, joined: str) -> bool:
        """Whether a closer look is worth it: the value, or its digits, stand somewhere."""
        return self.folded in folded or (self.numeric and self.digits in joined)

    def found(self, reading: str, folded: str, joined: str) -> bool:
        if self.numeric and self.digits in joined and _is_number(self.digits, folded, joined):
            return True
        if self.folded not in folded:
            return False
        if self.value.isalpha():
            return stands({self.value, self.value.upper(), self.value.capitalize()}, reading)
        return stands({self.folded}, folded)


def _is_number(digits: str, folded: str, joined: str) -> bool:
    """Whether digits that stand in a text without what groups them are all of a number."""
    kept = [match.start() for match in _KEPT_SIGN.finditer(folded)]
    starts = Search(frozenset({digits})).standing(joined).places[digits]
    return any(
        _NUMBER_BEGINS.match(folded, kept[at])
        and _NUMBER_ENDS.match(folded, kept[at + len(digits) - 1] + 1)
        for at in starts
    )


@remembered(8_192)
def _needle(value: str) -> _Needle:
    """A conversation hides the same values at every turn."""
    return _Needle(value)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", normalise(text).text).strip()


def _folded(text: str) -> str:
    """A text whatever its case; the capital of « ı » is « I », and the small letter of « İ » is « i »."""
    return text.casefold().replace("\u0307", "").replace("ı", "i")


@remembered(1024)
def _kept_readings(text: str) -> tuple[Reading, ...]:
    """A chat resends its history: the readings of a message that was sent already are kept."""
    return tuple(map(_read, _readings(text)))


def _read(reading: str) -> Reading:
    """A reading as it is, folded, and without what groups numbers."""
    folded = _folded(reading)
    return reading, folded, _SEPARATORS.sub("", folded)


def _readings(text: str, depth: int = 2) -> Iterator[str]:
    view = normalise(text).text
    yield _SPACES.sub(" ", view)
    for reading in readings(view):
        if not reading.cells:
            yield _plain(reading.view.text)
    if depth:
        for piece in encoded(view):
            yield from _readings(piece.text, depth - 1)
