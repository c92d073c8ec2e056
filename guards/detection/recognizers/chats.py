"""Who speaks in a chat: « [09:15] dom: who? », « 12/03/2026, 09:14 - nono : ok », « 09:14 <kez> yes »."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.types import Kind
from guards.detection.account_names import is_account
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.recognizers.called import is_given
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser
from guards.detection.wordlists import is_listed

_TIME = r"\d{1,2}[:h]\d{2}(?:[ ]?[AaPp][Mm])?"
_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ ](?:à[ ])?"
_NAME = r"(?P<v>\p{L}[\p{L}.'’-]{1,20}(?:[ ]\p{L}[\p{L}.'’-]{0,20}){0,2})"
_ACCOUNT = r"(?P<v>(?P<alone>\p{Ll}[\p{Ll}\d._-]{2,20}))"
# A log has seconds and no brackets.
_SPEAKER = regex.compile(
    rf"^[> \t]*(?:\[(?:{_TIME}|{_DAY}{_TIME}(?::\d\d)?)\][ ]{_NAME}[ ]?:[ ]|{_DAY}{_TIME}[ ]-[ ]{_NAME}[ ]?:[ ]|"
    rf"\[?{_TIME}\]?[ ]<{_NAME}>[ ]|{_ACCOUNT}[ ]{{1,4}}{_TIME}[ \t\r]*$)",
    regex.MULTILINE,
)
_NO_PERSONS = frozenset(
    """
    info warn warning error erreur debug trace fatal critical notice system systeme bot chatbot user utilisateur assistant admin server serveur
    client customer agent operator operateur support moderator host guest note todo action decision agenda moi me you toi vous nous
    """.split()  # noqa: SIM905  (a list of words reads better so)
)
_OF_LOGS = frozenset(
    """
    api app build builds backup cache ci cron daemon db deploy deployment gateway install job kernel lint logs migration monitor pipeline
    proxy queue release scheduler service services staging step task tests worker
    """.split()  # noqa: SIM905
)
_LEAST = 2
_LONGEST_BY_NAME = 4


class Speakers:
    """The names before what is said, where two lines at least are so."""

    name = "chat_speaker"
    kinds: tuple[Kind, ...] = (Kind.PERSON,)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names."""
        if "\n" not in text or ":" not in text:
            return
        said = [
            match.span("v")
            for match in _SPEAKER.finditer(text, timeout=MATCH_SECONDS)
            # « jdupont  09:02 » speaks, « visio  09:02 » is on a programme.
            if not (own := match["alone"]) or is_account(own) or is_given(own)
        ]
        if len(said) < _LEAST:
            return
        for start, end in said:
            if _speaks(text[start:end]):
                yield Hit(start, end, 0.8, Kind.PERSON, self.name)


def _speaks(name: str) -> bool:
    """Whether a name may be somebody's: « build », « Docker Hub » and "warn" write logs."""
    own = fold(name).split(" ")
    if not _NO_PERSONS.isdisjoint(own):
        return False
    return not any(map(_is_technical, own)) or any(map(is_first_name, own))


def _is_technical(word: str) -> bool:
    """Short ones are by-names, too: « dom », « gui »."""
    return word in _OF_LOGS or (len(word) > _LONGEST_BY_NAME and is_listed(word, "technical"))


RECOGNISERS: tuple[Recogniser, ...] = (Speakers(),)
