"""Looks the names of an answer up in the sources, in any case, accents or order of words."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from itertools import islice

from assistant.i18n import _
from assistant.types import Span, Status

from .kindred import kindred
from .names import Name, is_capitals, keys, names
from .outcome import Outcome
from .passages import Passages
from .wordlists import PARTICLES
from .words import fold, read

CHECK = "names/1"
_APART = 8  # words within which the parts of one name stand together
_CLOSE = 0.8
_TRIED = 200
_LEFT_OUT = PARTICLES | {
    "l",
    "d",
    "and",
    "et",
    "for",
    "pour",
    "sur",
    "en",
    "aux",
    "au",
    "on",
    "in",
    "the",
}
_BUDGET = 300  # names compared with similar ones in one check


class Roster:
    """What the sources know of names."""

    def __init__(self, passages: Passages, answer: str) -> None:
        self.passages = passages
        own = read(answer)
        forms = (*passages.forms, *own.forms)
        self.small = frozenset(fold(form) for form in forms if form.islower())
        self.capitals: dict[str, dict[str, str]] = {}
        for form, key in zip(passages.forms, passages.keys, strict=True):
            if form[:1].isupper():
                self.capitals.setdefault(key[:1], {}).setdefault(key, form)
        self.initials = _initials(passages.forms, passages.keys)
        self.own_initials = _initials(own.forms, own.keys)
        self.left = _BUDGET

    def names(self, text: str, sentence: Span) -> list[Name]:
        """Return the names of one sentence, without short forms the answer itself spells out."""
        found = names(text, sentence, self.small, lambda key: bool(self._places(key)))
        return [name for name in found if not _is_short_for(name, self.own_initials)]

    def check(self, name: Name, written: str, other_language: bool) -> Outcome:
        """Look a name up; its words must stand together. A short form may be spelled out."""
        parts = [key for word in name.words for key in keys(word)]
        missing = next((part for part in parts if not self._places(part)), None)
        if missing is None:
            return self._together(parts, written)
        if _is_short_for(name, self.initials):
            return Outcome(Status.SUPPORTED, _("The sources spell this short form out."))
        if open_reason := self._told_otherwise(name, parts):
            return Outcome(Status.UNCHECKED, open_reason)
        if like := self._similar(missing):
            return self._misspelled(like, written)
        if other_language and len(parts) == 1:
            reason = _("The sources are in the other language and may spell “{answer}” otherwise.")
            return Outcome(Status.UNCHECKED, reason.format(answer=written))
        reason = _("“{answer}” is in none of the sources.").format(answer=written)
        return Outcome(Status.NOT_FOUND, reason)

    def _places(self, key: str) -> Sequence[int]:
        """Return where a word stands, in the singular or the plural."""
        postings = self.passages.postings
        for form in _numbers(key):
            if form in postings:
                return postings[form]
        return ()

    def _together(self, parts: Sequence[str], written: str) -> Outcome:
        rarest = min(parts, key=lambda part: len(self._places(part)))
        for at in self._places(rarest)[:_TRIED]:
            low = max(0, at - _APART - len(parts))
            window = frozenset(self.passages.keys[low : at + _APART + len(parts)])
            if all(window.intersection(_numbers(part)) for part in parts):
                return self._found(at, written)
        reason = _("The words of “{answer}” are in the sources, but never together.")
        return Outcome(Status.NOT_FOUND, reason.format(answer=written))

    def _found(self, at: int, written: str) -> Outcome:
        place = self.passages.place(at, at + 1)
        near = self.passages.texts[place.source][
            max(0, place.span.start - len(written)) : place.span.end + len(written)
        ]
        method = "exact" if written in near else "normalised"
        evidence = (self.passages.evidence(place.source, place.span, method, 1.0),)
        return Outcome(Status.SUPPORTED, _("The sources have this name."), evidence)

    def _told_otherwise(self, name: Name, parts: Sequence[str]) -> str:
        """Say how the sources may have a name in other words, which proves nothing; or nothing."""
        singular = tuple(part.removesuffix("s") for part in parts)
        if any(all(map(self._places, kin)) for kin in kindred(tuple(parts)) | kindred(singular)):
            return _("The sources name this country, or its people, in another word.")
        if self._may_be_short(name.words):
            return _("This may be short for words of the sources; read them for it.")
        return ""

    def _may_be_short(self, words: Sequence[str]) -> bool:
        """Whether a capital and the words after it have these initials: « Organisation mondiale … »."""
        short = words[0].lower()
        if len(words) > 1 or not is_capitals(words[0]) or not 3 <= len(short) <= 6:
            return False
        forms = self.capitals.get(short[:1], {})
        starts = (at for key in forms for at in self.passages.postings[key])
        return any(self._initials_from(at, len(short)) == short for at in islice(starts, _TRIED))

    def _initials_from(self, at: int, count: int) -> str:
        """Return the initials of the words from here, without those that short forms leave out."""
        keys = self.passages.keys[at : at + 3 * count]
        return "".join(key[:1] for key in keys if key not in _LEFT_OUT)[:count]

    def _misspelled(self, like: str, written: str) -> Outcome:
        at = self.passages.postings[fold(like)][0]
        place = self.passages.place(at, at + 1)
        reason = _("The sources have “{source}” where the answer has “{answer}”.").format(
            source=like, answer=written
        )
        evidence = (self.passages.evidence(place.source, place.span, "near", _CLOSE),)
        return Outcome(Status.ALTERED, reason, evidence)

    def _similar(self, key: str) -> str | None:
        """Return a capitalised word of the sources that a slip would turn into this one."""
        if len(key) < 5 or self.left <= 0:
            return None
        self.left -= 1
        forms = self.capitals.get(key[:1], {})
        candidates = [form for form in forms if abs(len(form) - len(key)) < 2][:_TRIED]
        found = get_close_matches(key, candidates, 1, _CLOSE)
        return forms[found[0]] if found else None


def _is_short_for(name: Name, initials: str) -> bool:
    word = name.words[0]
    short = len(name.words) == 1 and is_capitals(word) and 3 <= len(word) <= 6
    return short and word.lower() in initials


def _numbers(key: str) -> tuple[str, ...]:
    return (key, key + "s", key.removesuffix("s"))


def _initials(forms: Sequence[str], folded: Sequence[str]) -> str:
    """Return the first letters of capitalised words in a row: « World Health Organization »."""
    return "".join(
        key[:1] if form[:1].isupper() else "" if key in PARTICLES or key in ("and", "et") else " "
        for form, key in zip(forms, folded, strict=True)
    )
