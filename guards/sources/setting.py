"""Where a source sets copied words: under a denial or a doubt, or nowhere of the kind.

« The vaccine causes allergies » stands word for word in « There is no evidence that the vaccine causes allergies »,
and no source says so. What somebody reports (« The study says that … ») is left as it is, and conditions are told by
`conditions`.
"""

from __future__ import annotations

import re

from assistant.i18n import _
from assistant.types import Span

from .denials import ALONE, CONTRACTED, IMPLIED, LACKING, UNDONE
from .sentences import split
from .words import read

_AROUND = 600  # characters of a source on each side in which the sentence of a place is looked for
_INSERTED = 4  # words between « that » and the copied ones: « that, in adults, »
_BEFORE = 8  # words before « that » that may deny it
_WRAP = re.compile(r"(?<=[\w,’'])[\r\n](?=[^\W\d_A-Z])")
_STOP = re.compile(r";|:(?=\s)")  # what comes after is said anew
_CLAUSE = re.compile(r"[,;:()—]|\s[–-]\s")
_THAT = frozenset(("que", "qu", "that"))
# « Nobody believes the drug cures it »: English may leave « that » out.
_SAYS = re.compile(
    r"(?:believ(?:es?|ed)|thinks?|thought|claim(?:s|ed)?|deny|denie[sd]|doubt(?:s|ed)?|says?|said)$"
)
_FACT_TEXT = """
parce alors tandis depuis apres pendant bien outre des now so given except after but mais
"""
_FACT = frozenset(_FACT_TEXT.split())
"""What makes of « que » and « that » another word, which no denial reaches across."""
_NOT = (ALONE | CONTRACTED | frozenset(("ne", "n", "nul", "nulle"))) - frozenset(("can", "won"))
_ONLY = frozenset(("only", "seulement", "uniquement", "merely"))
_DOUBTS = re.compile(
    r"(?:dout|doubt|refut|recus|contest|disput|rumeur|rumou?r|myth|untrue|incorrect|inexact|erron"
    r"|mistak|wrong|(?:faux|fausse(?:s|ment)?|false(?:ly)?|tort)$)"
)
# These leave open what they are about, also when they are denied: « not impossible ».
_OPEN = re.compile(r"(?:im)?possib|unlikely|improbab|exclu|perhaps|maybe")


def doubt(source: str, span: Span) -> str:
    """Say why a source does not itself state the words of a place, or nothing."""
    start = max(0, span.start - _AROUND)
    piece = _WRAP.sub(" ", source[start : span.end + _AROUND])
    first, last = span.start - start, span.end - start
    around = [one for one in split(piece) if one.start < last and first < one.end]
    if not around:
        return ""
    before = _STOP.split(piece[min(around[0].start, first) : first])[-1]
    if _is_denied(before):
        return _("The source says this under a denial or a doubt; read the passage.")
    return ""


def _is_denied(before: str) -> bool:
    """Whether what leads to « that » denies or doubts it; « there is no doubt that » does neither."""
    words = read(before)
    keys = words.keys
    late = range(max(0, len(keys) - _INSERTED - 1), len(keys))
    that = max((at for at in late if keys[at] in _THAT), default=-1)
    if that < 0:
        that = len(keys) if keys and _SAYS.match(keys[-1]) else -1
    if that < 1 or not _FACT.isdisjoint((keys[that - 1], *keys[that + 1 :])):
        return False
    lead = before[: words.ends[that - 1]]
    inserted = that < len(keys) and "," in before[words.ends[that - 1] : words.starts[that]]
    if not inserted:  # « it is false, he said, that » is denied before its commas
        lead = _CLAUSE.split(lead)[-1]
    near = read(lead).keys[-_BEFORE:]
    if any(map(_OPEN.match, near)):
        return True
    denied = not _NOT.isdisjoint(near) and _ONLY.isdisjoint(near)
    return denied != any(_doubts(near, at) for at in range(len(near)))


def _doubts(keys: tuple[str, ...], at: int) -> bool:
    key = keys[at]
    if key in LACKING or (key in ("few", "little") and keys[at - 1 : at] == ("a",)):
        return False
    return (IMPLIED.match(key) or UNDONE.match(key) or _DOUBTS.match(key)) is not None
