"""Forms: « Nom : dupont », « City: Leeds », « address: … » whatever the case of the value."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.types import Kind
from guards.detection.recognizers.labels import looks_like_name, pattern_of
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser, Rule

_NEAR = r"[ \t]*(?:n°|number|no\.?)?[ \t]*(?:\*\*)?[:=][ \t]*(?:\*\*)?[\"']?\n?[ \t]*[\"']?"


class Field:
    """A label at the head of a line or sentence, then its value up to a separator."""

    def __init__(self, kind: Kind, value: str, score: float) -> None:
        self.name = f"{kind.value.lower()}_field"
        self.kinds: tuple[Kind, ...] = (kind,)
        self._score = score
        self._kind = kind
        self._pattern = regex.compile(
            rf"(?:^|(?<=[\n;,.(|>{{\"'*-])|(?<=[ \t]))(?i:{pattern_of(kind)})(?:\*\*)?[\"']?{_NEAR}(?P<v>{value})",
            regex.MULTILINE,
        )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the values."""
        if ":" not in text and "=" not in text:
            return
        for match in self._pattern.finditer(text, timeout=MATCH_SECONDS):
            start, end = match.span("v")
            value = _LAST_DOT.sub("", text[start:end].rstrip())
            if self._kind in (Kind.PERSON, Kind.LOCATION):
                value = _NEXT.split(value, maxsplit=1)[0]
            if self._kind in (Kind.PERSON, Kind.ORG, Kind.LOCATION) and not looks_like_name(value):
                continue
            if len(value) > 1:
                yield Hit(start, start + len(value), self._score, self._kind, self.name)


# The dot that ends a sentence, and what follows: after a shorter word or a title it is its own, « St. Ives », « Martin L. ».
_NEXT = regex.compile(r"(?<=\p{L}{4})(?<!(?<!\p{L})(?i:mlle|prof|capt))\.\s+(?=\p{Lu})")
_LAST_DOT = regex.compile(r"(?<=[\p{L}\d]{3})\.\Z")
_NAME = r"\p{L}[\p{L}.'’-]*(?:[ ]\p{L}[\p{L}.'’-]*){0,3}(?=[ \t]*(?:[,;.\n\"'|</}]|$|-[ ])|[ ]\()"
RECOGNISERS: tuple[Recogniser, ...] = (
    Field(Kind.PERSON, _NAME, 0.75),
    Field(Kind.LOCATION, _NAME, 0.7),
    Field(Kind.ORG, r"\p{Lu}[\w&.'’-]*(?:[ ][\w&.'’-]+){0,4}(?=[ \t]*(?:[,;.\n\"'|<(/}]|$))", 0.7),
    Field(Kind.ADDRESS, r"(?=[^\n]*\d)[^\n\"|;]{6,80}(?:\n[ \t>?]*[^\n:]{2,40}){0,4}?(?=\n[^\n]*:|\n\s*\n|$|\n|\")", 0.75),
    Field(Kind.POSTAL_CODE, r"(?=[A-Z\d -]*\d)[A-Z\d]{2,5}(?:[ -][A-Z\d]{2,4})?(?!\w)", 0.8),
    Field(Kind.PHONE, r"\(?\+?\d[\d ().\-/]{4,18}\d(?!\w)", 0.85),
    Field(Kind.NATIONAL_ID, r"(?=[A-Z\d .-]*\d)[A-Z\d][A-Z\d .-]{5,22}[A-Z\d](?!\w)", 0.8),
    Field(Kind.CODE, r"(?=[\w./-]*\d)\w[\w./-]{1,23}\w(?!\w)", 0.75),
    Rule(
        "labelled_document", Kind.ID_DOC,
        r"(?<!\w)(?:(?:driver'?s? |driving )?licen[sc]e|passport|passeport|identity card|id card|permis de conduire|"
        r"titre de séjour|carte de séjour)[ ]?(?:n°|number|no\.?|num[ée]ro)?[ ]?(?:is|est|:|=)?[ ]?(?:le )?"
        r"(?P<v>(?=[A-Z\d-]{0,40}\d)[A-Z\d]{2,20}(?:[ -]?[A-Z\d]{2,20}){0,4})(?!\w)",
        score=0.8, ignore_case=True, needs=("licen", "pass", "card", "permis", "titre", "carte"),
    ),
)  # fmt: skip
