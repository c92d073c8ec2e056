"""Who speaks in a chat: « [09:15] dom: who? », « 12/03/2026, 09:14 - nono : ok », « 09:14 <kez> yes »."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.types import Kind
from guards.detection.folding import fold
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser

_TIME = r"\d{1,2}[:h]\d{2}(?:[ ]?[AaPp][Mm])?"
_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ ](?:à[ ])?"
_NAME = r"(?P<v>\p{L}[\p{L}.'’-]{1,20}(?:[ ]\p{L}[\p{L}.'’-]{0,20}){0,2})"
# A log has seconds and no brackets, or no day before them.
_SPEAKER = regex.compile(
    rf"^[> \t]*(?:\[(?:{_TIME}|{_DAY}{_TIME}(?::\d\d)?)\][ ]{_NAME}[ ]?:[ ]|{_DAY}{_TIME}(?::\d\d)?[ ]-[ ]{_NAME}[ ]?:[ ]|"
    rf"\[?{_TIME}\]?[ ]<{_NAME}>[ ])",
    regex.MULTILINE,
)
_NO_PERSONS = frozenset(
    """
    info warn warning error erreur debug trace fatal critical notice system systeme bot chatbot user utilisateur assistant admin server serveur
    client customer agent operator operateur support moderator host guest note todo action decision agenda moi me you toi vous nous
    """.split()  # noqa: SIM905  (a list of words reads better so)
)
_LEAST = 2


class Speakers:
    """The names before what is said, where two lines at least are so."""

    name = "chat_speaker"
    kinds: tuple[Kind, ...] = (Kind.PERSON,)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names."""
        if "\n" not in text or not ("[" in text or " - " in text or "<" in text):
            return
        said = [match.span("v") for match in _SPEAKER.finditer(text, timeout=MATCH_SECONDS)]
        if len(said) < _LEAST:
            return
        for start, end in said:
            if _NO_PERSONS.isdisjoint(fold(text[start:end]).split(" ")):
                yield Hit(start, end, 0.8, Kind.PERSON, self.name)


RECOGNISERS: tuple[Recogniser, ...] = (Speakers(),)
