"""What of many spans, disjoint and in order, lies in one: a text may hold thousands of both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import TypeVar

from assistant.types import Finding, Span

T = TypeVar("T")


def overlapping(span: Span, ordered: Sequence[T], span_of: Callable[[T], Span]) -> Sequence[T]:
    """Return those that share a character with a span; they are disjoint and in order."""
    first = bisect_right(ordered, span.start, key=lambda one: span_of(one).end)
    last = bisect_left(ordered, span.end, lo=first, key=lambda one: span_of(one).start)
    return ordered[first:last]


def own_span(span: Span) -> Span:
    """A span by itself."""
    return span


def found_span(finding: Finding) -> Span:
    """Where a finding stands."""
    return finding.span
