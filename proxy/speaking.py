"""In which language a client is told what went wrong: the one it asks for, else the proxy's own."""

from __future__ import annotations

from assistant import i18n
from assistant.types import Language

_LONGEST = 200
_SPOKEN = {language.value: language for language in Language}


def answer_in(header: str) -> None:
    """Have the messages of the request at hand in the language that `Accept-Language` prefers, if it is spoken here.

    Else in the proxy's own: a request that came right behind another on its connection begins with what that one set.
    """
    i18n.speak(preferred(header))


def preferred(header: str) -> Language | None:
    """Return the spoken language of the highest weight, of two the first; None where none is named."""
    best, weight = None, 0.0
    for part in header[:_LONGEST].split(","):
        tag, _, given = part.partition(";")
        language = _SPOKEN.get(tag.strip().split("-")[0].lower())
        if language and (found := _weight(given)) > weight:
            best, weight = language, found
    return best


def _weight(given: str) -> float:
    name, _, value = given.replace(" ", "").partition("=")
    try:
        return float(value) if name.lower() == "q" else 1.0
    except ValueError:
        return 0.0
