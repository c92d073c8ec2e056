"""Helpers beyond dotprompt's: what conditions and filters of Jinja become when a prompt is imported.

They follow the Prompty Jinja subset (section 5 of its grammar): an empty list or object is false,
a missing value is never an error. None reads or writes anything outside its arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.i18n import gettext as _
from prompts.errors import TemplateError
from prompts.template import values
from prompts.template.budget import Limits
from prompts.template.evaluate import Arguments, Helper

_ORDER: Mapping[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b, ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b,
}  # fmt: skip


def truth(value: object) -> bool:
    """Whether Jinja takes a value for yes."""
    return not (values.empty(value) or value == 0 or value == {})


def _all(arguments: Arguments) -> object:
    return next((v for v in arguments.positional if not truth(v)), arguments.positional[-1])


def _any(arguments: Arguments) -> object:
    return next((v for v in arguments.positional if truth(v)), arguments.positional[-1])


def _none(arguments: Arguments) -> object:
    return not any(truth(value) for value in arguments.positional)


def _compare(arguments: Arguments) -> object:
    first, sign, second = arguments.positional
    if sign in ("==", "!="):
        return (values.same(first, second) or _alike(first, second)) is (sign == "==")
    if sign in ("in", "not in"):
        return _member(first, second) is (sign == "in")
    order = _ORDER.get(str(sign))
    if order is None:
        raise TemplateError(_("“{sign}” compares nothing.").format(sign=values.text(sign)))
    if isinstance(first, str) and isinstance(second, str):
        return order((first > second) - (first < second), 0)
    if isinstance(first, int | float) and isinstance(second, int | float):
        return order(first, second)
    return False


def _alike(first: object, second: object) -> bool:
    both_missing = values.missing(first) and values.missing(second)
    return both_missing or (isinstance(first, list | dict) and first == second)


def _member(first: object, second: object) -> bool:
    if isinstance(second, str):
        return isinstance(first, str) and first in second
    if isinstance(second, Mapping):
        return isinstance(first, str) and first in second
    return isinstance(second, list | tuple) and any(values.same(first, v) for v in second)


def _count(arguments: Arguments) -> object:
    value = arguments.positional[0]
    return len(value) if isinstance(value, str | list | tuple | Mapping) else 0


def _keys(arguments: Arguments) -> object:
    value = arguments.positional[0]
    return list(value) if isinstance(value, Mapping) else value


def _otherwise(arguments: Arguments) -> object:
    return next((v for v in arguments.positional if not values.missing(v)), None)


def _joined(arguments: Arguments) -> object:
    value, separator = (*arguments.positional, "")[:2]
    items = value if isinstance(value, list | tuple) else []
    between, texts = values.text(separator), [values.text(item) for item in items]
    size = sum(map(len, texts)) + len(between) * len(texts)
    if size > (most := Limits().characters):  # before it fills the memory
        raise TemplateError(_("“joined” would make more than {n} characters.").format(n=most))
    return between.join(texts)


def _ordinal(arguments: Arguments) -> object:
    value = arguments.positional[0]
    return value + 1 if isinstance(value, int) else None


def _text(made: Callable[[str], str]) -> Helper:
    return lambda arguments: made(values.text(arguments.positional[0]))


def _needs(count: int, helper: Helper) -> Helper:
    def checked(arguments: Arguments) -> object:
        if len(arguments.positional) < count:
            raise TemplateError(_("This helper needs {n} values.").format(n=count))
        return helper(arguments)

    return checked


MORE_HELPERS: Mapping[str, Helper] = {
    "allOf": _needs(1, _all), "anyOf": _needs(1, _any), "noneOf": _needs(1, _none),
    "compare": _needs(3, _compare), "countOf": _needs(1, _count), "keysOf": _needs(1, _keys),
    "otherwise": _needs(1, _otherwise), "joined": _needs(1, _joined), "ordinal": _needs(1, _ordinal),
    "upperCase": _needs(1, _text(str.upper)), "lowerCase": _needs(1, _text(str.lower)),
    "trimmed": _needs(1, _text(lambda text: text.strip(" \t\r\n"))),
}  # fmt: skip
"""Known to hygie alone: a prompt that calls them runs in no other dotprompt runtime."""
