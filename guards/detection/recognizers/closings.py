"""Formulas that close a mail, and what may follow each: « cordialement », « à demain », "best", "thanks"."""

from __future__ import annotations

import regex

from guards.detection.needs import needed
from guards.detection.recognizers.tables.separated_cells import Line
from guards.detection.rule import MATCH_SECONDS

_END = r"[ ]*(?:[,.!;…]|[:;]-?\)|x{2,3}|\p{So})*[ \t\r]*"
_BEFORE = r"[> \t]*(?:[^\n]{0,80}[ ,.!])?"
# Behind these stands who signs …
_PARTING = regex.compile(
    rf"{_BEFORE}(?:cordialement|sinc[èe]rement|salutations(?: distingu[ée]es)?|amiti[ée]s|amicalement|respectueusement|bien [àa] (?:vous|toi)|cdt|cdlt|"
    r"regards|rgds|best wishes|all the best|cheers|sincerely|yours (?:truly|faithfully|sincerely|ever)"
    rf"){_END}|[> \t]*(?:yours|(?:best|love|br|kr|ta)[ ]*[,.!]){_END}",
    regex.IGNORECASE,
)
# … or the next line of a list: « à demain / réunion » …
_UNTIL = regex.compile(
    rf"{_BEFORE}(?:bises?|bisous?|biz+|t['’]embrasse|vous embrasse|(?:[àa] (?:bient[ôo]t|plus|demain|lundi|mardi|mercredi|jeudi|vendredi))|a\+|"
    r"bonne (?:journ[ée]e|soir[ée]e|semaine|r[ée]ception|continuation|fin de \w+)|bon(?:ne)? (?:week-?end|we|courage|vacances)|"
    rf"take care|see (?:you|ya)(?: \w+)?|(?:speak|talk) soon|bye){_END}|[> \t]*(?:ciao|tchao){_END}",
    regex.IGNORECASE,
)
# … which « best / worst » and « kr / euro » most often are.
_SHORT = regex.compile(rf"[> \t]*(?:best|love|br|kr|ta){_END}", regex.IGNORECASE)
# … and behind thanks anything may stand.
_THANKS = regex.compile(
    rf"{_BEFORE}(?:merci|thanks|thank you|thx|tx|tks)(?: (?:d['’]avance|par avance|bcp|beaucoup|encore|bien|[àa] (?:toi|vous|tous)|a lot|again|"
    rf"in advance|so much|all|both|(?:pour|for) [^\n]{{1,40}})){{0,2}}{_END}",
    regex.IGNORECASE,
)
_FORMULAS = (("parting", _PARTING), ("until", _UNTIL), ("short", _SHORT), ("thanks", _THANKS))
EDGES = "> \t\r-–—"
"""What stands around the words of a line: marks of a quotation, dashes."""
NEEDS = needed(
    (
        "cordialement", "sincere", "salutations", "amiti", "amicalement", "respectueusement", "bien a ", "cdt", "cdlt", "bise", "bisou", "biz",
        "embrasse", "a bientot", "a plus", "a demain", "a+", "bonne ", "bon ", "regards", "rgds", "best", "cheers", "yours", "take care", "see y",
        " soon", "bye", "love", "br", "kr", "ta", "ciao", "tchao", "merci", "thank", "thx", "tx", "tks",
    )
)  # fmt: skip
"""One of these stands in every formula."""


def closing_above(own: list[Line], at: int) -> str:
    """The formula above a line: `parting`, `until` the next time, `short`, `thanks`, or nothing."""
    filled = [i for i in range(max(0, at - 3), at) if own[i].text.strip(EDGES)]
    above = filled[-1] if filled else 0
    for name, pattern in _FORMULAS:
        if filled and pattern.fullmatch(own[above].text, timeout=MATCH_SECONDS):
            # A blank line above parts it from what is said, where a list has none.
            return "until" if name == "short" and _below_blank(own, above) else name
    return ""


def _below_blank(own: list[Line], at: int) -> bool:
    return at > 1 and not own[at - 1].text.strip(EDGES)
