"""Reads a judge's reply: strict JSON at best, else whatever names a sentence and an opinion."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

_WHY = 300
_SHORT = 8


class Opinion(StrEnum):
    """What a judge thinks of a sentence."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    ABSENT = "absent"
    UNSURE = "unsure"


def opinions(reply: str, count: int) -> dict[int, tuple[Opinion, str]]:
    """Return the opinions of a reply by the number of the sentence, from 1 to `count`.

    Strict JSON first; then each object by itself; then lines that name a number and an opinion; of one
    sentence, what begins with an opinion. A sentence that is given two has none: one of them may be quoted from it.
    """
    for read in (_strict, _objects, _lines, *((_alone,) if count == 1 else ())):
        if told := [one for one in read(reply) if 1 <= one[0] <= count]:
            found = {n: (opinion, why) for n, opinion, why in told}
            return {
                n: one
                for n, one in found.items()
                if {o for m, o, _why in told if m == n} == {one[0]}
            }
    return {}


_DIGITS = 4
_MARKS = " \n\t*.,:;!\"'«»“”"
_Told = tuple[int, Opinion, str]
_FENCE = re.compile(r"^\s*```\w*\s*|\s*```\s*$")
_OBJECT = re.compile(r"\{[^{}]*\}")
_LINE = re.compile(r"^\W*(?P<n>\d{1,2})\W{1,6}(?P<rest>.{2,600})$", re.MULTILINE)
_NAMES = {
    Opinion.CONTRADICTED: r"(?<!not )(?<!non )(?<!pas )(?:contradict\w*|contredi\w+)|faux|false|refuted",
    Opinion.ABSENT: r"absente?|not (?:there|supported|confirmed|mentioned|stated|found)|unsupported"
    r"|pas (?:mentionn\w+|dit\w*|appuy\w+|soutenue?|confirm\w+)"
    r"|non (?:mentionn\w+|trouv\w+)|missing|unknown|inconnue?",
    Opinion.SUPPORTED: r"supported|appuyée?|soutenue?|confirmée?|confirmed|vrai|true|étayée?",
}
_WORD = re.compile(
    "|".join(f"(?P<{o.value}>\\b(?:{form})\\b)" for o, form in _NAMES.items()), re.IGNORECASE
)

_DENIED = re.compile(
    r"(?:\b(?:not|no(?!\W*\d)|never|cannot|hardly|barely|without|nor|neither|pas|plus|ni|non|jamais|aucun\w*"
    r"|nullement|guère|sans|peu)\b|n['’]t\b)(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_FALSE = re.compile(r"(?:faux|false)\b", re.IGNORECASE)


def _strict(reply: str) -> Iterator[_Told]:
    try:
        rows = json.loads(_FENCE.sub("", reply))
    except (ValueError, RecursionError):
        return
    yield from _rows(rows if isinstance(rows, list) else [rows])


def _objects(reply: str) -> Iterator[_Told]:
    for match in _OBJECT.finditer(reply):
        try:
            yield from _rows([json.loads(match.group())])
        except (ValueError, RecursionError):
            continue


def _rows(rows: Sequence[object]) -> Iterator[_Told]:
    for row in rows:
        if not isinstance(row, dict):
            continue
        number, opinion = row.get("n"), _named(str(row.get("opinion", "")))
        if opinion and str(number).isdecimal() and len(str(number)) < _DIGITS:
            yield int(str(number)), opinion, str(row.get("why", ""))[:_WHY]


def _lines(reply: str) -> Iterator[_Told]:
    for match in _LINE.finditer(reply):
        if opinion := _named(match["rest"]):
            yield int(match["n"]), opinion, match["rest"].strip()[:_WHY]


def _alone(reply: str) -> Iterator[_Told]:
    words = reply.strip(_MARKS)
    if (
        len(words.split()) <= _SHORT
        and len({found.lastgroup for found in _WORD.finditer(words)}) > 1
    ):
        return  # the question echoed, or two answers
    if match := _FALSE.match(words) or _WORD.match(words):
        # « False » alone does not tell whether the sources say otherwise or nothing.
        told = Opinion.ABSENT if match.re is _FALSE else Opinion(str(match.lastgroup))
        yield 1, told, "" if match.end() == len(words) else reply.strip()[:_WHY]


def _named(text: str) -> Opinion | None:
    if not (match := _WORD.search(text)):
        return None
    found = Opinion(str(match.lastgroup))
    denied = found is Opinion.SUPPORTED and _DENIED.search(text[: match.start()])
    return Opinion.ABSENT if denied else found
