"""Values made coarse enough to single nobody out: the year, the decade, the size."""

from __future__ import annotations

import regex

from assistant.types import Kind

MASK = "█████"
_YEAR = regex.compile(r"(?<!\d)(?:1[89]|20)\d{2}(?!\d)")
_NUMBER = regex.compile(r"\d[\d\s.,]*")
_SPACES = regex.compile(r"[\s.,]")


def generalised(kind: Kind, value: str) -> str:
    """Return the coarser value; what has no coarser form is masked."""
    if kind is Kind.DATE and (year := _YEAR.search(value)):
        return year.group()
    if kind is Kind.AGE and (number := regex.search(r"\d{1,3}", value)):
        decade = int(number.group()) // 10 * 10
        return value.replace(number.group(), f"{decade}-{decade + 9}", 1)
    if kind is Kind.AMOUNT and (number := _NUMBER.search(value)):
        whole = _SPACES.sub("", regex.sub(r"[.,]\d{1,2}\s*\Z", "", number.group()))
        size = f"~10^{len(whole) - 1}"
        return value[: number.start()] + size + " " + value[number.end() :].lstrip()
    return MASK
