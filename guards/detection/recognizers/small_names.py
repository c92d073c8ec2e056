"""Names in small letters after a title or a family tie: « m. petit », « mrs o'neill », « mon fils jean »."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.types import Kind
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.needs import needed, standing
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser
from guards.detection.wordlists import NO_NAMES, is_listed

SMALL_NAME = "small_titled_name"
_SURNAMES = "surnames_of_words"
# What stands behind a title in chats and notes, and in no list of words.
_SAID = frozenset(("bjr", "bsr", "cdt", "cdlt", "lol", "mdr", "pls", "plz", "ps", "slt", "stp", "svp", "thx", "untel"))  # fmt: skip
# What else a « maître » is, in no list of words.
_MASTERS = frozenset(
    (
        "absolu", "artisan", "boulanger", "charpentier", "chocolatier", "coq", "couvreur", "cuisinier", "ebeniste", "horloger", "jedi",
        "macon", "menuisier", "nageur", "nageuse", "orfevre", "patissier", "praticien", "queux", "renard", "ramoneur", "sonneur", "spirituel",
        "verrier", "vigneron", "voilier", "zen",
    )
)  # fmt: skip
# First names that are ordinary words besides, but none that stands behind « mon fils ».
_CALLED_SO = frozenset(("jean", "pierre"))
_WORD = r"\p{Ll}+(?:[-'’]\p{Ll}{2,})*"
_LINK = r"(?:(?:de[ ]la|de|du|des|van[ ]der|van|von|el|ben|da|dos|le)[ ]|d['’])?"
_END = r"(?![\w@]|-\w|['’](?!s(?!\w))\w)"  # « mr smith's », and not « mr wasn't »
_NAME = rf"{_LINK}{_WORD}{_END}"
_TITLE = (
    # Nothing but a name follows these, or a word that the lists know.
    r"(?:(?P<short>mm?\.|mmes?\.?|m(?:l|el)les?\.?|mrs\.?|pr\.|(?<=(?<!\w)(?:le|du|au)[ ])pr)|"
    # These are also a merge request, a millisecond, a verb: the words before them tell.
    r"(?P<doubtful>mr\.?|(?<!in[ ])ms\.?|"
    r"(?<=(?:of|from|with|by|for|hi|hello|dear|call|called|ask|tell|told|thank|customer|client|patient|tenant|caller|pupil|teacher|nurse)[ ])miss)|"
    # « maître le goff » is a lawyer, « maître nageur » and « maître le plus » are none.
    r"(?P<lawyer>(?<!(?:titre|brevet|diplôme)[ ]de[ ]|(?<!\w)(?:le|du|au|est|es|suis|était|être|devenue?|comme|son|ton|seul)[ ])ma[iî]tre)|"
    # Any word may follow these: « madame souhaite », « dr failover ».
    r"messieurs|monsieur|mesdames|madame|mademoiselle|mister|dr\.?|docteure?|doctor|professeure?|professor)"
)
_BEHIND = regex.compile(rf"[ ](?P<name>\p{{Ll}}{{3,}}(?:-\p{{Ll}}{{2,}})*){_END}")
_GREETING = r"(?:Bonjour|Bonsoir|Cher|Merci|Salut)"
# « Karim M. » is an initial.
_TITLED = regex.compile(
    rf"(?=[DMPdmp])(?<![\w.-]|\d[ ]|[ap]\.[ ])(?:(?<={_GREETING}[ ])|(?<!\p{{Lu}}\p{{L}}*[ ](?=M\.)))(?i:{_TITLE})[ ](?P<name>{_NAME})"
)
_NEXT = regex.compile(rf"[ ](?P<name>{_NAME})")
_AND = regex.compile(rf"(?:,|[ ](?:et|and|&))[ ](?P<name>{_NAME})")
_PLURAL = regex.compile(r"mm\.|mmes\.?|m(?:l|el)les\.?|messieurs|mesdames", regex.IGNORECASE)
_OF_THINGS = regex.compile(
    r"(?<!\w)(?:the|an?|this|these|my|your|our|his|her|their|its|new|open|each|every|per|any|some|no|few|many|"
    r"une?|les|ces?|cette|mon|ma|mes|notre|nos|votre|vos)[ ]\Z",
    regex.IGNORECASE,
)
_LONGEST = 10
_TITLE_SIGNS = (
    "m. ", "mm. ", "mme", "mlle", "mrs", "mr ", "mr. ", "ms ", "ms. ", "dr ", "dr. ", "miss ", "monsieur ", "messieurs ",
    "madame ", "mesdames ", "mademoiselle ", "mister ", "docteur", "doctor ", "professeur", "professor ", "melle", "pr. ", " pr ", "maitre ",
)  # fmt: skip


class SmallTitledNames:
    """What stands behind a title and is a name by itself, or no word that the lists know."""

    name = SMALL_NAME
    kinds: tuple[Kind, ...] = (Kind.PERSON,)
    needs = needed(_TITLE_SIGNS)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names, without their titles."""
        if self.needs.isdisjoint(standing(text).strings):
            return
        for match in _TITLED.finditer(text, timeout=MATCH_SECONDS):
            if match["lawyer"] and fold(match["name"]) in _MASTERS:
                continue
            if match["short"] or not _is_thing(text, match.start()):
                certain = bool(match["short"] or match["doubtful"] or match["lawyer"])
                yield from self._hits(text, match, certain=certain)

    def _hits(self, text: str, titled: regex.Match[str], *, certain: bool) -> Iterator[Hit]:
        """Yield the name behind a title, and those that « et » joins to it behind a title in the plural."""
        one: regex.Match[str] | None = titled
        while one is not None and _is_name(one["name"], certain=certain):
            end = _end(text, one, certain=certain)
            yield Hit(one.start("name"), end, 0.85, Kind.PERSON, self.name)
            one = _AND.match(text, end) if _PLURAL.match(titled.group()) else None


def _is_name(name: str, *, certain: bool) -> bool:
    """Whether words are a name behind a title; one that is `certain` makes any unknown word one."""
    if is_listed(name.replace("’", "'"), _SURNAMES):
        return certain or name != "may"
    link, _, word = name.replace("’", "'").rpartition(" ")
    if link == "le" or len(word) < 3 or (word[1] == "'" and word[0] not in "od"):
        return False  # « le bâtonnier », « l'inspecteur »
    return not _is_plain(word.removeprefix("d'")) and (certain or is_first_name(word))


def _is_plain(word: str) -> bool:
    return fold(word) in _SAID or is_listed(word, *NO_NAMES)


def _end(text: str, match: regex.Match[str], *, certain: bool) -> int:
    """Where a name ends: a surname may follow a first name."""
    more = _NEXT.match(text, match.end("name")) if is_first_name(match["name"]) else None
    return more.end() if more and _is_name(more["name"], certain=certain) else match.end("name")


def _is_thing(text: str, start: int) -> bool:
    """Whether « the mr », « my doctor » or « un monsieur » stands there, and no title of someone named."""
    return _OF_THINGS.search(text, max(0, start - _LONGEST), start) is not None


def first_name_behind(text: str, tie: Hit) -> Hit | None:
    """Return the first name that stands in small letters behind a family tie: « mon fils jean »."""
    match = _BEHIND.match(text, tie.end)
    if match is None:
        return None
    name = match["name"]
    if name in _CALLED_SO or (is_first_name(name) and not _is_plain(name)):
        return Hit(*match.span("name"), 0.85, Kind.PERSON, SMALL_NAME)
    return None


RECOGNISERS: tuple[Recogniser, ...] = (SmallTitledNames(),)
