"""Conditions and exceptions of a source that an answer leaves out: « sous réserve de », « sauf le mardi », "unless"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .marks import opening, pattern
from .spoken import Spoken, content

_LEAST = 0.5  # an answer that has more of what a condition names has taken it up in other words
_PARTS = re.compile(r"\|(?= (?:\||mais|but|et|and|car|while|whereas|tandis|alors que)(?!\w))")
_IF = pattern(
    r"(?<!meme )(?<!comme )(?<!et )si(?! bien| tant)", r"(?<!meme )s(?= ils?\b)",
    r"(?<!even )(?<!as )if(?! not only)", "whether", r"(?:a|sous) (?:la )?(?:seule )?condition",
    r"sous (?:\w+ )?reserve", "pourvu", r"a moins (?:que|qu|de|d)", r"(?:dans le|en|au) cas", "dans l hypothese",
    r"(?:a|en) suppos(?:er|ant)", "suppos(?:ing|ons)", "unless",
    "provided(?: that)?", "subject to", "conditional on", "in case", "in the event",
    "as long as", "on condition", "failing", "faute", "a defaut", r"des lors que?",
    r"avec (?:l |son |leur )?(?:accord|autorisation)", r"with (?:\w+ ){0,4}(?:approval|consent|permission)",
    r"(?<=\| )(?:otherwise|or else|if not)", "sinon", "dans le cas contraire", "all being well",
    r"weather permitting", "barring",
    "assuming", "tant que", "sauf si", "except if", "only if", "pending", "(?:dans l|en) attente (?:de|d|du)",
)  # fmt: skip
_SAVE = pattern(
    "sauf", "exceptee?s?", "hormis", "a l exception", "a l exclusion",
    r"hors(?= (?!taxes?|tva|saison|service|la loi|ligne|norme|de|d)\w)", "except", "excluding", "apart from",
    "other than", r"with the (?:sole )?exception", "not including", "non compris", "sans compter",
)  # fmt: skip
_KEPT_IF = opening(
    r"si\b", r"s ils?\b", r"if\b", "when", "whether", "lorsqu", "quand", "condition", "reserve", "pourvu",
    "a moins", r"cas\b", "case", "event", "hypothese", "suppos", "unless", "provid", "subject", "as long", "assum",
    "tant que", "apres", "after", "once", r"des (?:que?|lors)\b", "until", "sauf", "except", "depend", "pourr",
    "peut", "{MAY}", "might", "could", "would", "can ", "suspens", "eventuel", "contingent", "pending", "attente",
    "otherwise", "sinon", "or else", "all being well", "permitting", "barring",
    "whenever", r"accords?\b", "autorisation", "approv", "consent", "permission", "only",
)  # fmt: skip
_KEPT_SAVE = opening(
    "sauf", "except", "hormis", "hors", "exclu", "apart", "other", "autre", "mais", "but ", "ne ", "n ", "pas ",
    "not ", "no ", "unless", "a moins", "ferm", "clos", "presque", "almost", "nearly", "most", "plupart", "sans",
    "without", "seul", "only", "uniq", "save ",
)  # fmt: skip


def condition(source: Spoken, answer: Spoken) -> str:
    """Return the word that puts a source under a condition which an answer leaves out, or nothing."""
    return _left_out(_IF, _KEPT_IF, source, answer)


def exception(source: Spoken, answer: Spoken) -> str:
    """Return the word that makes an exception which an answer leaves out, or nothing."""
    return _left_out(_SAVE, _KEPT_SAVE, source, answer)


def _left_out(said: re.Pattern[str], kept: re.Pattern[str], source: Spoken, answer: Spoken) -> str:
    if kept.search(answer.row) or said.search(answer.row):
        return ""
    for row, found in _found(said, source.row):
        named = frozenset(content(row[found.end() :].partition("|")[0]))
        others = frozenset(content(" ".join(_others(row, found))))
        both = answer.content & (named | others)
        taken = len(answer.content & named - others)
        is_fact = 2 * len(both & named) > len(both)
        if is_fact or (both and taken <= _LEAST * len(named - others)):
            at = source.row.index(row)
            return source.written(at + found.start(), at + found.end())
    return ""


def _found(said: re.Pattern[str], row: str) -> Iterator[tuple[str, re.Match[str]]]:
    for part in _PARTS.split(row):
        for found in said.finditer(part):
            yield part, found


def _others(row: str, found: re.Match[str]) -> Iterator[str]:
    yield row[: found.start()]
    yield from row[found.end() :].split("|")[1:]
