"""Who was there, in small letters: « Présents : Mme Grandjean, benoit, kez (visio) », "Apologies: becky, tom"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.types import Kind
from guards.detection.needs import needed, standing
from guards.detection.recognizers.called import is_given, may_be_given
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser

_LIST = regex.compile(
    r"^[ \t>*•–-]{0,8}(?i:(?:[ée]taient )?(?:pr[ée]sent(?:e?s|\(e\)s|·e·s)?|participant(?:e?s|\(e\)s|·e·s)?|absent(?:e?s|\(e\)s|·e·s)?|"
    r"excus[ée](?:e?s|\(e\)s|·e·s)?|absents?[ ]?/[ ]?excus[ée]s|invit[ée]s|attendees|attending|apologies|participants|"
    r"in attendance|invitees|team on call|astreintes?|on[- ]call))\**[ ]?:\**[ ](?P<names>[^\n]{3,600})",
    regex.MULTILINE,
)
_PIECE = regex.compile(r"(?:(?![ ](?:et|and)[ ])[^,;/&()\n])++")
_SMALL = regex.compile(
    r"[ ]*(?:(?:et|and)[ ])?(?P<v>\p{Ll}{3,15}(?:-\p{Ll}{2,15})?)(?:[ ]\p{Ll}\.?)?[ ]*\.?[ \r]*"
)
_CAPITAL = regex.compile(r"(?<!\w)\p{Lu}\p{Ll}+")


class Attendance:
    """The names in small letters of a list that says who was there, where one item of it can be nothing but a name."""

    name = "attendance"
    kinds: tuple[Kind, ...] = (Kind.PERSON,)
    needs = needed(
        (
            "present",
            "particip",
            "absent",
            "excus",
            "invit",
            "attend",
            "apologies",
            "astreinte",
            "on call",
            "on-call",
        )
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names."""
        if ":" not in text or self.needs.isdisjoint(standing(text).strings):
            return
        for found in _LIST.finditer(text, timeout=MATCH_SECONDS):
            pieces = [*_PIECE.finditer(text, *found.span("names"))]
            named = [match for piece in pieces if (match := _SMALL.fullmatch(text, *piece.span()))]
            if not (
                _CAPITAL.search(found["names"]) or any(is_given(match["v"]) for match in named)
            ):
                continue
            for match in named:
                if may_be_given(match["v"]):
                    yield Hit(*match.span("v"), 0.75, Kind.PERSON, self.name)


RECOGNISERS: tuple[Recogniser, ...] = (Attendance(),)
