"""Surnames beside a word of the family: « le fils LE BIHAN », « veuve DE KERVAL », « la famille bodénès », "the penhale family"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.types import Kind
from guards.detection.needs import needed, standing
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser
from guards.detection.wordlists import BODIES, NO_NAMES, is_listed

_CAPITALS = r"\p{Lu}{2,}(?:-\p{Lu}{2,})*"
_LINK = r"(?:(?:DE LA|DE|DU|DES|LE|LA|VAN DER|VAN|VON|EL|BEN|AL|DA|DOS)[ ]|D['’]|O['’])"
# Capitals that go on are shouted.
_END = r"(?![\w@]|['’-]\w|[ ]\p{Lu}{2})"
# These stand before a name in rulings and deeds, and before nothing else.
_SURE = r"(?P<sure>[ée]poux|[ée]pouse|consorts|veuve|sieur|hoirs)"
# « le fils TDAH » says something else: behind these a particle tells, and the model knows the others.
_TIE = (
    r"(?:famille|fratrie|fils|filles?|p[èe]re|m[èe]re|fr[èe]res?|s(?:œ|oe)urs?|cousine?s?|oncle|tante|neveux?|ni[èe]ces?|"
    r"gendre|h[ée]riti[eè]re?s?|enfants|brothers?|sisters?|cousins?|uncle|aunt|nephew|niece|heirs?)"
)
# Capitals are sought first: fewer stand in a text than words of the family.
_PATTERN = regex.compile(
    rf"(?<=[ ])(?=\p{{Lu}}[\p{{Lu}}'’])(?:(?<=(?<![\w-]){_SURE}[ ])(?P<v>{_LINK}{{0,2}}(?P<last>{_CAPITALS}))|"
    rf"(?<=(?<![\w-]){_TIE}[ ])(?P<v>{_LINK}{{1,2}}(?P<last>{_CAPITALS}))){_END}"
)
_NUMERAL = regex.compile(r"[IVX]+")


class FamilyNames:
    """Surnames in capitals with their particle; acronyms are some behind a word of the law only."""

    name = "family_name"
    kinds: tuple[Kind, ...] = (Kind.PERSON,)
    needs = needed(
        (
            "epoux", "epouse", "consorts", "veuve", "sieur", "hoirs", "famil", "fratrie", "fils", "fille", "pere", "mere", "frere",
            "sœur", "soeur", "cousin", "oncle", "tante", "neveu", "niece", "gendre", "heriti", "enfants", "brother", "sister",
            "uncle", "aunt", "nephew", "heir",
        )
    )  # fmt: skip

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names."""
        if self.needs.isdisjoint(standing(text).strings):
            return
        for match in _PATTERN.finditer(text, timeout=MATCH_SECONDS):
            if _is_surname(match["last"], sure=match["sure"] is not None):
                yield Hit(*match.span("v"), 0.85, Kind.PERSON, self.name)


def _is_surname(last: str, *, sure: bool) -> bool:
    if is_listed(last, "surnames_of_words"):
        return True
    others = NO_NAMES if sure else (*NO_NAMES, "acronyms")
    return not is_listed(last, *others) and _NUMERAL.fullmatch(last) is None


# An adjective behind « famille » ends in e, and so do most verbs; these are the endings of the others.
_SMALL_FR = regex.compile(
    r"(?<!\w)(?i:famille)[ ](?P<v>(?:(?:le|el|ben|van[ ]der|van|von|da|dos)[ ])?"
    r"(?P<last>\p{Ll}{2,}(?:[-'’]\p{Ll}{2,})*))(?![\w@]|['’-]\w)"
)
_SMALL_EN = regex.compile(
    r"(?<![\w'’])(?i:the|of|for)[ ](?P<v>(?:o['’])?(?P<last>\p{Ll}{4,}))(?='s|’s)?[ ]family(?![\w-])"
)
_WORD_FR = regex.compile(r".*(?:e|ait|ant|ent|ient|it|ut|ra|end|ond|ois|ais|aux)\Z")
_WORD_EN = regex.compile(
    r".*(?:al|ed|ing|ic|ous|ive|ent|ant|ar|ary|ful|less|ese|ian|ean|ish|er|or|ist|ly|able|s)\Z"
)


_SHORTEST = 4
_NO_SURNAMES = frozenset(("avril", "mars", "may", "noël", "parent", "romain"))


class SmallFamilyNames:
    """Surnames in small letters that are no word of the language, or stand in the list of those that are."""

    name = "small_family_name"
    kinds: tuple[Kind, ...] = (Kind.PERSON,)
    needs = needed(("famille ", " family"))

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names."""
        if self.needs.isdisjoint(standing(text).strings):
            return
        for match in _SMALL_FR.finditer(text, timeout=MATCH_SECONDS):
            if _is_surname_fr(match["v"].replace("’", "'"), match["last"]):
                yield Hit(*match.span("v"), 0.85, Kind.PERSON, self.name)
        for match in _SMALL_EN.finditer(text, timeout=MATCH_SECONDS):
            if _is_unknown(match["last"], _WORD_EN):
                yield Hit(*match.span("v"), 0.85, Kind.PERSON, self.name)


def _is_surname_fr(name: str, last: str) -> bool:
    """« la famille petit » is called so: an adjective would end in e."""
    if is_listed(name, "surnames_of_words"):
        return not name.endswith("e") and name not in _NO_SURNAMES
    return not name.startswith("le ") and _is_unknown(last, _WORD_FR)


def _is_unknown(last: str, ordinary: regex.Pattern[str]) -> bool:
    known = len(last) < _SHORTEST or ordinary.fullmatch(last) is not None
    return not known and not is_listed(last, *NO_NAMES, *BODIES)


RECOGNISERS: tuple[Recogniser, ...] = (FamilyNames(), SmallFamilyNames())
