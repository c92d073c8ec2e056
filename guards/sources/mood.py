"""The conditional mood, of hearsay, of a hope or of what did not happen: « aurait refusé », "would have saved".

« A confirmé que le contrat serait signé » is a future told in the past, and no doubt of anything.
"""

from __future__ import annotations

import re

from .lexical import stem
from .marks import pattern
from .spoken import Spoken

_REACH = 2  # content words after the verb
_LED = 60  # characters of the row before it in which somebody says it
# Imperfects that look like it: « retirait », « désirait »; accents tell « espérait » from « fermerait ».
_FRENCH = re.compile(
    r"(?!(?:re|at|é|sou)?tir|(?:cha)?vir|désir|admir|soupir|\w*[sx]pir|déchir|empir|fourr|engendr|attrait\Z)"
    r"(?:\w*(?:er|[nru]dr|ttr|[ao][iî]tr|evr|(?<![ln])ivr|ourr|verr|querr|ir)|s?aur)(?:ait|aient)\Z"
)
_PAST = re.compile(r"(?:aur(?:ait|aient)|would have)\Z")
_WOULD = pattern(r"would(?: have)?(?! like)")
_SAID = pattern(
    "qu", "que", "that", "said", "says", "told", "announced", "confirmed", "promised", "agreed"
)


def conditional(source: Spoken, answer: Spoken) -> str:
    """Return the conditional of a source whose words an answer has without one, or nothing."""
    if _WOULD.search(answer.row) or any(map(is_conditional, answer.words.forms)):
        return ""
    places = [
        (at, at + len(key))
        for at, key, form in zip(source.starts, source.words.keys, source.words.forms, strict=True)
        if is_conditional(form)
    ]
    places += (found.span() for found in _WOULD.finditer(source.row))
    told = (place for place in places if _bears(source, answer, *place))
    return next((source.written(*place) for place in told), "")


def is_conditional(form: str) -> bool:
    """Whether a French word is a verb in the conditional."""
    return _FRENCH.match(form.casefold()) is not None


def is_reported(source: Spoken, at: int) -> bool:
    """Whether somebody says what stands at a place: its tense is then not its own."""
    return _SAID.search(source.row[max(0, at - _LED) : at]) is not None


def _bears(source: Spoken, answer: Spoken, start: int, end: int) -> bool:
    verb = source.row[start:end]
    if not _PAST.match(verb) and is_reported(source, start):
        return False
    return not (source.after(end, _REACH) | {stem(verb)}).isdisjoint(answer.content)
