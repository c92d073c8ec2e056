"""What a request used: as the provider counts it, or estimated where it does not say.

A count comes at the end of a stream, if it is asked for. A budget must hold for one that was not asked to
count, or that the client cut off before its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_LETTERS = 3  # in a token: 3 to 3.5 in French, 4 in English; an estimate errs towards more
_PICTURE = 1_000  # tokens of a picture, whatever its size in letters
_COUNT_IF_ASKED = ("/chat/completions", "/completions")
_FREE = ("/moderations", "/messages/count_tokens")
_SAID = ("choices", "content", "output")


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens of a request and of its answer; `estimated` if a part was not counted by the provider."""

    sent: int
    got: int
    estimated: bool = False


def asks_for_count(body: Mapping[str, Any]) -> bool:
    """Whether a request wants its stream to end with a count."""
    options = body.get("stream_options")
    return isinstance(options, dict) and options.get("include_usage") is True


def counting(body: Json, path: str) -> Json:
    """Return a streamed request that asks for its count; the same one where none needs to be asked for."""
    if path not in _COUNT_IF_ASKED or body.get("stream") is not True or asks_for_count(body):
        return body
    options = body.get("stream_options")
    given = options if isinstance(options, dict) else {}
    return body | {"stream_options": given | {"include_usage": True}}


def spent(usage: Mapping[str, Any], path: str, asked: Mapping[str, Any], said: int) -> Spent:
    """Return what was used; `said` is how many letters the answer had, as far as it came."""
    # What Anthropic reads from its cache is not in its count of the input.
    cached = _count(usage, "cache_creation_input_tokens") + _count(usage, "cache_read_input_tokens")
    sent = _count(usage, "prompt_tokens", "input_tokens") + cached
    got = _count(usage, "completion_tokens", "output_tokens")
    if path in _FREE or (sent and got >= said // (4 * _LETTERS)):
        return Spent(sent, got)
    return Spent(sent or estimate(asked), max(got, -(-said // _LETTERS)), estimated=True)


def letters(chunk: Mapping[str, Any]) -> int:
    """How many letters an event of a stream adds to the answer, in any of the formats."""
    choices = [choice for choice in _list(chunk.get("choices")) if isinstance(choice, dict)]
    added = [choice.get("delta") or choice.get("text") for choice in choices]
    return sum(map(_length, [chunk.get("delta"), *added]))


def letters_of_whole(body: Mapping[str, Any]) -> int:
    """How many letters an answer has that came at once."""
    return sum(_length(body.get(name)) for name in _SAID)


def estimate(asked: Mapping[str, Any]) -> int:
    """Return about how many tokens a request has, by its letters; rather too many than too few."""
    fields = list(asked.values())
    return -(-(_length(fields) + sum(map(len, _names(fields)))) // _LETTERS)


def _names(fields: list[Any]) -> Iterator[str]:
    """Yield the names within some fields: a tool's schema is made of them, and they are counted."""
    left = list(fields)
    while left:
        item = left.pop()
        if isinstance(item, dict):
            yield from item
            left += item.values()
        elif isinstance(item, list):
            left += item


def _length(node: Any) -> int:  # noqa: ANN401
    total, left = 0, [node]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            left += item.values()
            is_data = isinstance(item.get("media_type"), str) and isinstance(item.get("data"), str)
            total += _PICTURE * _LETTERS - len(item["data"]) if is_data else 0
        elif isinstance(item, list):
            left += item
        elif isinstance(item, str):
            total += _PICTURE * _LETTERS if item.startswith("data:") else len(item)
    return total


def _count(usage: Mapping[str, Any], *names: str) -> int:
    """The first of some numbers that a provider gives, 0 where it gives none."""
    found = (usage.get(name) for name in names)
    return next((n for n in found if isinstance(n, int) and n > 0), 0)


def _list(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else []
