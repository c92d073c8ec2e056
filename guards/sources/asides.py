"""Sentences that state nothing of the sources: an opening, a refusal, an offer of help.

Counted as statements they would be the least supported of an honest answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.types import Span

_ASIDE = re.compile(
    r"\s*(?:[-*>#\s]*)(?:"
    r"(?:sure|certainly|of course|okay|bien sûr|certainement|d'accord|avec plaisir)\b[^.!?:]{0,120}[.!?:]*$"
    r"|(?:here(?: is| are|['’]s)|below (?:is|are)|voici|ci-dessous)\b[^.!?]{0,160}:?$"
    r"|(?:based on|according to|from|selon|d'après|sur la base de)\b[^,.:]{0,80}"
    r"\b(?:passages?|documents?|texte?s?|sources?|context|information|informations)\b[^,.:]{0,80}:$"
    r"|(?:bonjour|cher|chère|hello|dear|hi|cordialement|bien à vous|best regards|kind regards"
    r"|sincerely|objet|subject)\b[^.!?]{0,90}[,.:!]?$"
    r"|(?:i apologi[sz]e|(?:my|our) apologies|i(?:'|’| a)m (?:so |very )?sorry|je suis (?:vraiment )?désolée?s?"
    r"|désolée?s?|toutes mes excuses|je m['’]excuse|excusez-moi)"
    r"(?: (?:for|about|pour|de)\b(?-i:[a-zà-ÿ'’ -]{1,60}))?[.!]*$"
    r"|(?:let me know|feel free|please (?:let me know|note that i)|n'hésitez pas|if you have any"
    r"|si vous avez (?:des|d'autres) questions|i hope this|j'espère que)\b.{0,160}$"
    r")",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE = re.compile(
    r"[\W_]*(?:(?:voir|cf|see|sources?|extraits?|passages?|documents?|références?|references?|réponse|answer)\b[\W_]*)*"
    r"(?:\[\d[\d ,;–-]*\][^\w\[]*(?:(?:et|and|ou|or)\b\W*?)?)+",
    re.IGNORECASE,
)
_LONGEST = 200  # characters of a sentence that only refers
_BLANK = re.compile(r"\[[^\W\d_][^\[\]\n]{0,60}\]")
_REFUSAL = re.compile(
    r"\b(?:unable to answer|cannot (?:answer|be (?:answered|determined))|can't answer"
    r"|(?:do(?:es)?|did) not (?:\w+ ){0,2}(?:mention|provide|specify|contain|state|include|say|give"
    r"|cover|describe|discuss)"
    r"|(?:is|are) not (?:\w+ ){0,2}(?:mentioned|provided|specified|stated|given|indicated)"
    r"|no (?:information|mention|indication|details?)|not enough information|doesn't (?:mention|say"
    r"|provide|specify|state)|isn't (?:mentioned|specified|stated)"
    r"|(?:ne |n['’])\s?(?:\w+ ){0,2}"
    r"(?:mentionn|précis|indiqu|fourni|contien|donn|dit|spécifi|parl|évoqu|abord|décri)\w*"
    r"(?: \w+){0,2} (?:pas|aucun|rien|ni)\b"
    r"|n['’](?:est|était|sont|a|ont) (?:pas|jamais) (?:été )?"
    r"(?:mentionn|précis|indiqu|fourni|donn|spécifi|évoqu|décri)\w*"
    r"|(?:pas|aucune) (?:d['’]|mention|information|indication|précision)"
    r"|impossible de (?:répondre|déterminer|savoir)|ne (?:peux|peut|permet) pas (?:répondre|de répondre"
    r"|de déterminer|de savoir|déterminer))",
    re.IGNORECASE,
)


def blanks(text: str) -> Iterator[Span]:
    """Yield what an answer leaves to be filled in: « [Name of the colleague] »."""
    for match in _BLANK.finditer(text):
        yield Span(*match.span())


def is_aside(sentence: str) -> bool:
    """Whether a sentence only opens, closes or accompanies an answer, or is a bare « [2] »."""
    if len(sentence) <= _LONGEST and _REFERENCE.fullmatch(sentence):
        return True
    return _ASIDE.match(sentence) is not None


def is_refusal(sentence: str) -> bool:
    """Whether a sentence says that the sources do not tell."""
    return _REFUSAL.search(sentence) is not None
