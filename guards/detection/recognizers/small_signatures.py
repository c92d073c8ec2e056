"""Names in small letters that sign: « cordialement / petit », "cheers, / moss", the last line behind a closing formula."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.types import Kind
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.needs import standing
from guards.detection.recognizers.closings import NEEDS, closing_above
from guards.detection.recognizers.tables.separated_cells import Line, lines
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser
from guards.detection.wordlists import NO_NAMES, is_listed

_WORD = r"\p{Ll}(?:\p{Ll}+(?:[-'’]\p{Ll}+)*|\.)"
_SIGNED = regex.compile(
    rf"[> \t]*(?:[-–—~*]+[ ]*)?(?P<v>{_WORD}(?:[ ](?:(?:&|et|and)[ ])?{_WORD}){{0,2}})(?:[ ]x{{1,3}})?[ \t]*[.,!]?[ \t\r]*"
)
_EACH = regex.compile(r"(?!(?:&|et|and)[ ])\S+(?:[ ](?!&|et[ ]|and[ ])\S+)*")
# Who signs for a house, and what is said once more.
_NOBODY = frozenset(
    """
    accueil bureau comite compta comptabilite conseil direction drh ecole equipe gerance mairie maitresse rh secretariat service syndic
    admin board chair committee editor headteacher hr management manager office ops reception secretary staff support team treasurer
    amen bonsoir bonjour coucou demain fin idem merci ok oui non ps pj salut stop svp stp thanks bye cheers love yes no hello tbc
    encore bientot dimanche lundi mardi mercredi jeudi vendredi samedi monday tuesday wednesday thursday friday saturday sunday tomorrow
    maman papa mamie papy mum mom dad granny
    """.split()  # noqa: SIM905  (a list of words reads better so)
)
_MOST_BELOW = 4
_LONGEST_BELOW = 60


class SmallSignatures:
    """The line behind a closing formula, where the text ends or few short lines follow."""

    name = "small_signature"
    kinds: tuple[Kind, ...] = (Kind.PERSON,)
    needs = NEEDS

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names."""
        if "\n" not in text or self.needs.isdisjoint(standing(text).strings):
            return
        own = [*lines(text)]
        for at, line in enumerate(own):
            match = _SIGNED.fullmatch(line.text, timeout=MATCH_SECONDS)
            if (
                match
                and _is_last(own, at)
                and (closing := closing_above(own, at))
                and _signs(match["v"], closing)
            ):
                for name in _EACH.finditer(match["v"]):
                    start = line.start + match.start("v") + name.start()
                    yield Hit(start, start + len(name.group()), 0.8, Kind.PERSON, self.name)


def _is_last(own: list[Line], at: int) -> bool:
    """Whether a text or a mail ends with a line, or with a card of a few short lines below it."""
    for line in own[at + 1 : at + 1 + _MOST_BELOW]:
        if not line.text.strip("> \t\r"):
            return True
        if len(line.text) > _LONGEST_BELOW:
            return False
    return len(own) <= at + 1 + _MOST_BELOW


def _signs(name: str, closing: str) -> bool:
    """Whether words may be who signs; behind a parting formula one word alone is, whatever it means."""
    words = [word for word in name.split(" ") if word not in ("&", "et", "and")]
    if any(fold(word) in _NOBODY for word in words):
        return False
    if closing == "short":
        return all(map(_is_known, words))
    if len(words) == 1 and closing != "thanks":
        return closing == "parting" or _is_known(name) or not is_listed(name, *NO_NAMES)
    return is_listed(name, "surnames_of_words") or (
        any(map(_is_name, words)) and not _is_said(words)
    )


def _is_known(word: str) -> bool:
    return is_first_name(word) or is_listed(word, "surnames_of_words")


def _is_name(word: str) -> bool:
    if _is_known(word):
        return True
    return len(word) > 2 and not is_listed(word, *NO_NAMES)


def _is_said(words: list[str]) -> bool:
    """Whether most of several words build a sentence: « see you thursdayy »."""
    plain = sum(is_listed(word, *NO_NAMES) and not is_first_name(word) for word in words)
    return plain * 2 > len(words)


RECOGNISERS: tuple[Recogniser, ...] = (SmallSignatures(),)
