"""Cuts an answer into sentences whose spans hold every visible character exactly once.

Verdicts are shown sentence by sentence, so a list item, a heading and a table row are one each,
and « M. Dupont », « 12.5 » or « J. R. R. Tolkien » do not end one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.types import Span

_ABBREVIATIONS_TEXT = """
m mm mme mmes mlle mlles mr mrs ms dr drs pr prof me mes st ste sr jr mgr gen gal col cpt lt sgt
e.g i.e cf vs ca approx p pp p.ex ex art al n no nos nr num vol fig figs tab chap sect sec par ch
éd ed eds coll op cit ibid id av apr env tél tel fax bd boul rte inc ltd corp co dept est jan janv
feb févr fév mar avr aug sept sep oct nov dec déc hon rev pres gov sen rep réf ref
"""
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_TEXT.split())
_MAY_END_TEXT = """
etc inc ltd corp co al cit ibid jr sr est ex ed no
"""
_MAY_END = frozenset(_MAY_END_TEXT.split())
_STARTERS_TEXT = """
the a an it he she they we this that these those in on at but and however there i you its his le
la les l un une des il elle ils elles nous vous ce cette ces cela c en dans mais et or pour selon
par avec son sa ses leur leurs
"""
_STARTERS = frozenset(_STARTERS_TEXT.split())
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_OWN_LINE = re.compile(r"[ \t]*(?:#{1,6}[ \t]|\||(?:[-*_][ \t]*){3,}$|\+[-=+]+\+)")
_NEW_BLOCK = re.compile(r"[ \t]*(?:[-*+•–—‣·▪][ \t]|>|\(?\d{1,3}[.)][ \t]|[a-zA-Z][.)][ \t])")
_LINE = re.compile(r"[^\n]*\n?")
_END = re.compile(r"(?:[.!?…]+|[。！？])(?:[\"”’')\]*_]|[ \u00a0\u202f]?»)*(?=\s|$)|[。！？]")
_LAST_WORD = re.compile(r"([^\W\d_](?:[^\W\d_]|\.(?=[^\W\d_]))*)$")
_NEXT_WORD = re.compile(r"[\s\"«“‘'(\[*_]*([^\W_]+)?")
_NUMBERING = re.compile(r"\s*(?:[-*+>#|]\s*)*[*_]{0,2}(?:\d{1,3}|[a-zA-Z])$")
_NUMBERED = 20  # list markers stand this close to where a sentence starts
_WRAPPED = 60  # a line at least this long may have been broken for width alone


def split(text: str) -> tuple[Span, ...]:
    """Return the sentences in order; spans count code points and leave out the space around."""
    spans: list[Span] = []
    for start, end, whole in _blocks(text):
        cuts = [] if whole else list(_cuts(text, start, end))
        for left, right in zip([start, *cuts], [*cuts, end], strict=True):
            if span := _trimmed(text, left, right):
                spans.append(span)
    return tuple(spans)


def is_code(text: str, sentence: Span) -> bool:
    """Whether a sentence is a fenced block of code."""
    return _FENCE.match(text, sentence.start) is not None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, whole): lines that belong together; whole ones are not cut further."""
    begin, fenced, previous, alone = 0, False, "", False
    for match in _LINE.finditer(text):
        line, at = match.group(), match.start()
        fence = _FENCE.match(line) is not None
        if not fenced and (fence or alone or _begins(previous, line)):
            yield begin, at, alone
            begin = at
        if fenced and fence:
            yield begin, match.end(), True
            begin = match.end()
        fenced ^= fence
        alone = not fenced and not fence and _OWN_LINE.match(line) is not None
        previous = "" if fence else line.rstrip()
    yield begin, len(text), fenced or alone


def _begins(previous: str, line: str) -> bool:
    """Whether a line starts a block; a short line before a capital was not broken for width."""
    if not line.strip() or not previous or _OWN_LINE.match(line) or _NEW_BLOCK.match(line):
        return True
    return len(previous) < _WRAPPED and not line.lstrip()[0].islower()


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    left = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, left, match):
            left = match.end()
            yield left


def _ends_sentence(text: str, left: int, match: re.Match[str]) -> bool:
    follower = _NEXT_WORD.match(text, match.end())
    word = (follower.group(1) or "") if follower else ""
    if word[:1].islower():
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    if match.start() - left < _NUMBERED and _NUMBERING.match(text, left, match.start()):
        return False
    last = _LAST_WORD.search(text, max(left, match.start() - 40), match.start())
    return last is None or not _is_short_form(last.group(1), word)


def _is_short_form(word: str, follower: str) -> bool:
    """Whether « word. » is an abbreviation or an initial that goes on with the next word."""
    plain, starts_anew = word.casefold(), follower.casefold() in _STARTERS
    if len(word) == 1 or "." in word:
        return not (starts_anew and plain not in _ABBREVIATIONS)
    return plain in _ABBREVIATIONS and not (starts_anew and plain in _MAY_END)
