"""A value that is hidden in one place of a request is hidden in every place, though no rule found it there.

The last gate would stop the request for these; so they are hidden.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from assistant.kinds import riskiest_last
from assistant.types import Action, Finding, Kind, Mention, Private, Span
from guards.absences import Absences
from guards.detection.encodings import Encoded, encoded
from guards.detection.regrouped import Regrouped, ungrouped, written
from guards.detection.rule import Hit
from guards.detection.terms_adapter import MIN_LENGTH as SHORTEST
from guards.detection.terms_adapter import Terms, lines, longest, spelt
from guards.detection.view import normalise
from guards.forgetting import remembered
from guards.spots import Spot, blanked
from guards.tripwire import MIN_LENGTH

_KEPT = 20_000
_AROUND = " \t\n*~`"
_DEPTH = 2
_FEW = 200
"""So many values are sought one by one in the time that one search for all of them takes to make."""
How = tuple[Kind, Action]


@dataclass(frozen=True, slots=True)
class Hidden:
    """The values hidden in a request with how each is, and how they are sought."""

    values: Mapping[str, How] = field(default_factory=dict)
    sought: Mapping[str, Kind] = field(default_factory=dict)

    def joined(self, spots: Iterable[Spot]) -> Hidden | None:
        """Return these and those of more spots; None if one of these is hidden otherwise there."""
        new = {
            s.mention.value.reveal(): (s.mention.kind, s.action) for s in spots if s.action.hides
        }
        sought = {
            bare: kind
            for value, (kind, _) in new.items()
            if kind is not Kind.LITERAL and len(bare := _bare(value)) >= MIN_LENGTH
        }
        agree = _agree(self.values, new) and _agree(self.sought, sought)
        return Hidden({**self.values, **new}, {**self.sought, **sought}) if agree else None


def _agree(known: Mapping[str, object], new: Mapping[str, object]) -> bool:
    return all(known.get(name, value) == value for name, value in new.items())


class Again:
    """Finds hidden values where they stand once more; `absences` remembers where they do not."""

    def __init__(self, hidden: Hidden, absences: Absences) -> None:
        self._hidden, self._seeking = hidden.values, _Sought(hidden.sought, absences)

    def spots(self, message: int, text: str, covered: Iterable[Spot]) -> Iterator[Spot]:
        """Yield a spot for each place in a text that none of its own spots covers."""
        rest = blanked(text, [spot.finding.span for spot in covered])
        # What was glued to a value shows only once the value is gone: look until nothing is found.
        while found := list(_standing(rest, self._seeking, self._hidden)):
            rest = blanked(rest, [span for span, _ in found])
            for span, kind in found:
                value = text[span.start : span.end]
                _, action = self._hidden.get(value, (kind, Action.PLACEHOLDER))
                finding = Finding(span, kind, 0.5, "known_value")
                yield Spot(message, finding, Mention(kind, Private(value)), action)


def readings_sought(text: str, depth: int = _DEPTH) -> Iterator[str]:
    """Yield a text as values are sought in it, in every reading: what is in none of these is not found."""
    view = normalise(text).text
    yield from lines(view)
    yield ungrouped(view)
    for piece in _pieces(view) if depth else ():
        yield from readings_sought(piece.text, depth - 1)


def as_sought(values: Iterable[str]) -> list[str]:
    """Return values as they stand in what `readings_sought` yields: spelt, and numbers without what groups them."""
    spelled = (spelt(value) for value in values)
    return [
        *(one for one in spelled if len(one) >= SHORTEST),
        *(one for value in values for one in written(value)),
    ]


def _bare(value: str) -> str:
    """A value as the last gate seeks it: « 06 39 98 12 34` » also stands where no such sign does."""
    return normalise(value).text.strip(_AROUND)


class _Sought:
    """Hidden values as they may stand once more; each text is read only for those not sought in it before."""

    def __init__(self, values: Mapping[str, Kind], absences: Absences) -> None:
        self._values, self._all, self._absences = values, frozenset(values), absences
        self._searches: dict[frozenset[str], tuple[Terms, Regrouped]] = {}
        self._as_sought: dict[frozenset[str], list[str]] = {}

    def hits(self, text: str) -> list[Hit]:
        """Return where values stand in a view, in any of its readings."""
        searched = self._absences.of(text)
        unsought = self._absences.unsought(searched, self._all)
        if not unsought or not self._may_stand(unsought, text):
            searched.absent = self._all
            return []
        terms, numbers = self._search(unsought)
        found = list(longest([*_read(text, terms, numbers), *_wrapped(text, terms, numbers)]))
        if not found:
            searched.absent = self._all
        return found

    def _may_stand(self, values: frozenset[str], text: str) -> bool:
        """Whether a closer look is worth it: to make a search for all takes longer than to look for each."""
        if len(values) > _FEW:
            return True
        if values not in self._as_sought:
            self._as_sought[values] = as_sought(values)
        readings = tuple(readings_sought(text))
        return any(one in reading for one in self._as_sought[values] for reading in readings)

    def _search(self, values: frozenset[str]) -> tuple[Terms, Regrouped]:
        if values not in self._searches:
            own = {value: kind for value, kind in self._values.items() if value in values}
            numbers = {
                number: kind for value, kind in riskiest_last(own) for number in written(value)
            }
            self._searches[values] = Terms(own, "again", 0.5), Regrouped(numbers)
        return self._searches[values]


def _standing(text: str, sought: _Sought, known: Container[str]) -> Iterator[tuple[Span, Kind]]:
    view = normalise(text)
    for hit in sought.hits(view.text):
        span = view.original(hit.start, hit.end)
        value = text[span.start : span.end]
        if value in known or not (value.isalpha() and value.islower()):
            yield span, hit.kind


def _read(text: str, terms: Terms, numbers: Regrouped) -> Iterator[Hit]:
    yield from numbers.find(text)
    if not terms.absent(text):
        yield from terms.find(text)
        yield from terms.find_broken(text)


def _wrapped(text: str, terms: Terms, numbers: Regrouped, depth: int = _DEPTH) -> Iterator[Hit]:
    """Yield the base64 and hexadecimal in which a value stands: whole, for nothing in it can be replaced."""
    for piece in _pieces(text):
        inner = normalise(piece.text).text
        within = [*_read(inner, terms, numbers)]
        if depth > 1 and not within:
            within = [*_wrapped(inner, terms, numbers, depth - 1)]
        if within:
            yield replace(within[0], start=piece.start, end=piece.end)


def _pieces(text: str) -> tuple[Encoded, ...]:
    return _kept_pieces(text) if len(text) <= _KEPT else tuple(encoded(text))


@remembered(512)
def _kept_pieces(text: str) -> tuple[Encoded, ...]:
    """A chat resends its history: what is encoded in it is read once."""
    return tuple(encoded(text))
