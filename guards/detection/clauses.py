"""Words that open a clause and are first names besides: « Can I », « Will you », « Don't »."""

from __future__ import annotations

import regex

_SUBJECT = (
    r"(?:i|you|we|he|she|it|they|my|your|his|her|its|our|their|the|this|that|these|those|there|some|any|"
    r"(?:some|any|every|no)(?:one|body|thing))"
)
_OPENS = regex.compile(
    r"(?P<verb>can|could|will|would|may|might|must|shall|should|do|does|did|has|have|had|is|are|was|were)"
    rf"(?=[ ]+{_SUBJECT}\b)|(?P<verb>just)(?=[ ]+(?:a|the|in|got|saw|had|\w+(?:ed|ing))\b)"
    r"|(?P<verb>don|won|can|didn|doesn|isn|wasn|aren|weren|hasn|haven|hadn|couldn|wouldn|shouldn)(?=['’]t\b)",
    regex.IGNORECASE,
)


def opens_clause(text: str, start: int, end: int) -> bool:
    """Whether a range is a verb before its subject, or before « n't »: no one's name stands there."""
    match = _OPENS.match(text, start)
    return match is not None and match.end("verb") == end
