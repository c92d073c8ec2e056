"""An address is one value from its street to its country: what follows the street joins it.

« 75956 Rákóczi út 66, Apt. 268, Beder, Denmark » is found in pieces; as pieces, a model would take the town
for a place that is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest

import regex

from assistant.types import Finding, Kind, Span
from guards.detection.first_names import is_first_name
from guards.detection.public_names import is_public

_PARTS = frozenset({Kind.ADDRESS, Kind.POSTAL_CODE, Kind.LOCATION})
_MISTAKEN = frozenset({Kind.PERSON, Kind.ORG, Kind.NRP})
"""What a town or a state's letters are taken for where nothing but an address stands around them."""
_UNIT = r"(?:apt|apartment|suite|ste|unit|flat|floor|appt|appartement|bât|bâtiment|étage|esc|bp|cs)\.?[ ]?[\w-]{1,6}"
# Commas, one line end, a unit, a state's letters, a postcode: nothing that says something.
_BETWEEN = regex.compile(
    rf"[ \t]*(?:[,;/–-][ \t]*)?(?:\n[> \t]*(?:,[ \t]*)?)?(?:{_UNIT}[ \t]*(?:,[ \t]*)?(?:\n[> \t]*)?)?"
    r"(?:(?-i:[A-Z]{2,3}|\d{1,3})(?:[ \t,]+|[ \t]*\n[> \t]*))?(?:\d{4,6}(?:-\d{4})?[ \t,]+)?",
    regex.IGNORECASE,
)
_AFTER_UNIT = regex.compile(rf"(?:{_UNIT})[ \t]*[,\n][> \t]*\Z", regex.IGNORECASE)
_STATE_AND_CODE = regex.compile(
    r"[ \t]*(?:[,\n][> \t]*){0,2}(?:(?:[A-Z]{2,3}|\d{1,3})[ \t]*[,\n]?[> \t]*)?\d{4,6}(?![\w.,]?\d)"
)
_LETTERS = regex.compile(r"[A-Z]{2,3}")
_END = regex.compile(r"[ \t]*(?:[,\n.?!]|\Z)")
_LONGEST_GAP = 30
_POSTCODE = regex.compile(
    r"(?:[ \t]*,?[ \t]*|(?<=[ ,][A-Z]{2,3})\n[> \t]*)\d{4,6}(?:-\d{4})?(?![\w.,]?\d)"
)


def with_tails(findings: Iterable[Finding], text: str) -> list[Finding]:
    """Return sorted findings with the parts of each address joined."""
    made: list[Finding] = []
    joining = False
    own = list(findings)
    for finding, after in zip_longest(own, own[1:]):
        last = made[-1] if made else None
        if last and last.kind is Kind.ADDRESS and _goes_on(last, finding, after, text):
            made[-1] = replace(last, span=Span(last.span.start, finding.span.end))
            joining = True
            continue
        if joining:
            made[-1] = _with_postcode(made[-1], finding.span.start, text)
        joining = False
        made.append(finding)
    if joining:
        made[-1] = _with_postcode(made[-1], len(text), text)
    return made


def _goes_on(address: Finding, part: Finding, after: Finding | None, text: str) -> bool:
    start, end = address.span.end, part.span.start
    if end - start > _LONGEST_GAP or not _BETWEEN.fullmatch(text, start, end):
        return False
    return part.kind in _PARTS or (
        part.kind in _MISTAKEN
        and any(sign in text[start:end] for sign in ",\n")
        and _is_place(address, part, after, text)
    )


def _is_place(address: Finding, part: Finding, after: Finding | None, text: str) -> bool:
    """Whether a flat's number stands before the part, or a postcode or a country behind it."""
    value = text[part.span.start : part.span.end]
    if _LETTERS.fullmatch(value):
        return True
    if is_first_name(value.split()[0]) or not _END.match(text, part.span.end):
        return False
    if _AFTER_UNIT.search(text, address.span.start, part.span.start):
        return True
    if _STATE_AND_CODE.match(text, part.span.end):
        return True
    if after is None or text[part.span.end : after.span.start].strip(" \t\n>,"):
        return False
    following = text[after.span.start : after.span.end]
    return is_public(following) or _LETTERS.fullmatch(following) is not None


def _with_postcode(address: Finding, limit: int, text: str) -> Finding:
    """« Denmark 56905 »: the number after the town or country."""
    match = _POSTCODE.match(text, address.span.end, limit)
    return replace(address, span=Span(address.span.start, match.end())) if match else address
