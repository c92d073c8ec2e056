"""People by the words around them: titles, headers, greetings, signatures, known first names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import regex

from assistant.types import Kind
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser

_UPPER = r"[A-ZÀ-ÖØ-Þ]"
_LETTER = r"[^\W\d_]"
_PARTICLE = r"(?:(?:de la|de l'|de|du|des|d'|le|la|van der|van den|van|von|der|den|di|da|dos|del|el|al|ben|ibn|bin|Mc|Mac|O')[ ]?)"
_TOKEN = (
    rf"(?:{_UPPER}['’]?[\w]+(?:[-'’]{_UPPER}[\w]*)*|{_UPPER}\.(?:[-]?{_UPPER}\.)*|{_UPPER}(?![\w]))"
)
_NAME = rf"{_TOKEN}(?:[ ]{_PARTICLE}{{0,2}}{_TOKEN}){{0,3}}"
_TITLE = (
    r"(?:MM?\.|Mmes?\.?|Mlles?|Me|Mes|Maître|Maitre|Monsieur|Madame|Mademoiselle|Docteur|Dr\.?|Professeur|Pr\.?|Mgr|"
    r"Mr\.?|Mrs\.?|Ms\.?|Miss|Mx\.?|Sir|Dame|Lord|Lady|Prof\.?|Judge|Justice|Père|Sœur|Frère|Général|Colonel|Capitaine|Lieutenant|Abbé)"
)
_NOT_A_NAME = frozenset(
    [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "de",
        "du",
        "et",
        "ou",
        "je",
        "tu",
        "il",
        "elle",
        "nous",
        "vous",
        "ils",
        "elles",
        "the",
        "a",
        "an",
        "and",
        "or",
        "i",
        "you",
        "he",
        "she",
        "we",
        "they",
        "bonjour",
        "bonsoir",
        "hello",
        "hi",
        "dear",
        "cher",
        "chère",
        "merci",
        "thanks",
        "objet",
        "subject",
        "cordialement",
        "date",
        "from",
        "to",
        "cc",
        "de",
        "à",
        "président",
        "présidente",
        "directeur",
        "directrice",
        "maire",
        "ministre",
        "préfet",
        "juge",
        "procureur",
        "commissaire",
        "rapporteur",
        "greffier",
        "secrétaire",
        "premier",
        "première",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monsieur",
        "madame",
        "note",
        "total",
        "action",
        "actions",
        "question",
        "réponse",
        "question",
        "answer",
        "conseil",
        "société",
        "entreprise",
    ]
)
# First names that are ordinary words, places or months: they need more than a capital.
_AMBIGUOUS = frozenset(
    [
        "rose",
        "pierre",
        "claire",
        "marguerite",
        "olive",
        "prudence",
        "aime",
        "desire",
        "fleur",
        "france",
        "paris",
        "noel",
        "ange",
        "juste",
        "clement",
        "constant",
        "parfait",
        "max",
        "will",
        "mark",
        "may",
        "june",
        "april",
        "grace",
        "hope",
        "faith",
        "joy",
        "bill",
        "rob",
        "art",
        "grant",
        "frank",
        "jean",
        "ali",
        "sol",
        "lune",
        "mai",
        "mars",
        "avril",
        "juillet",
        "aout",
        "aurore",
        "celeste",
        "victoire",
        "prosper",
        "modeste",
        "placide",
        "sage",
        "blanche",
        "brune",
        "lilas",
        "jasmin",
        "violette",
        "iris",
        "melissa",
        "chance",
        "mercedes",
        "lourdes",
        "carmen",
        "tokyo",
        "london",
        "sydney",
        "savannah",
        "georgia",
        "florence",
        "nancy",
        "valence",
        "orange",
        "adria",
        "asia",
        "india",
        "china",
        "alma",
        "mia",
        "dior",
        "son",
        "les",
        "mon",
        "nor",
        "dan",
        "sam",
        "gaia",
        "alpha",
        "luna",
        "stella",
        "star",
        "sky",
        "ocean",
        "océan",
        "neo",
        "leader",
        "prince",
        "princesse",
        "roi",
        "reine",
        "loup",
        "lion",
        "cassis",
        "amour",
        "tresor",
        "merci",
        "toussaint",
        "pascal",
        "pascale",
        "delta",
        "java",
        "ruby",
        "perl",
        "julia",
        "ada",
        "pandora",
        "ariane",
        "dune",
        "marine",
        "tara",
        "terra",
        "cosmos",
        "hector",
        "ivoire",
        "lys",
        "avant",
        "image",
        "bien",
        "christ",
        "jesus",
        "dieu",
        "marie-galante",
        "saint",
        "sainte",
        "major",
        "martial",
        "sylvestre",
        "vincent",
        "bastille",
        "gloire",
        "bonheur",
        "liberty",
        "liberte",
        "eden",
        "israel",
        "gad",
        "jourdain",
        "alize",
        "romain",
        "romaine",
        "germain",
        "lombard",
        "breton",
        "normand",
        "angevin",
        "lorraine",
        "alsace",
        "savoie",
        "provence",
        "maria",
        "allegra",
        "cherie",
        "belle",
        "bon",
        "petit",
        "gentil",
        "franck",
        "cyan",
        "indigo",
        "azur",
        "saphir",
        "perle",
        "diamant",
        "cristal",
        "emeraude",
        "jade",
        "ambre",
        "opale",
        "corail",
        "abel",
        "noe",
        "arche",
        "colombe",
    ]
)
_DATA = Path(__file__).parent.parent / "data"


_LEADING_TITLES = regex.compile(rf"(?:(?:{_TITLE}|[Ll]e|[Ll]a)[ ]+)+(?=\w)")


def title_length(name: str) -> int:
    """How many leading characters of a mention are titles: they tell the gender, not the person."""
    match = _LEADING_TITLES.match(name)
    return match.end() if match and match.end() < len(name) else 0


def fold(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def first_names() -> frozenset[str]:
    """Known first names, folded; unambiguous and ambiguous ones."""
    names: set[str] = set()
    for path in sorted(_DATA.glob("first_names_*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        names.update(line for line in lines if line and not line.startswith("#"))
    return frozenset(names)


def is_first_name(word: str) -> bool:
    """Whether a capitalised word is a first name and no ordinary word."""
    folded = fold(word)
    known = first_names()
    return folded not in _AMBIGUOUS and (
        folded in known or ("-" in folded and all(part in known for part in folded.split("-")))
    )


class NamePattern:
    """A pattern whose group `v` is a name; words that are never names are cut off its ends."""

    kinds: tuple[Kind, ...] = (Kind.PERSON,)

    def __init__(self, name: str, pattern: str, score: float) -> None:
        self.name, self.score = name, score
        self.pattern = regex.compile(pattern, regex.MULTILINE)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield names with their surroundings cut off."""
        for match in self.pattern.finditer(text, timeout=MATCH_SECONDS):
            start, end = match.span("v")
            words = text[start:end].split(" ")
            while words and words[-1].lower().strip(".,") in _NOT_A_NAME:
                end -= len(words.pop()) + 1
            bare = [word for word in words if word.lower().strip(".") not in _NOT_A_NAME]
            if bare and not _LEADING_TITLES.fullmatch(" ".join(bare) + " ") and end > start:
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
        while len(words) > 1 and fold(words[-1]) in _NOT_A_NAME:
            end -= len(words.pop()) + 1
        if before := self._before.search(text, max(0, start - 50), start):
            start = before.start()
        return Hit(start, end, 0.7 if " " in text[start:end] else 0.6, Kind.PERSON, self.name)


RECOGNISERS: tuple[Recogniser, ...] = (
    NamePattern(
        "title_name", rf"(?<![\w.])(?P<v>(?:{_TITLE})[ ](?:(?:{_TITLE}|et)[ ])*{_NAME})", 0.9
    ),
    NamePattern(
        "mail_header",
        rf"^[> \t]*\**(?:De|From|À|A|To|Cc|Cci|Bcc|Expéditeur|Destinataire|Signé|Signed|Nom|Name|Contact|Auteur|Author|"
        rf"Assigned to|Reporter|Demandeur|Interlocuteur)\**[ ]?:[ \t]*\"?(?P<v>{_NAME})",
        0.85,
    ),
    NamePattern(
        "greeting",
        rf"(?<!\w)(?:Bonjour|Bonsoir|Salut|Cher|Chère|Coucou|Hello|Hi|Hey|Dear|Merci|Thanks|Thank you)[ ,]+(?P<v>{_TOKEN}(?:[ ]{_TOKEN})?)(?=[ ]*[,!.\n])",
        0.8,
    ),
    NamePattern(
        "signature",
        rf"(?:[Cc]ordialement|[Ss]incèrement|[Aa]mitiés|[Bb]ien à (?:vous|toi)|[Bb]onne (?:journée|soirée|réception)|[Bb]est regards|[Kk]ind regards|"
        rf"[Rr]egards|[Ss]incerely|[Yy]ours(?: truly| faithfully)?|[Cc]heers|[Bb]est|[Mm]erci d'avance|[Aa]\+|[Bb]ises)[ ]*[,.!]?[ ]*\n{{1,3}}[> \t]*(?:--[ ]*\n)?(?P<v>{_NAME})[ ]*$",
        0.8,
    ),
    KnownFirstNames(),
)
