"""People by the words around them: titles, headers, greetings, signatures, known first names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import regex

from assistant.types import Kind
from guards.detection import wordlists
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.needs import needed, standing
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser

_UPPER = r"[A-ZÀ-ÖØ-Þ]"
_LETTER = r"[^\W\d_]"
_PARTICLE = r"(?:(?:de la|de l'|de|du|des|d'|le|la|van der|van den|van|von|der|den|di|da|dos|del|el|al|ben|ibn|bin|Mc|Mac|O')[ ]?)"
_TOKEN = (
    rf"(?:{_UPPER}['’]?[\w]+(?:[-'’]{_UPPER}[\w]*)*|{_UPPER}\.(?:[-]?{_UPPER}\.)*|{_UPPER}(?![\w]))"
)
_NAME = rf"{_TOKEN}(?:[ ]{_PARTICLE}{{0,2}}{_TOKEN}){{0,3}}"
# « le docteur Min-jun »: beside a title what follows a hyphen is the name's.
_TITLED = rf"{_NAME}(?:(?:-\p{{Ll}}+)+(?:[ ]{_PARTICLE}{{0,2}}{_TOKEN}){{0,3}})?"
_NOBLE = r"(?:(?:de la|de l'|de|du|des|d'|van der|van den|van|von|da|di|dos|del|ben|ibn)[ ]?)"
_TITLE = (
    r"(?:MM?\.|Mmes?\.?|Mlles?|Melles?|Me|Mes|Maître|Maitre|Monsieur|Madame|Mademoiselle|Docteur|Dr\.?|Professeur|Pr\.?|Mgr|"
    r"Mr\.?|Mrs\.?|Ms\.?|Miss|Mx\.?|Sir|Dame|Lord|Lady|Prof\.?|Judge|Justice|Père|Sœur|Frère|Général|Colonel|Capitaine|Lieutenant|Abbé)"
)
_SMALL_CIVIL = r"(?:monsieur|madame|mademoiselle)"
_SMALL_RANK = (
    r"(?:docteure?|maître|professeure?|général|colonel|capitaine|lieutenant|abbé|[Pp]résidente?)"
)
_SMALL_SHORT = r"(?:mm?\.|mmes?\.?|m(?:l|el)les?\.?|m(?:r|rs|s)\.?|mister|miss|dr\.?|doctor)"
ANY_TITLE = rf"(?:{_TITLE}|{_SMALL_CIVIL}|{_SMALL_RANK}|{_SMALL_SHORT})"
# « Miss Monde », « Lord Advocate »: what is left is no name; « Mme Abbé » is one.
_TITLES_ALONE = regex.compile(rf"{_TITLE}|(?:(?:Lord|Lady|Justice|Judge|Sir)(?:[ ]|\Z))+")
_TITLES = rf"(?:(?:[Ll][ea][ ]+)?{ANY_TITLE}[ \u00a0\u202f]+)+"
_LEADING, _BEFORE = regex.compile(rf"{_TITLES}(?=\w)"), regex.compile(rf"(?<![\w.]){_TITLES}\Z")
_LONGEST_TITLES = 24


def title_length(name: str) -> int:
    """How many leading characters of a mention are titles: they tell the gender, not the person."""
    match = _LEADING.match(name)
    return match.end() if match and match.end() < len(name) else 0


def title_before(text: str, start: int) -> str:
    """The titles that stand just before a mention, or nothing."""
    match = _BEFORE.search(text, max(0, start - _LONGEST_TITLES), start)
    return match.group() if match else ""


# Capitals that nobody can say are no surname; « VLK » can be said, and two may be initials.
_ACRONYM = regex.compile(r"[B-DF-HJ-NP-TV-XZ][B-DF-HJKMNPQSTVXZ]+[B-DF-HJ-NP-TV-XZ]")


_SAID = frozenset({"Hey", "Well"})
_GOES_ON = regex.compile(
    r",?[ ](?:I|you|we|it|he|she|they|this|that|there|here|how|what|just|the|thanks|thank|my|your|if|when|let|guys|folks|all|everyone|everybody|sorry)(?!\w)|[ ]?[!?]"
)


class NamePattern:
    """A pattern whose group `v` is a name; words that are never names are cut off its ends."""

    kinds: tuple[Kind, ...] = (Kind.PERSON,)

    def __init__(self, name: str, pattern: str, score: float, needs: Sequence[str] = ()) -> None:
        self.name, self.score, self.needs = name, score, needed(needs)
        self._source = pattern

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The pattern, compiled at first use."""
        return regex.compile(self._source, regex.MULTILINE)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield names with their surroundings cut off."""
        if self.needs and self.needs.isdisjoint(standing(text).strings):
            return
        for match in self.pattern.finditer(text, timeout=MATCH_SECONDS):
            start, end = match.span("v")
            not_names = wordlists.words("not_names")
            words = text[start:end].split(" ")
            while words and (
                fold(words[-1]).strip(".,") in not_names or _is_said(words[-1], text, end)
            ):
                end -= len(words.pop()) + 1
            bare = [word for word in words if fold(word).strip(".") not in not_names]
            if bare and not _TITLES_ALONE.fullmatch(" ".join(bare)) and end > start:
                yield Hit(start, min(end, match.end("v")), self.score, Kind.PERSON, self.name)


class KnownFirstNames:
    """Capitalised known first names, with the surname that follows or precedes in capitals."""

    name = "first_name"
    kinds: tuple[Kind, ...] = (Kind.PERSON,)
    _pattern = regex.compile(
        rf"(?<![\w.@/'-])(?P<first>{_UPPER}{_LETTER}+(?:-{_UPPER}{_LETTER}+)*)(?![\w@]|\.\w)"
        rf"(?P<rest>(?:[ ](?:{_PARTICLE}{{1,2}})?(?:{_UPPER}\.[ ])?{_UPPER}{_LETTER}*(?:[-']{_UPPER}?{_LETTER}+)*(?!\w)){{0,3}})"
    )
    _before = regex.compile(rf"(?<![\w-])(?:{_UPPER}{{2,}}(?:[-' ]{_UPPER}{{2,}}){{0,2}})[ ]$")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield names that begin with, or follow, a known first name."""
        for match in self._pattern.finditer(text, overlapped=False, timeout=MATCH_SECONDS):
            if not is_first_name(match["first"]):
                yield from self._inside(text, match)
                continue
            yield self._hit(text, match.start(), match.end())

    def _inside(self, text: str, match: regex.Match[str]) -> Iterator[Hit]:
        words = match.group().split(" ")
        at = match.start()
        for index, word in enumerate(words):
            if index and is_first_name(word) and len(word) > 2:
                yield self._hit(text, at, match.end())
                return
            at += len(word) + 1

    def _hit(self, text: str, start: int, end: int) -> Hit:
        words = text[start:end].split(" ")
        while len(words) > 1 and (_is_said(words[-1], text, end) or _belongs_not(words[-1])):
            end -= len(words.pop()) + 1
        if before := self._before.search(text, max(0, start - 50), start):
            # « PV du CSE ; Sofiane » is read without the sign, too.
            start = (
                start if wordlists.is_listed(before.group().strip(), "acronyms") else before.start()
            )
        return Hit(start, end, 0.7 if " " in text[start:end] else 0.6, Kind.PERSON, self.name)


def _belongs_not(word: str) -> bool:
    """Whether a word behind a name is none of it: « Ena DPR »."""
    return fold(word) in wordlists.words("not_names") or _ACRONYM.fullmatch(word) is not None


def _is_said(word: str, text: str, end: int) -> bool:
    """Whether a word begins what is said after a name: « Karim Hey I think »; « Jack Hey » is called so."""
    return word in _SAID and _GOES_ON.match(text, end) is not None


RECOGNISERS: tuple[Recogniser, ...] = (
    NamePattern(
        "title_name",
        rf"(?<![\w.])(?P<v>(?:{_TITLE})[ ](?:(?:{_TITLE}|et)[ ])*{_NOBLE}?{_TITLED})",
        0.9,
    ),
    # « le président de la Cour » is no one's name, so that ranks in small letters take no « de ».
    NamePattern(
        "small_title_name",
        rf"(?<![\w.-])(?P<v>(?:{_SMALL_CIVIL}[ ]{_NOBLE}?|{_SMALL_RANK}[ ]){_TITLED})",
        0.9,
        (
            "monsieur",
            "madame",
            "mademoiselle",
            "docteur",
            "maitre",
            "professeur",
            "general",
            "colonel",
            "capitaine",
            "lieutenant",
            "abbe",
            "president",
        ),
    ),
    NamePattern(
        "mail_header",
        rf"^[> \t]*\**(?:De|From|À|A|To|Cc|Cci|Bcc|Expéditeur|Destinataire|Signé|Signed|Nom|Name|Contact|Auteur|Author|"
        rf"Assigned to|Reporter|Demandeur|Interlocuteur|(?:Signed-off|Co-authored|Reviewed|Acked|Tested|Reported)-by|Committer|Tagger)\**[ ]?:[ \t]*\"?(?P<v>{_NAME})",
        0.85,
        (":",),
    ),
    NamePattern(
        "greeting",
        rf"(?<!\w)(?:Bonjour|Bonsoir|Salut|Cher|Chère|Coucou|Hello|Hi|Hey|Dear|Merci|Thanks|Thank you)[ ,]+(?!{_UPPER}*\d\d|MM?\.)(?P<v>{_TOKEN}(?:[ ]{_TOKEN})?)(?=[ ]*[,!.\n])",
        0.8,
        ("bon", "salut", "ch", "coucou", "he", "hi", "dear", "merci", "thank"),
    ),
    NamePattern(
        "signature",
        rf"(?:[Cc]ordialement|[Ss]incèrement|[Aa]mitiés|[Bb]ien à (?:vous|toi)|[Bb]onne (?:journée|soirée|réception)|[Bb]est regards|[Kk]ind regards|"
        rf"[Rr]egards|[Ss]incerely|[Yy]ours(?: truly| faithfully)?|[Cc]heers|[Bb]est|[Mm]erci d'avance|[Aa]\+|[Bb]ises)[ ]*[,.!]?[ ]*\n{{1,3}}[> \t]*(?:--[ ]*\n)?(?P<v>{_NAME})[ ]*$",
        0.8,
        (
            "cordialement",
            "sincere",
            "amities",
            "bien a",
            "bonne",
            "regards",
            "yours",
            "cheers",
            "best",
            "merci",
            "a+",
            "bises",
        ),
    ),
    KnownFirstNames(),
)
