"""From findings to proposed redactions: titles stay, literals are kept apart, one value one decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.protocols import Vault
from assistant.types import Action, Finding, Kind, Mention, Private, Redaction, Span, Style
from guards.absences import Absences
from guards.detection.encodings import Encoded, encoded
from guards.detection.recognizers.people import title_before, title_length
from guards.detection.regrouped import Regrouped, compact
from guards.detection.rule import Hit
from guards.detection.terms_adapter import Terms, longest
from guards.detection.view import normalise
from guards.policy.generalising import MASK, generalised
from guards.pseudonyms.placeholders import FORM, canonical
from guards.pseudonyms.surrogates.book import stands_apart
from guards.tripwire import MIN_LENGTH

_KEPT = 20_000
_AROUND = " \t\n*~`"
_absences = Absences()


@dataclass(frozen=True, slots=True)
class Spot:
    """One finding in one message, with the action that the policy gives it."""

    message: int
    finding: Finding
    mention: Mention
    action: Action


def spots_of(
    message: int, text: str, findings: Iterable[Finding], decide: Callable[[Finding], Action]
) -> Iterator[Spot]:
    """Yield the spots of one message, in order."""
    for finding in _with_literals(text, findings):
        chosen = decide(finding)
        moved, title = _without_title(text, finding)
        value = Private(text[moved.span.start : moved.span.end])
        yield Spot(message, moved, Mention(moved.kind, value, title), chosen)


def redactions(texts: Sequence[str], spots: Sequence[Spot], vault: Vault) -> Iterator[Redaction]:
    """Yield redactions; a value that is hidden in one place is hidden in every place."""
    strongest: dict[Private[str], Spot] = {}
    for spot in spots:
        known = strongest.get(spot.mention.value)
        if known is None or spot.action.strength > known.action.strength:
            strongest[spot.mention.value] = spot
    decided = [_decided(spot, strongest[spot.mention.value]) for spot in spots]
    decided = sorted([*decided, *_again(texts, decided)], key=_place)
    hidden = [_styled(spot, texts) for spot in decided if spot.action not in _IN_PLACE]
    markers = iter(vault.placeholders(hidden, texts))
    for spot in decided:
        value = spot.mention.value
        if write := _IN_PLACE.get(spot.action):
            text = write(spot.finding.kind, value.reveal())
            yield Redaction(spot.message, spot.finding, value, text, spot.action)
            continue
        marker = next(markers)
        if spot.mention.kind is not Kind.LITERAL or _misleads(value, vault):
            yield Redaction(spot.message, spot.finding, value, marker, spot.action)


def _styled(spot: Spot, texts: Sequence[str]) -> Mention:
    """The mention in the style of the policy; a stand-in must stand apart, to be known again."""
    if spot.action is not Action.PSEUDONYMISE or spot.mention.kind is Kind.LITERAL:
        return spot.mention
    span = spot.finding.span
    apart = stands_apart(texts[spot.message], span.start, span.end)
    return replace(spot.mention, style=Style.SURROGATE) if apart else spot.mention


def _misleads(literal: Private[str], vault: Vault) -> bool:
    """Whether the person's own text would be taken for a placeholder in the answer.

    A bare `CODE_1` in a program is left alone unless this conversation gave `{{CODE_1}}` out.
    """
    match = FORM.fullmatch(literal.reveal())
    return match is None or bool(match["open"]) or vault.original(canonical(match)) is not None


def _again(texts: Sequence[str], spots: Sequence[Spot]) -> Iterator[Spot]:
    """Yield where hidden values stand once more, though no rule found them there.

    The last gate would stop the request for these; so they are hidden.
    """
    known = {s.mention.value.reveal(): s for s in spots if s.action.hides}
    sought = {
        bare: s.mention.kind
        for value, s in known.items()
        if len(bare := _bare(value)) >= MIN_LENGTH and s.mention.kind is not Kind.LITERAL
    }
    again = _Sought(sought)
    covered: dict[int, list[Span]] = defaultdict(list)
    for spot in spots:
        covered[spot.message].append(spot.finding.span)
    for message, text in enumerate(texts):
        rest = blanked(text, covered[message])
        # What was glued to a value shows only once the value is gone: look until nothing is found.
        while found := list(_standing(rest, again, known)):
            rest = blanked(rest, [span for span, _ in found])
            for span, kind in found:
                value = text[span.start : span.end]
                chosen = known[value].action if value in known else Action.PLACEHOLDER
                finding = Finding(span, kind, 0.5, "known_value")
                yield Spot(message, finding, Mention(kind, Private(value)), chosen)


def _bare(value: str) -> str:
    """A value as the last gate seeks it: « 06 39 98 12 34` » also stands where no such sign does."""
    return normalise(value).text.strip(_AROUND)


class _Sought:
    """Hidden values as they may stand once more; each text is read only for those not sought in it before."""

    def __init__(self, values: Mapping[str, Kind]) -> None:
        self._values, self._all = values, frozenset(values)
        self._searches: dict[frozenset[str], tuple[Terms, Regrouped]] = {}

    def hits(self, text: str) -> list[Hit]:
        """Return where values stand in a view, in any of its readings."""
        unsought = _absences.unsought(text, self._all)
        if not unsought:
            return []
        terms, numbers = self._search(unsought)
        found = list(longest([*_read(text, terms, numbers), *_wrapped(text, terms, numbers)]))
        if not found:
            _absences.note(text, self._all)
        return found

    def _search(self, values: frozenset[str]) -> tuple[Terms, Regrouped]:
        if values not in self._searches:
            own = {value: kind for value, kind in self._values.items() if value in values}
            numbers = {number: kind for value, kind in own.items() if (number := compact(value))}
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


def _wrapped(text: str, terms: Terms, numbers: Regrouped, depth: int = 2) -> Iterator[Hit]:
    """Yield the base64 and hexadecimal in which a value stands: whole, for nothing in it can be replaced."""
    for piece in _pieces(text) if len(text) <= _KEPT else tuple(encoded(text)):
        inner = normalise(piece.text).text
        within = [*_read(inner, terms, numbers)]
        if depth > 1 and not within:
            within = [*_wrapped(inner, terms, numbers, depth - 1)]
        if within:
            yield replace(within[0], start=piece.start, end=piece.end)


@lru_cache(maxsize=512)
def _pieces(text: str) -> tuple[Encoded, ...]:
    """A chat resends its history: what is encoded in it is read once."""
    return tuple(encoded(text))


def blanked(text: str, spans: Collection[Span]) -> str:
    """Put characters that are in no value in place of the spans; offsets stay."""
    if not spans:
        return text
    pieces: list[str] = []
    at = 0
    for span in sorted(spans, key=lambda span: span.start):
        pieces += [text[at : span.start], "\0" * (span.end - span.start)]
        at = span.end
    return "".join([*pieces, text[at:]])


def _place(spot: Spot) -> tuple[int, int]:
    return spot.message, spot.finding.span.start


# What is written in place of a value and never restored.
_IN_PLACE: dict[Action, Callable[[Kind, str], str]] = {
    Action.ALLOW: lambda kind, value: "",
    Action.GENERALISE: generalised,
    Action.MASK: lambda kind, value: MASK,
}


def _decided(spot: Spot, strongest: Spot) -> Spot:
    return spot if spot.action is strongest.action else replace(spot, action=strongest.action)


def _without_title(text: str, finding: Finding) -> tuple[Finding, str]:
    """Leave « Mme » before the placeholder: the model needs the gender, and it names nobody."""
    if finding.kind is not Kind.PERSON:
        return finding, ""
    start, end = finding.span.start, finding.span.end
    length = title_length(text[start:end])
    title = text[start : start + length] or title_before(text, start)
    if not length:
        return finding, title
    return replace(finding, span=Span(start + length, end)), title


def _with_literals(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Add what looks like a placeholder in the person's own text: hidden, so that it comes back as is."""
    known = list(findings)
    literals = [
        span
        for span, bracketed in (_forms(text) if len(text) <= _KEPT else _sought_forms(text))
        # Without brackets it may be a password all the same: what is found there is kept.
        if bracketed or not any(finding.span.overlaps(span) for finding in known)
    ]
    if not literals:
        return iter(known)
    both = [Finding(span, Kind.LITERAL, 1.0, "literal") for span in literals]
    for finding in known:
        near = [span for span in literals if span.overlaps(finding.span)]
        both += (replace(finding, span=span) for span in _outside(finding.span, near))
    return iter(sorted(both, key=lambda finding: finding.span.start))


@lru_cache(maxsize=256)
def _forms(text: str) -> tuple[tuple[Span, bool], ...]:
    """A chat resends its history: what looks like placeholders in it is sought once."""
    return _sought_forms(text)


def _sought_forms(text: str) -> tuple[tuple[Span, bool], ...]:
    return tuple((Span(*match.span()), bool(match["open"])) for match in FORM.finditer(text))


def _outside(span: Span, others: Iterable[Span]) -> Iterator[Span]:
    start = span.start
    for other in others:
        if start < other.start:
            yield Span(start, other.start)
        start = max(start, other.end)
    if start < span.end:
        yield Span(start, span.end)
