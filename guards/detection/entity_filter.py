"""Cleans what NER proposes: cuts edges, drops ordinary words, prepares all-capital lines."""

from __future__ import annotations

import regex

from assistant.types import Kind, Language, Span
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.generic import is_generic, is_one_of_many
from guards.detection.software import is_software
from guards.detection.wordlists import words

_LEADING = regex.compile(
    r"(?:[\s\W_]+|RT @[ ]?|(?:le|la|les|l'|d'|de|du|des|un|une|the|an?|and|et|chez|à|au|aux|en)[ ]|[ld]'(?=\w))+",
    regex.IGNORECASE,
)
# « Il habite Le Mans »: with a capital in the middle of a sentence it is part of the name.
_ARTICLE = regex.compile(r"(?:L[ea]s?|The|El|Los|Las)[ ](?=\p{Lu})")
# « à Nantes mardi »: the day is no part of the place.
_TRAILING = regex.compile(
    r"(?:[\s\W_]|(?<=\s)(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))+\Z"
)
# « D.C. », « D. R. »: the last letter of initials has its dot, too.
_INITIALS = regex.compile(r"(?<!\w)\p{Lu}\.(?:[ ]?\p{Lu}\.)+")
# No name goes on past a line end or these signs: NER runs « Lemoine <lemoine@… » together.
_BORDER = regex.compile(r"[\n\t<>@|{}=\\;]")
_WORD = regex.compile(r"[^\W_]+")
_BEFORE = 12  # characters: an article is shorter
_CAPITALS = regex.compile(r"(?<![\w@./-])[A-ZÀ-ÖØ-Þ]{2,}(?:['-][A-ZÀ-ÖØ-Þ]+)*(?![\w@-])")
_FIRST = regex.compile(r"(?P<word>\w+)[\s,]+(?=\w)")
_LABELS = frozenset({"login", "logins", "username", "password", "mdp"})
_LABELLED = regex.compile(r"(?<![\w-])(?i:logins?|username)[ ]\Z")
_SHAPE_DATE = regex.compile(
    r"\d{4}|\d{1,2}[/.-]\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|day\b", regex.IGNORECASE
)
_OPENING = regex.compile(r"(?:\A|[.!?:;…\n|>•*\-–—\"“«(\[])[\s\"“«(*_>#\-–—•\d.)/]*\Z")
# « SIRET 732 », « T2 », "H1", "P45s"
_NUMBER = regex.compile(r"[A-Za-z]{0,3}\d{2,}s?|[QTS][1-4]|H[12]")
_OPTION = regex.compile(r"\s--?[a-z]|\s[a-z]{1,2}:")
# « le docteur nguyen »: a title says in small letters what a capital would.
_TITLED = regex.compile(
    r"(?<!\w)(?:docteure?|doctor|monsieur|madame|mademoiselle|ma[iî]tre|professeure?|professor|mister|"
    r"mme|m(?:l|el)le|mrs?|dr|prof|pr(?=\.)|(?<!\d[ ])m(?=\.))\.?[ ]\Z",
    regex.IGNORECASE,
)
# « -DOCSTART- », « --- PAGE BREAK --- »: such words between dashes part texts, and name nobody.
_MARKER = regex.compile(
    r"-[ ]?(?:DOC(?:UMENT)?|PAGE|TEXTE?|FILE|FICHIER|MESSAGE|PART(?:IE)?|SECTION|CHAPI?TE?R|BEGIN|START|STOP|END|FIN|"
    r"D[ÉE]BUT|SUITE|BREAK|CUT|SNIP|COUPER|EOF|[ _-])+[ ]?-"
)
_MARKER_LENGTH = 40
# Who begins a sentence or writes « I » in small letters writes names so too.
_CARELESS = regex.compile(
    r"(?:\A|\n[ \t]*\n)[\s\W]*[[:lower:]][^.\n]{12}|[.!?][ ]+[[:lower:]]|(?<![\w.'])i(?![\w.])|(?:\A|\n)\P{Lu}{40}|(?<!\w)[@#][ ]?\p{L}"
)
# Nationalities, religions and convictions that the list has not, by their endings.
_PEOPLE = regex.compile(r"\p{L}{3,}(?:iste|ienn?e?|eenn?e?|aise?|oise?|mane?|[eig]an|ese)s?")
# What stands before everybody's number is no body of one's own.
_SCHEME = regex.compile(
    r"(?:National Insurance|Social Security)(?: N(?:umber|o\.?))?", regex.IGNORECASE
)
_SIGNS = frozenset("@\\={}<>|()[]*%$#~^;_")
# In careless writing people and places keep small letters; organisations would be any noun.
_MAY_BE_SMALL = frozenset({Kind.PERSON, Kind.LOCATION})
_MAY_BE_ROLES = _MAY_BE_SMALL
"""What a party to a contract is taken for."""


def trimmed(block: str, span: Span, kind: Kind, language: Language) -> Span | None:
    """Return the span without its edges, or None when nothing name-like is left."""
    start, end = span.start, span.end
    if border := _BORDER.search(block, start + 1, end):
        end = border.start()
    start = _after_leading(block, start, end)
    if match := _TRAILING.search(block, start, end):
        end = match.start()
    if is_software(block, start, end):
        return None
    end = _with_last_dot(block, start, end)
    start = _after_ordinary(block, start, end)
    start = _after_leading(block, start, end)  # « Écris à Ida »: the verb first, then « à »
    initial = _initial(block, start)
    start = _after_marker(block, start, end)
    if end - start < 2:
        return None
    value = block[start:end]
    if kind in _MAY_BE_SMALL and not _has_capital(_WORD.findall(value)):
        kept = _small_name(block, start, value, language) and _named(value, initial=initial)
    else:
        before = block[max(0, start - _BEFORE) : start]
        kept = _plausible(value, kind, before, initial=initial)
    return Span(start, end) if kept else None


def _with_last_dot(block: str, start: int, end: int) -> int:
    """Where a name ends that initials end."""
    if block[end : end + 1] != ".":
        return end
    found = _INITIALS.finditer(block, start, end + 1)
    return end + 1 if any(match.end() == end + 1 for match in found) else end


def _after_leading(block: str, start: int, end: int) -> int:
    """Cut articles and the like, unless the article is part of the name."""
    if _ARTICLE.match(block, start, end) and not _initial(block, start):
        return start
    match = _LEADING.match(block, start, end)
    return match.end() if match else start


def _after_marker(block: str, start: int, end: int) -> int:
    """Where a name begins once the words between dashes are cut that only say where a text begins."""
    for match in _MARKER.finditer(block, max(0, start - _MARKER_LENGTH), end + _MARKER_LENGTH):
        if match.start() < start < match.end():
            rest = _LEADING.match(block, match.end())
            return min(rest.end() if rest else match.end(), end)
    return start


def _initial(block: str, start: int) -> bool:
    """Whether a capital here says nothing: a line, a sentence or a quotation begins."""
    return _OPENING.search(block, max(0, start - 12), start) is not None


def _after_ordinary(block: str, start: int, end: int) -> int:
    """Cut « Bonjour » off « Bonjour Karim », « Login » off « Login Karim », unless nothing would be left."""
    while match := _FIRST.match(block, start, end):
        word = fold(match["word"])
        if word not in words("greetings") and word not in _LABELS:
            break
        start = match.end()
    return start


def _plausible(value: str, kind: Kind, before: str, *, initial: bool) -> bool:
    if kind is Kind.DATE:
        return _SHAPE_DATE.search(value) is not None
    if kind is Kind.NRP:
        return value[0].isupper() or any(_is_people(fold(w)) for w in _WORD.findall(value))
    found = _WORD.findall(value)
    if not _has_capital(found):
        return False
    if kind is Kind.ORG and _SCHEME.fullmatch(value):
        return False
    if kind is Kind.ORG and is_generic(value, before):
        return False  # « la Commission », « la Cour suprême »: every country has one
    if kind in _MAY_BE_ROLES and is_one_of_many(value, before):
        return False  # « Le Bailleur », "The Tenant"
    return _named(value, initial=initial)


def _named(value: str, *, initial: bool) -> bool:
    """Whether one of the words can be part of a name, and no sign speaks against it."""
    if (
        _OPTION.search(value)
        or any(char in _SIGNS for char in value)
        or sum(map(str.isdigit, value)) * 2 > len(value)
    ):
        return False
    found = enumerate(_WORD.findall(value))
    return any(_names(word, initial=initial and index == 0) for index, word in found)


def _is_people(folded: str) -> bool:
    """Whether a word in small letters is a nationality, a religion or a conviction."""
    return folded in words("demonyms") or _PEOPLE.fullmatch(folded) is not None


def _names(word: str, *, initial: bool) -> bool:
    """Whether a word can be part of a name: no common word where its capital says nothing."""
    folded = fold(word)
    if _NUMBER.fullmatch(word):
        return False  # « IBAN FR76 », « SIRET 732 »
    if any(folded in words(own) for own in ("ordinary", "technical", "function_words")):
        return False
    if folded in words("acronyms") and not word.istitle():
        return False  # « NGO » is none, « Ngo » may be one
    if initial and folded.endswith("ez") and folded not in words("names_in_ez"):
        return False  # « Comparez », « Veuillez »
    return folded not in words("common") or (word[0].isupper() and not initial)


def _small_name(block: str, start: int, value: str, language: Language) -> bool:
    """Whether words in small letters may be a name: after a title, or where the writing is careless.

    The French model takes « rien » for a name, the English one « downtown ».
    """
    if _TITLED.search(block, max(0, start - 14), start) or _LABELLED.search(
        block, max(0, start - 14), start
    ):
        return True
    found = _WORD.findall(value)
    if found and is_first_name(found[0]):
        return True
    if language is Language.FR:
        return len(found) > 1
    return _CARELESS.search(block) is not None


def _has_capital(found: list[str]) -> bool:
    return any(char.isupper() for word in found for char in word)


def capitals_lowered(block: str) -> str:
    """Give words in capitals a capital and small letters, same length, where a line shouts.

    Models trained on newspapers miss « LEFÈVRE ÉLODIE »; acronyms in a normal line stay.
    """
    letters = sum(map(str.isalpha, block))
    shouting = letters and sum(map(str.isupper, block)) * 10 > letters * 6
    return _CAPITALS.sub(lambda m: _capitalised(m.group(), shouting=bool(shouting)), block)


def _capitalised(word: str, *, shouting: bool) -> str:
    if not shouting and len(word) < 4:
        return word
    lowered = "".join(
        char if index == 0 or not word[index - 1].isalpha() else char.lower()
        for index, char in enumerate(word)
    )
    return lowered if len(lowered) == len(word) else word
