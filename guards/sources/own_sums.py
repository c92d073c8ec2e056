"""Arithmetic that an answer writes out: « 12 + 30 = 45 », « 20 % de 150 € font 40 € ».

Judged by the figures it gives, sources or not. A result may be rounded, and so may the terms; what
is hypothetical, said to be wrong, in another base or only part of a formula is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from operator import add, mul, sub, truediv

from assistant.i18n import _
from assistant.types import ClaimKind, Span, Status

from .figures import Figure
from .outcome import Outcome
from .own_context import about
from .units import CURRENCIES, NONE

CHECK = "arithmetic/1"
_TERMS = 40  # of one chain; a longer one is left alone
_READINGS = 64  # ways to read a chain whose figures are ambiguous, « 1.234 »
_WINDOW = 60
_S = "[ \u00a0\u202f\u2009]*"
_WORDS = r"(?:[ \u00a0](?!not\b|pas\b|or\b|ou\b)[^\W\d_]{2,20}){0,2}"
_OPERATORS = (
    (re.compile(rf"{_S}\+{_S}|{_WORDS} (?:plus) "), "+"),
    (re.compile(rf"{_S}[-−–]{_S}|{_WORDS} (?:moins|minus) "), "-"),
    (re.compile(rf"{_S}[×*]{_S}|{_S}[xX](?=\s){_S}| (?:fois|times|multiplié par|multiplied by) "), "*"),
    (re.compile(rf"{_S}[÷/]{_S}| (?:divisé par|divided by) "), "/"),
    (re.compile(r" (?:de|d['’]|of)[ \u00a0]"), "%"),
    (re.compile(r" (?:et|and) "), "&"),
)  # fmt: skip
_EQUALS = re.compile(
    rf"{_WORDS}(?:{_S}={_S}|[ \u00a0](?P<makes>font|makes?|make)[ \u00a0]"
    r"|[ \u00a0](?:égalent?|égale à|est égal à|équivaut à|donnent?|fait|equals?|is equal to|gives?)[ \u00a0]"
    r"|[ \u00a0]?,[ \u00a0](?:soit|i\.e\.,?|that is,?)[ \u00a0]|[ \u00a0](?:is|est|soit)[ \u00a0])"
)
_ELSEWHERE = re.compile(  # what holds for a whole passage
    r"\b(?:binaire|binary|hexa\w*|octal|mod|modulo|base \d+|supposons|suppose|joke|blague|string|chaîne)\b",
    re.IGNORECASE,
)
_LEFT_ALONE = re.compile(  # what is said of the sum itself
    r"\b(?:pas|not|n['’]t|faux|fausse|wrong|incorrect|erreurs?|errors?|mistake|environ|about|around|roughly"
    r"|approximately|approximativement|arrondi\w*|rounded|presque|nearly)\b|≠|≈|~|\?",
    re.IGNORECASE,
)
_OPEN_LEFT = re.compile(r"[+−–*×÷/^√±%)\w]\s*$|(?<![\s])-\s*$|\w\s*-\s*$|\b[a-zA-Z]\s*$")
_BULLET = re.compile(r"(?:^|\n)[ \t]*[-*+–•][ \t]*$")
_OPEN_RIGHT = re.compile(
    rf"{_S}(?:[-+−–*×÷/^=!]|\((?!soit|i\.e)|\.\d|mod\b|times\b|fois\b|%|points?\b)"
)
_APPLY = {"+": add, "-": sub, "*": mul, "/": truediv}


@dataclass(frozen=True, slots=True)
class Chain:
    """Terms joined by operators, and the result they are said to have."""

    terms: tuple[Figure, ...]
    operators: tuple[str, ...]
    result: Figure

    @property
    def span(self) -> Span:
        """Where it stands, from the first term to the result."""
        return Span(self.terms[0].span.start, self.result.span.end)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is told of a part of the answer by the answer alone."""

    span: Span
    kind: ClaimKind
    check: str
    outcome: Outcome


def findings(text: str, figures: Sequence[Figure], sentences: Sequence[Span]) -> Iterator[Finding]:
    """Yield each sum that is written out, right or wrong."""
    for chain in _chains(text, figures):
        span = chain.span
        if _LEFT_ALONE.search(about(text, span, sentences, _WINDOW)):
            continue
        sound = holds(chain)
        if sound is not None:
            yield Finding(span, ClaimKind.NUMBER, CHECK, _outcome(chain, text, sound))


def _outcome(chain: Chain, text: str, sound: bool) -> Outcome:
    if sound:
        return Outcome(
            Status.UNCHECKED, _("The arithmetic is right; its figures were not looked up.")
        )
    value = plain(_value(chain))
    written = text[chain.result.span.start : chain.result.span.end]
    reason = _("The arithmetic does not hold: it gives {right}, the answer says {answer}.")
    return Outcome(Status.CONTRADICTED, reason.format(right=value, answer=written))


def _chains(text: str, figures: Sequence[Figure]) -> Iterator[Chain]:
    at = 0
    while at < len(figures) - 1:
        chain = _chain(text, figures, at)
        if chain is None:
            at += 1
            continue
        at += len(chain.terms) + 1
        if _stands_alone(text, chain):
            yield chain


def _chain(text: str, figures: Sequence[Figure], first: int) -> Chain | None:
    operators: list[str] = []
    for at in range(first, min(first + _TERMS, len(figures) - 1)):
        one, other = figures[at], figures[at + 1]
        if not one.values or not other.values or other.span.start - one.span.end > _WINDOW:
            return None
        gap = text[one.span.end : other.span.start]
        equals = _EQUALS.fullmatch(gap)
        if equals and operators and _is_said(operators, gap, equals):
            return Chain(tuple(figures[first : at + 1]), tuple(operators), other)
        found = next((sign for form, sign in _OPERATORS if form.fullmatch(gap)), "")
        if not found or (found == "%" and one.unit.dimension != "%"):
            return None
        operators.append(found)
    return None


def _is_said(operators: Sequence[str], gap: str, equals: re.Match[str]) -> bool:
    """Whether the gap says « equals »: « A and B » add up only where they *make* something."""
    if "&" in operators:
        return equals["makes"] is not None
    return operators == ["%"] or "=" in gap or " is " not in gap.replace("\u00a0", " ")


def _stands_alone(text: str, chain: Chain) -> bool:
    """Whether nothing before or behind makes the chain part of something larger."""
    start, end = chain.span.start, chain.span.end
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    left = before[-12:]
    if _OPEN_RIGHT.match(after) or (_opens(left) and not _BULLET.search(before)):
        return False
    near = f"{before} {text[start:end]} {after}"
    return not _ELSEWHERE.search(near)


def _opens(left: str) -> bool:
    """Whether the characters just before go on into the chain: an operator or a variable."""
    if re.search(r"[^\W\d_]{2,}[ \u00a0\n]*$", left):  # a word: « so 12 + 30 »
        return False
    return _OPEN_LEFT.search(left) is not None


def holds(chain: Chain) -> bool | None:
    """Whether some reading of the figures bears the result out; None when units do not fit."""
    if not _fits(chain):
        return None
    wanted = [figure.values for figure in (*chain.terms, chain.result)]
    for reading in list(product(*wanted))[:_READINGS] if _few(wanted) else []:
        if _is_borne_out(chain, reading[:-1], reading[-1]):
            return True
    return False if _few(wanted) else None


def _few(wanted: Sequence[Sequence[Decimal]]) -> bool:
    count = 1
    for values in wanted:
        count *= len(values)
        if count > _READINGS:
            return False
    return True


def _fits(chain: Chain) -> bool:
    """Whether the units can be reckoned with: one unit, or one and bare numbers."""
    every = (*chain.terms, chain.result)
    units = {figure.unit for figure in every if figure.unit != NONE}
    shares = {figure.unit.dimension == "%" for figure in every}
    if set(chain.operators) <= set("+-&"):
        same = len({unit.dimension for unit in units}) <= 1
        return same and len(shares) == 1 and (len(units) <= 1 or all(f.unit != NONE for f in every))
    return len({unit for unit in units if unit.dimension != "%"}) <= 1


def _amounts(chain: Chain, reading: Sequence[Decimal]) -> list[Decimal]:
    """Return the terms in the unit of the result where several units are added up."""
    if not set(chain.operators) <= set("+-&"):
        return [
            value / 100 if figure.unit.dimension == "%" else value
            for value, figure in zip(reading, chain.terms, strict=True)
        ]
    base = chain.result.unit.factor
    return [
        value * (figure.unit.factor if figure.unit != NONE else base) / base
        for value, figure in zip(reading, chain.terms, strict=True)
    ]


def _value(chain: Chain) -> Decimal:
    """Return what the chain gives by its likeliest reading, as the result is written."""
    terms = _amounts(chain, [figure.values[0] for figure in chain.terms])
    value = _reckoned(terms, chain.operators) or Decimal(0)
    return value * (100 if _is_share(chain) else 1)


def _is_share(chain: Chain) -> bool:
    return chain.result.unit.dimension == "%" and not set(chain.operators) <= set("+-&")


def _is_borne_out(chain: Chain, reading: Sequence[Decimal], result: Decimal) -> bool:
    terms = _amounts(chain, reading)
    value = _reckoned(terms, chain.operators)
    if value is None:
        return True
    slack = _step(chain.result) * (Decimal(1) if "/" in chain.operators else Decimal("0.5"))
    slack += _rounding(chain, terms, value)
    scales = (Decimal(1), Decimal(100)) if _is_share(chain) else (Decimal(1),)
    return any(abs(value * scale - result) <= slack for scale in scales)


def _rounding(chain: Chain, terms: Sequence[Decimal], value: Decimal) -> Decimal:
    """Return how far terms that are rounded themselves may move the value."""
    if set(chain.operators) <= set("+-&") and chain.result.unit.dimension in CURRENCIES:
        return Decimal(0)
    moved = Decimal(0)
    for at, figure in enumerate(chain.terms):
        if figure.decimals:
            half = _step(figure) / 2 / (100 if figure.unit.dimension == "%" else 1)
            other = _reckoned([*terms[:at], terms[at] + half, *terms[at + 1 :]], chain.operators)
            moved += abs((other if other is not None else value) - value)
    return moved * (100 if _is_share(chain) else 1)


def _step(figure: Figure) -> Decimal:
    """Return what the last digit that is shown is worth."""
    scale = Decimal(1)
    if figure.mantissa:
        scale = abs(figure.values[0] / figure.mantissa)
    return Decimal(1).scaleb(-figure.decimals) * scale


def _reckoned(terms: Sequence[Decimal], operators: Sequence[str]) -> Decimal | None:
    """Return the value, products before sums; None on a division by zero."""
    totals, signs = [terms[0]], [Decimal(1)]
    for sign, term in zip(operators, terms[1:], strict=True):
        if sign in "*%/":
            if sign == "/" and term == 0:
                return None
            totals[-1] = _APPLY["/" if sign == "/" else "*"](totals[-1], term)
        else:
            totals.append(term)
            signs.append(Decimal(-1) if sign == "-" else Decimal(1))
    return sum((s * t for s, t in zip(signs, totals, strict=True)), Decimal(0))


def plain(value: Decimal) -> str:
    """Return a value to two decimals at most."""
    shown = f"{value:.2f}"
    return shown.rstrip("0").rstrip(".")
