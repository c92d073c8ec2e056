"""Totals of a list or a table of the answer against its items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.i18n import _
from assistant.types import ClaimKind, Language, Span, Status

from .figures import Figure, read
from .outcome import Outcome
from .own_sums import Finding, plain
from .units import CURRENCIES, NONE

CHECK = "total/1"
_ITEMS = 200
_TOTAL = re.compile(
    r"[\s|*_>+•–-]*(?:total|montant total|coût total|somme|au total|grand total|overall total|sum|in total"
    r"|total général|total cost)\b[^|:=\d]{0,30}[:=|]?",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:sous-total|sub-?total|tva|vat|tax\w*|ht|ttc|remise|rabais|discount|dont|including|incl|inclus\w*"
    r"|compris\w*|moins|minus|less|déduction|acompte|deposit|crédit|credit|environ|about|roughly|approx\w*"
    r"|estim\w*|par|per|each|chacun\w*|unité|unit\w*|moyenne|average|mean|max\w*|min\w*|jusqu|up to|from|entre"
    r"|between|ou|or|si|if|option\w*|facultati\w*|cumul\w*|dépenses?|recettes?|solde|balance|profit|bénéfice"
    r"|top|hors|excluding|reste|remaining|fois|times)\b|[~≈×*/]\s*\d|\d\s*[×x*]\s*\d|\.{3}|…",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?:[-*+•–]|\d{1,3}[.)])\s")
_RULE = re.compile(r"[\s|:-]+$")
_MARKS = re.compile(r"[*_`]")
_NO_SUM = re.compile(
    r"unit|prix|price|moyen|average|mean|taux|rate|rang|rank|année|year|date|n°|no\b|#|id\b|%|age|âge|cumul"
    r"|max|min|index|indice|ratio|score|note",
    re.IGNORECASE,
)


def findings(text: str, language: Language, sentences: Sequence[Span]) -> Iterator[Finding]:
    """Yield each total that is given after the items it sums up."""
    lines = [(span, text[span.start : span.end]) for span in sentences]
    yield from _of_lists(lines, language)
    yield from _of_tables(lines, language)


def _of_lists(lines: Sequence[tuple[Span, str]], language: Language) -> Iterator[Finding]:
    items: list[str] = []
    for span, line in lines:
        if items and _TOTAL.match(line) and not _is_row(line):
            if finding := _listed(span, line, items, language):
                yield finding
            items = []
        elif _ITEM.match(line) and not _is_row(line):
            items.append(line)
        else:
            items = []


def _listed(span: Span, line: str, items: Sequence[str], language: Language) -> Finding | None:
    if not 2 <= len(items) <= _ITEMS or any(
        _OTHERWISE.search(_MARKS.sub("", _ITEM.sub("", one, count=1))) for one in (line, *items)
    ):
        return None
    total = _only(line, language)
    if total is None:
        return None
    figures = [_only(item, language, total) for item in items]
    if not all(figures):
        return None
    place = Span(span.start + total.span.start, span.start + total.span.end)
    return _judged(place, line[total.span.start : total.span.end], total, [f for f in figures if f])


def _only(line: str, language: Language, like: Figure | None = None) -> Figure | None:
    """Return the one figure of a line, of the unit of `like`; None when there are others."""
    found = [f for f in read(_MARKS.sub(" ", line), language) if f.values]
    if like is not None and like.unit != NONE:
        found = [f for f in found if f.unit.dimension == like.unit.dimension]
    if len(found) != 1 or found[0].kind is ClaimKind.DATE:
        return None
    return found[0] if like is None or found[0].unit.dimension == like.unit.dimension else None


def _judged(place: Span, written: str, total: Figure, items: Sequence[Figure]) -> Finding | None:
    """Compare by the likeliest reading, then by the other one where figures are ambiguous."""
    for reading in (0, -1):
        value = sum((f.values[reading] * f.unit.factor for f in items), Decimal(0))
        wanted = total.values[reading] * total.unit.factor
        if abs(value - wanted) <= _slack(total, items):
            reason = _("The total is the sum of its items; they were not looked up.")
            return Finding(place, ClaimKind.NUMBER, CHECK, Outcome(Status.UNCHECKED, reason))
    first = sum((f.values[0] * f.unit.factor for f in items), Decimal(0)) / total.unit.factor
    reason = _("The items add up to {right}, not to {answer}.")
    outcome = Outcome(Status.CONTRADICTED, reason.format(right=plain(first), answer=written))
    return Finding(place, ClaimKind.NUMBER, CHECK, outcome)


def _slack(total: Figure, items: Sequence[Figure]) -> Decimal:
    """Return how far rounding may move a sum; money to the cent is exact."""
    if total.unit.dimension in CURRENCIES and total.mantissa is None:
        return Decimal(0)
    steps = (Decimal(1).scaleb(-f.decimals) * _scale(f) for f in (total, *items) if _is_rounded(f))
    return sum(steps, Decimal(0)) / 2


def _is_rounded(figure: Figure) -> bool:
    return bool(figure.decimals or figure.mantissa is not None or figure.unit.dimension == "%")


def _scale(figure: Figure) -> Decimal:
    scale = abs(figure.values[0] / figure.mantissa) if figure.mantissa else Decimal(1)
    return scale * figure.unit.factor


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _of_tables(lines: Sequence[tuple[Span, str]], language: Language) -> Iterator[Finding]:
    rows: list[tuple[Span, str]] = []
    for span, line in (*lines, (Span(0, 0), "")):
        if _is_row(line):
            rows.append((span, line))
            continue
        yield from _tabled(rows, language)
        rows = []


def _tabled(rows: Sequence[tuple[Span, str]], language: Language) -> Iterator[Finding]:
    """Judge the columns of one table whose last row alone is a total."""
    if not 4 <= len(rows) <= _ITEMS or not _RULE.match(rows[1][1]) or not _TOTAL.match(rows[-1][1]):
        return
    body, (span, last) = rows[2:-1], rows[-1]
    if any(_OTHERWISE.search(_MARKS.sub("", line)) or _TOTAL.match(line) for _span, line in body):
        return
    titles = _cells(rows[0][1])
    for column in range(1, len(titles)):
        if _NO_SUM.search(titles[column][1]) or _OTHERWISE.search(_MARKS.sub("", last)):
            continue
        if finding := _column(column, span, last, [line for _s, line in body], language):
            yield finding


def _column(
    column: int, span: Span, last: str, body: Sequence[str], language: Language
) -> Finding | None:
    cells = [_cells(line) for line in (*body, last)]
    if any(column >= len(row) for row in cells):
        return None
    figures = [_cell(row[column][1], language) for row in cells]
    total = figures[-1]
    if total is None or any(f is None or f.unit != total.unit for f in figures):
        return None
    at, written = cells[-1][column]
    place = Span(span.start + at, span.start + at + len(written))
    return _judged(place, written, total, [f for f in figures[:-1] if f])


def _cells(line: str) -> list[tuple[int, str]]:
    """Return where each cell of a row starts, and its text."""
    found, at = [], line.index("|") + 1
    for cell in line[at:].rstrip().removesuffix("|").split("|"):
        bare = cell.strip(" \u00a0*_")
        found.append((at + cell.find(bare), bare))
        at += len(cell) + 1
    return found


def _cell(cell: str, language: Language) -> Figure | None:
    """Return the figure that a cell is, and nothing else."""
    found = read(cell, language)
    whole = len(found) == 1 and len(found[0].span) == len(cell)
    return found[0] if whole and found[0].values and found[0].kind is ClaimKind.NUMBER else None
