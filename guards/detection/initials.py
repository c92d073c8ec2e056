"""Initials of people who are named in full: « Marie-Ève Poulain (MEP) », « vu avec MEP », "JT to call".

Short forms that everybody uses have the same letters: the words around must say that somebody is meant.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import regex

from guards.detection.wordlists import is_listed

_TOKEN = regex.compile(r"(?<![\w.&'’@/+-])\p{Lu}{2,4}(?![\w&'’@+-]|\.\w)")
_KEYED = regex.compile(
    r"^[ \t]*(?P<one>\p{Lu}{2,4})[ ]?[/:][ ]?(?P<other>\p{L}{2,4})[ \t\r]*$", regex.MULTILINE
)
"""« CD/hr »: who signs a letter, and who typed it."""
_OF_THINGS = regex.compile(
    r"(?<!\w)(?:l[ae]s?|une?|des?|du|aux?|ces?|cette|notre|votre|leurs?|chaque|the|an?|this|these|our|your|each)[ ]\Z",
    regex.IGNORECASE,
)
_BEFORE = regex.compile(
    r"(?<!\w)(?:avec|chez|voir|selon|d'après|dixit|de la part de|ask|asked|see|check with|per|according to|"
    r"cci?[ ]?:|(?:actions?|qui|who|owner|pilote|resp(?:onsable)?\.?|assigned to|attribuée? à|rédigée? par|written by|"
    r"signé|signed|initials|initiales|visa)[ ]?:?)[ ]\Z|(?:→|->|=>)[ ]?\Z",
    regex.IGNORECASE,
)
_DOES = regex.compile(
    r"[ ](?:(?:n'|ne |s'|se |l'|le |la |les |lui |nous |vous |me |m')?(?:a|est|va|doit|sera|avait|était)[ ](?!\d)"
    r"(?:pas |déjà |bien |été )?"
    r"(?:absente?|présente?|en congé|d'accord|excusée?|\p{Ll}{2,}(?:é|ée|er|ir|re|i|is|it|u))(?!\w)|"
    r"(?:r?appell|relanc|envoi|confirm|propos|demand|sign|valid|rédig|prépar|pens|souhait|regard|contact|signal|précis|"
    r"expliqu|présent|not|vérifi)(?:e|era)(?!\w)|"
    r"(?:dit|veut|répond|prend|fait|revient|transmet|suit|dira|fera|verra)(?!\w)|"
    r"(?:to|will|has|had|is to|was|can|should)[ ]\p{Ll}{2,}|"
    r"(?:said|says|called|calls|agreed|agrees|asked|asks|confirmed|confirms|noted|notes|reported|reports|suggested|thinks|"
    r"sent|sends|wrote|writes|signed|signs|joined|left|raised|proposed|explained|replied)(?!\w))"
)
_OPENS, _CLOSES = regex.compile(r"[^\W\d][ ][(\[][ ]?\Z"), regex.compile(r"[ ]?[)\]]")
_SPEAKS = regex.compile(r"[ ]?:(?=[ ])|[ ]?[—–>][ ]")
_LINE_BEGINS = regex.compile(r"(?:\A|\n)[ \t>*•–—-]{0,8}\Z")
_LINE_ENDS = regex.compile(r"[ \t]{0,8}\.?[ \t\r]{0,4}(?:\n|\Z)")
_LISTED = regex.compile(
    r"(?:\A|\n)[ \t>*•–-]{0,8}(?:présent|participant|absent|excus|invit|attend|apologies|in attendance|"
    r"diffusion|copie|distribution)[^\n:]{0,20}:(?:[^\n]{0,300}[,;/&]|[^\n]{0,300}[ ](?:et|and))?[ ]{0,3}\Z",
    regex.IGNORECASE,
)
_NEXT = regex.compile(
    r"[ ]{0,3}(?:[,;/&.\n]|\r|\Z|[ (](?:et|and|excus|absent|present|présent|visio|remote)|\()"
)
_NEAR, _FAR = 30, 360


def initials_of(words: Sequence[str]) -> Iterator[str]:
    """Yield the initials of a name of folded words, the parts of compounds counted or not."""
    parts = [part for word in words for part in word.split("-") if part]
    bare = [word for word in words if not is_listed(word, "particles")]
    split = [part for word in bare for part in word.split("-") if part]
    for own in (words, parts, bare, split):
        short = "".join(word[0] for word in own)
        if 2 <= len(short) <= 4:
            yield short


def standing_initials(text: str, known: Container[str]) -> Iterator[tuple[int, int]]:
    """Yield where initials of people stand and the words around say that they mean them."""
    for match in _TOKEN.finditer(text):
        if match.group().casefold() in known and _means_somebody(text, *match.span()):
            yield match.span()
    for match in _KEYED.finditer(text):
        if match["one"].casefold() in known and match["other"].casefold() in known:
            yield from (match.span("one"), match.span("other"))


def _means_somebody(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _NEAR) : start]
    if _OF_THINGS.search(before):
        return False
    if _BEFORE.search(before) or _DOES.match(text, end):
        return True
    if _OPENS.search(before) and _CLOSES.match(text, end):
        return True
    if _LINE_BEGINS.search(before) and (_LINE_ENDS.match(text, end) or _SPEAKS.match(text, end)):
        return True
    return bool(_NEXT.match(text, end) and _LISTED.search(text, max(0, start - _FAR), start))
