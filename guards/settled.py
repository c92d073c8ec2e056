"""What is decided for the texts of one request, and what of it stands for the next.

A text that came before keeps its decisions while nothing that made them has changed: what is found in it, the
policy, the destination, the values that are known, and what is hidden elsewhere in the request. A text in which
a new value may stand is decided anew; where one value is decided otherwise than before, every text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from assistant.protocols import Vault
from assistant.types import Action, Destination, Finding, Kind, Private, Redaction
from guards.again import Again, Hidden, as_sought, readings_sought
from guards.known_values import KnownValues, known_values
from guards.policy.decisions import Policy
from guards.proposing import redactions
from guards.recall import Recall, recall_of
from guards.spots import Spot, blanked, spots_of

Key = tuple[str, int]
"""A text, and which of the ways it is read in: a lone word is read otherwise than a sentence."""

_APART = "\0\n\0"
_MOST = 120_000
"""Characters of a request of which anything is kept; a longer one is decided as a whole each time."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One text: its findings, the spots that they make, those that known values make, and what is done.

    `rest` is what is left of it besides, in all readings in which values are sought there. `lasts` says whether
    it may stand: what looks like a placeholder, and a stand-in, depend on all that is given.
    """

    findings: Sequence[Finding]
    plain: tuple[Spot, ...]
    besides: tuple[Spot, ...]
    redactions: tuple[Redaction, ...]
    rest: str
    lasts: bool

    @property
    def spots(self) -> tuple[Spot, ...]:
        """All that is found and known."""
        return (*self.plain, *self.besides)

    def may_hold(self, needles: Iterable[str]) -> bool:
        """Whether one of some values may stand here, see `_needles`."""
        return any(map(self.rest.__contains__, needles))

    def is_within(self, spots: Iterable[Spot]) -> bool:
        """Whether all that was found here is among other spots."""
        now = {(spot.mention, spot.action) for spot in spots}
        return all((spot.mention, spot.action) in now for spot in self.spots)

    def at(self, message: int) -> tuple[Redaction, ...]:
        """Return its redactions for its place in a request."""
        if not self.redactions or self.redactions[0].message == message:
            return self.redactions
        return tuple(replace(redaction, message=message) for redaction in self.redactions)


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided in one request."""

    policy: Policy
    destination: Destination
    known: Mapping[str, Kind] = field(default_factory=dict)
    actions: Mapping[Private[str], Action] = field(default_factory=dict)
    hidden: Hidden = field(default_factory=Hidden)
    texts: Mapping[Key, Decided] = field(default_factory=dict)
    rest: str = ""
    """What is left of all texts: a value that does not stand here stands in none of them."""

    def left(self, needles: Iterable[str]) -> list[str]:
        """Return those of some values that may stand in a text, see `_needles`."""
        return [needle for needle in needles if needle in self.rest]

    def precedes(self, keys: Sequence[Key]) -> bool:
        """Whether every text of that request is one of these, in the same order."""
        return [key for key in dict.fromkeys(keys) if key in self.texts] == [*self.texts]


def decided(
    texts: Sequence[str],
    found: Sequence[Sequence[Finding]],
    policy: Policy,
    destination: Destination,
    vault: Vault,
) -> tuple[Redaction, ...]:
    """Return what is done in the texts of a request, in order, with what is found in each."""
    recall, nothing, told = recall_of(vault), Settled(policy, destination), _Told(texts, found)
    before = recall.settled or nothing
    same = before.policy is policy and before.destination is destination
    # Of stand-ins it depends on all of them what stands for what.
    if not same or vault.surrogates() or not before.precedes(told.keys):
        before = nothing
    known = known_values(vault)
    request = _Request(told, before, known, recall)
    if (agreed := request.agreed()) is None:
        request = _Request(told, nothing, known, recall)
        agreed = request.agreed()
        assert agreed is not None  # nothing was decided that it could contradict
    made = request.decided(*agreed, vault)
    recall.settled = made if sum(map(len, texts)) <= _MOST else None
    return tuple(one for n, key in enumerate(told.keys) for one in made.texts[key].at(n))


class _Told:
    """The texts of a request by what is found in them: one that stands there twice is looked at once."""

    def __init__(self, texts: Sequence[str], found: Sequence[Sequence[Finding]]) -> None:
        self.texts = texts
        self.keys: list[Key] = []
        self.found: dict[Key, Sequence[Finding]] = {}
        self.places: dict[Key, int] = {}
        """Where each stands first."""
        for n, (text, own) in enumerate(zip(texts, found, strict=True)):
            way = 0
            while self.found.setdefault((text, way), own) != own:
                way += 1
            self.keys.append((text, way))
            self.places.setdefault((text, way), n)


class _Request:
    """One request beside what was decided in the one before."""

    def __init__(
        self, told: _Told, before: Settled, known: Mapping[str, Kind], recall: Recall
    ) -> None:
        self._told, self._before, self._known, self._recall = told, before, known, recall
        needles = before.left(_needles(known, before.known))
        new = {key: n for key, n in told.places.items() if not self._stands(key, needles)}
        plain = {key: [*self._plain(n, key)] for key, n in new.items()}
        seeking = KnownValues(known, recall.known)
        besides = {key: [*seeking.spots(n, key[0], plain[key])] for key, n in new.items()}
        self._spots = [*chain(*plain.values(), *besides.values())]
        self._own = {key: (tuple(plain[key]), tuple(besides[key])) for key in new}

    def _plain(self, n: int, key: Key) -> Iterator[Spot]:
        policy, destination = self._before.policy, self._before.destination
        return spots_of(n, key[0], self._told.found[key], lambda f: policy.action(f, destination))

    def _stands(self, key: Key, needles: Sequence[str]) -> bool:
        """Whether a text is decided already, as far as findings and known values say."""
        then = self._before.texts.get(key)
        if then is None or then.findings != self._told.found[key]:
            return False
        return then.lasts and not then.may_hold(needles)

    def agreed(self) -> tuple[Mapping[Private[str], Action], Hidden] | None:
        """Return the action of each value and what is hidden; None if what is decided already would change."""
        then = self._before.texts
        if not all(
            then[key].is_within(chain(*own)) for key, own in self._own.items() if key in then
        ):
            return None
        actions, before = _strongest(self._spots), self._before.actions
        if any(a.strength > before[v].strength for v, a in actions.items() if v in before):
            return None
        actions |= before
        hidden = self._before.hidden.joined([_as(actions, spot) for spot in self._spots])
        return None if hidden is None else (actions, hidden)

    def decided(
        self, actions: Mapping[Private[str], Action], hidden: Hidden, vault: Vault
    ) -> Settled:
        """Return all that is decided for this request."""
        before, now = self._before, self._anew(actions, hidden, vault)
        texts = {key: now.get(key) or before.texts[key] for key in self._told.places}
        rest = _APART.join(one.rest for one in texts.values())
        return Settled(before.policy, before.destination, self._known, actions, hidden, texts, rest)

    def _anew(
        self, actions: Mapping[Private[str], Action], hidden: Hidden, vault: Vault
    ) -> dict[Key, Decided]:
        """Decide the texts that are new, and those in which something newly hidden may stand."""
        needles = self._before.left(_needles(hidden.sought, self._before.hidden.sought))
        changed = {
            n: key
            for key, n in self._told.places.items()
            if key in self._own or self._before.texts[key].may_hold(needles)
        }
        seeking = Again(hidden, self._recall.again)
        every = [
            spot for n, key in changed.items() for spot in self._every(n, key, actions, seeking)
        ]
        done: dict[int, list[Redaction]] = {n: [] for n in changed}
        for redaction in redactions(self._told.texts, every, vault):
            done[redaction.message].append(redaction)
        return {key: self._made(key, tuple(done[n])) for n, key in changed.items()}

    def _every(
        self, n: int, key: Key, actions: Mapping[Private[str], Action], seeking: Again
    ) -> list[Spot]:
        """The spots of a text, with those where what is hidden elsewhere stands again, in order."""
        own = [_as(actions, replace(spot, message=n)) for spot in chain(*self._spots_of(key))]
        again = seeking.spots(n, key[0], own)
        return sorted([*own, *again], key=lambda spot: spot.finding.span.start)

    def _spots_of(self, key: Key) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
        if own := self._own.get(key):
            return own
        then = self._before.texts[key]
        return then.plain, then.besides

    def _made(self, key: Key, done: tuple[Redaction, ...]) -> Decided:
        plain, besides = self._spots_of(key)
        found = blanked(key[0], [spot.finding.span for spot in plain])
        rest = blanked(key[0], [redaction.finding.span for redaction in done])
        readings = {reading for one in {found, rest} for reading in readings_sought(one)}
        lasts = not any(map(_depends, (*plain, *besides)))
        return Decided(self._told.found[key], plain, besides, done, _APART.join(readings), lasts)


def _depends(spot: Spot) -> bool:
    """Whether what is written in its place depends on all that is given: a literal, or a stand-in."""
    return spot.finding.kind is Kind.LITERAL or spot.action is Action.PSEUDONYMISE


def _needles(now: Mapping[str, Kind], before: Mapping[str, Kind]) -> list[str]:
    """What is sought now and was not before, as it stands in `again.readings_sought`."""
    return as_sought([value for value, kind in now.items() if before.get(value) is not kind])


def _as(actions: Mapping[Private[str], Action], spot: Spot) -> Spot:
    action = actions[spot.mention.value]
    return spot if spot.action is action else replace(spot, action=action)


def _strongest(spots: Iterable[Spot]) -> dict[Private[str], Action]:
    found: dict[Private[str], Action] = {}
    for spot in spots:
        value, known = spot.mention.value, found.get(spot.mention.value)
        if known is None or spot.action.strength > known.strength:
            found[value] = spot.action
    return found
