"""One decision for each character: overlapping hits are resolved once, leaving no uncovered rest."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

from assistant.types import Finding, Kind
from guards.detection.folding import fold
from guards.detection.rule import Hit
from guards.detection.view import View
from guards.detection.wordlists import is_listed

_CERTAIN = 0.97
_NER = "ner"
_KNOWN = "known_name"
_GUESSES = frozenset({_NER, _KNOWN})
# What may be a part of a longer name; the rule in small letters would leave the rest of it in clear.
_PARTS = frozenset({_KNOWN, "small_titled_name"})
_NAMES = frozenset({Kind.PERSON, Kind.ORG, Kind.LOCATION})
_ARTICLES = frozenset({"le", "la", "les", "the"})


def resolve(hits: Iterable[Hit], view: View) -> list[Finding]:
    """Return findings in the original text, sorted and disjoint.

    A passed checksum outranks a rule, a rule outranks NER, then the longer wins; what sticks out of
    a loser is kept, so that no character found confidential is left uncovered.
    """
    return [
        Finding(view.original(_opened(view.text, hit), hit.end), hit.kind, hit.score, hit.rule)
        for together in _overlapping(hits)
        for hit in _disjoint(together, view.text)
    ]


def _overlapping(hits: Iterable[Hit]) -> Iterator[list[Hit]]:
    """Yield the hits that hang together, in order: what is decided of some touches no other."""
    together: list[Hit] = []
    end = 0
    for hit in sorted(hits, key=_start):
        if together and hit.start >= end:
            yield together
            together = []
        together.append(hit)
        end = max(end, hit.end)
    if together:
        yield together


def _disjoint(hits: list[Hit], text: str) -> list[Hit]:
    """Return what is taken of some hits, sorted by start."""
    if len(hits) == 1:
        return hits
    taken: list[Hit] = []
    for hit in sorted(_whole(hits), key=rank):
        for part in _free_parts(hit, taken, text):
            insort(taken, part, key=_start)
    return taken


def _whole(own: list[Hit]) -> Iterator[Hit]:
    """Leave out the names that are a part of a longer one that NER found: « Paul » in « Paul d'Estrées »."""
    longer = sorted((h for h in own if h.rule == _NER), key=_start)
    for hit in own:
        at = bisect_left(longer, hit.start + 1, key=_start) - 1
        around = longer[at] if at >= 0 else None
        if (
            hit.rule not in _PARTS or around is None or not _names_part(hit, around)
            or around.end < hit.end or around.end - around.start <= hit.end - hit.start
        ):  # fmt: skip
            yield hit


def _names_part(known: Hit, longer: Hit) -> bool:
    """Whether a known name may be a part of a longer one: people of people, and towns of bodies, « Ottawa 67s »."""
    of_body = known.kind is Kind.LOCATION and longer.kind is Kind.ORG
    return of_body or known.kind is longer.kind


def _opened(text: str, hit: Hit) -> int:
    """Where a value begins: a bracket that closes after it is the sentence's."""
    alone = text[hit.start] == "(" and ")" not in text[hit.start : hit.end]
    return hit.start + (alone and hit.kind is not Kind.SECRET and hit.end - hit.start > 1)


def _start(hit: Hit) -> int:
    return hit.start


def rank(hit: Hit) -> tuple[bool, bool, int, float, int]:
    """Sort key: what is decided before what."""
    length = hit.end - hit.start
    return (hit.score < _CERTAIN, hit.rule == _NER, -length, -hit.score, hit.start)


def _free_parts(hit: Hit, taken: list[Hit], text: str) -> list[Hit]:
    parts = [*_uncovered(hit, taken)]
    if parts == [(hit.start, hit.end)]:
        return [hit]
    trimmed = (_trim(text, start, end) for start, end in parts)
    return [
        Hit(start, end, hit.score, hit.kind, hit.rule)
        for start, end in trimmed
        if end - start > 1
        and (hit.rule not in _GUESSES or _tells(text[start:end]))
        and not (hit.kind in _NAMES and fold(text[start:end]) in _ARTICLES)
    ]


def _uncovered(hit: Hit, taken: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """Yield what sorted, disjoint hits leave of one."""
    at = hit.start
    for number in range(max(0, bisect_left(taken, hit.start, key=_start) - 1), len(taken)):
        other = taken[number]
        if other.start >= hit.end:
            break
        if at < other.start:
            yield at, other.start
        at = max(at, other.end)
    if at < hit.end:
        yield at, hit.end


def _tells(rest: str) -> bool:
    """Whether the rest of a guessed name still names: « of the » does not, nor « BIC » before its value."""
    if is_listed(rest, "ordinary", "technical", "function_words") or (
        rest.isupper() and is_listed(rest, "acronyms")
    ):
        return False
    return any(char.isupper() or char.isdigit() for char in rest)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
