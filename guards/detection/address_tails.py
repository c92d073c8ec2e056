"""An address is one value from its street to its country: what follows the street joins it.

« 75956 Rákóczi út 66, Apt. 268, Beder, Denmark » is found in pieces; as pieces, a model would take the town
for a place that is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import regex

from assistant.types import Finding, Kind, Span

_PARTS = frozenset({Kind.ADDRESS, Kind.POSTAL_CODE, Kind.LOCATION})
_UNIT = r"(?:apt|apartment|suite|ste|unit|flat|floor|appt|appartement|bât|bâtiment|étage|esc|bp|cs)\.?[ ]?[\w-]{1,6}"
# Commas, one line end, a unit, a state's letters, a postcode: nothing that says something.
_BETWEEN = regex.compile(
    rf"[ \t]*(?:[,;/–-][ \t]*)?(?:\n[ \t]*)?(?:{_UNIT}[ \t]*(?:,[ \t]*)?(?:\n[ \t]*)?)?"
    r"(?:(?-i:[A-Z]{2})[ \t,]+)?(?:\d{4,6}(?:-\d{4})?[ \t,]+)?",
    regex.IGNORECASE,
)
_LONGEST_GAP = 30
_POSTCODE = regex.compile(r"[ \t]*,?[ \t]*\d{4,6}(?:-\d{4})?(?![\w.,]?\d)")


def with_tails(findings: Iterable[Finding], text: str) -> list[Finding]:
    """Return sorted findings with the parts of each address joined."""
    made: list[Finding] = []
    joining = False
    for finding in findings:
        last = made[-1] if made else None
        if last and last.kind is Kind.ADDRESS and _goes_on(last, finding, text):
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


def _goes_on(address: Finding, part: Finding, text: str) -> bool:
    start, end = address.span.end, part.span.start
    if part.kind not in _PARTS or end - start > _LONGEST_GAP:
        return False
    return _BETWEEN.fullmatch(text, start, end) is not None


def _with_postcode(address: Finding, limit: int, text: str) -> Finding:
    """« Denmark 56905 »: the number after the town or country."""
    match = _POSTCODE.match(text, address.span.end, limit)
    return replace(address, span=Span(address.span.start, match.end())) if match else address
