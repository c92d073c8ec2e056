"""What a source tells in somebody's name, « Selon Marc, … », and an answer on its own account.

What a document, an office or a study says is left as it is: « Selon l'article 4 » names where it stands.
"""

from __future__ import annotations

import re

from .marks import opening
from .spoken import Spoken, content

_AFTER, _BEFORE = 3, 4  # content words that the name may vouch for
_LEAD = re.compile(r"(?<![\w-])(?:selon|d apres|a en croire|according to) (?P<whom>[^|]*)")
_ARTICLES = r"(?:l|le|la|les|un|une|des|son|sa|ses|leur|leurs|mon|ma|mes|the|a|an|his|her|their|its|my|some) "
_SOMEBODY = re.compile(
    rf"(?:{_ARTICLES})?(?:\w+ )?(?:lui|elle|eux|elles|moi|nous|him|her|them|dires|certaine?s|rumeurs?|rumou?rs?"
    r"|voisine?s?|locataires?|bailleur|bailleresse|proprietaires?|gardien(?:ne)?s?|temoins?|temoignages?|victimes?"
    r"|plaignante?s?|patiente?s?|salariee?s?|cliente?s?|vendeurs?|acheteurs?|acquereurs?|avocate?s?|epouse|epoux|mari"
    r"|mere|pere|parents?|famille|proches|collegues?|syndicats?|opposition|adversaires?|chauffeur|conduct(?:eur|rice)"
    r"|fournisseur|prestataire|neighbou?rs?|tenants?|landlord|landlady|owners?|witness(?:es)?|victims?|patients?"
    r"|employees?|clients?|customers?|sellers?|buyers?|lawyers?|wife|husband|mother|father|family|relatives"
    r"|colleagues?|drivers?|suppliers?|unions?|opponents?|sources|insiders)\b"
)
_TEXTS_TEXT = """
section article clause act rule annex table figure le la les l the
"""
_TEXTS = frozenset(_TEXTS_TEXT.split())
"""What no name begins with, though it may have a capital."""
_KEPT = opening(
    "selon ", "d apres", "a en croire", "dit ", "disent ", "affirm", "indiqu", "expliqu", "rapport", "declar",
    "confirm", "precise", r"estim(?:e|ent|ait|aient)\b", r"pens(?:e|ent|ait|aient)\b", r"jug(?:e|ent|eait)\b",
    "assur", "soutien", "said", r"says?\b", "told", "report", "stat(?:e|ing)", "claim", "thinks", "according",
    "explain", "believ",
)  # fmt: skip


def voice(source: Spoken, answer: Spoken) -> str:
    """Return « Selon Marc » where an answer has the words of a source without it, or nothing."""
    if _KEPT.search(answer.row):
        return ""
    for found in _LEAD.finditer(source.row):
        named = _name(source, found.start("whom"))
        somebody = _SOMEBODY.match(found["whom"])
        if not (named or somebody):
            continue
        end = named or found.start("whom") + len(somebody.group() if somebody else "")
        who = frozenset(content(source.row[found.start("whom") : end]))
        told = frozenset(content(source.row[end:])[:_AFTER])
        told = told or frozenset(content(source.row[: found.start()])[-_BEFORE:])
        if who.isdisjoint(answer.content) and not told.isdisjoint(answer.content):
            return source.written(found.start(), end)
    return ""


def _name(source: Spoken, at: int) -> int:
    """Return where the capitalised words end that begin here, or 0."""
    end, words = 0, source.words
    for start, key, form in zip(source.starts, words.keys, words.forms, strict=True):
        if start >= at and (not end or start == end + 1):
            if not form[:1].isupper() or key in _TEXTS:
                break
            end = start + len(key)
    return end
