"""How values are looked up, judged empty and written: as JavaScript does, so that prompts travel."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from decimal import Decimal

from prompts.template.expressions import UNDEFINED


def step(value: object, part: str) -> object:
    """Return a member of a value, or UNDEFINED."""
    if isinstance(value, Mapping):
        return value.get(part, UNDEFINED)
    if isinstance(value, list | tuple | str):
        if part == "length":
            return (
                len(value.encode("utf-16-le", "surrogatepass")) // 2
                if isinstance(value, str)
                else len(value)
            )
        if part.isascii() and part.isdigit() and len(part) < 10 and int(part) < len(value):
            return value[int(part)]
    return UNDEFINED


def missing(value: object) -> bool:
    """Whether a value is null or undefined."""
    return value is None or value is UNDEFINED


def empty(value: object) -> bool:
    """Whether `if` and `with` take a value for no; zero is a value."""
    if missing(value) or value is False or value == "":
        return True
    return (isinstance(value, float) and math.isnan(value)) or value in ([], ())


def same(first: object, second: object) -> bool:
    """Strict equality: no number equals a text, no list equals another."""
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, int | float) and isinstance(second, int | float):
        return first == second
    if isinstance(first, str) and isinstance(second, str):
        return first == second
    return first is second


def text(value: object) -> str:
    """Return a value as it is written in a prompt."""
    if missing(value):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, list | tuple):
        return ",".join(text(item) for item in value)
    return "[object Object]" if isinstance(value, Mapping) else str(value)


def number(value: float) -> str:
    """Return a number as ECMAScript's Number::toString writes it; whole numbers keep every digit."""
    if isinstance(value, int):
        return str(value)
    if math.isnan(value) or math.isinf(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    assert isinstance(exponent, int)
    figures = "".join(map(str, digits))
    point = len(figures) + exponent
    minus = "-" if sign else ""
    if exponent >= 0 and point <= 21:
        return minus + figures + "0" * exponent
    if 0 < point <= 21:
        return f"{minus}{figures[:point]}.{figures[point:]}"
    if -6 < point <= 0:
        return f"{minus}0.{'0' * -point}{figures}"
    mantissa = figures if len(figures) == 1 else f"{figures[0]}.{figures[1:]}"
    return f"{minus}{mantissa}e{point - 1:+d}"


def members(value: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield the members of an object in JavaScript's order: whole-number keys first, ascending."""
    whole = [key for key in value if key.isascii() and key.isdigit() and str(int(key[:10])) == key]
    yield from ((key, value[key]) for key in sorted(whole, key=int))
    yield from ((key, value[key]) for key in value if key not in whole)


def to_json(value: object, indent: int = 0, margin: str = "") -> str:
    """Return a value as JSON.stringify writes it: accents stay accents, no space unless indented."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        pairs = [f"{_quoted(key)}:{' ' * bool(indent)}" for key, item in members(value)]
        parts = [
            pair + to_json(item, indent, margin + " " * indent)
            for pair, (_key, item) in zip(pairs, members(value), strict=True)
        ]
        return _wrapped("{", parts, "}", indent, margin)
    if isinstance(value, list | tuple):
        parts = [to_json(item, indent, margin + " " * indent) for item in value]
        return _wrapped("[", parts, "]", indent, margin)
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    return "null" if missing(value) else text(value)


def _wrapped(opening: str, parts: list[str], closing: str, indent: int, margin: str) -> str:
    if not parts or not indent:
        return opening + ",".join(parts) + closing
    inner = "\n" + margin + " " * indent
    return opening + inner + ("," + inner).join(parts) + "\n" + margin + closing


def _quoted(value: str) -> str:
    plain = json.dumps(value, ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in plain)
