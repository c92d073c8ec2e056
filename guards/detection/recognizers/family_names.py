"""Surnames in capitals behind a word of the family: « le fils LE BIHAN », « les consorts KRZ », « veuve DE KERVAL »."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.types import Kind
from guards.detection.needs import needed, standing
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser
from guards.detection.wordlists import NO_NAMES, is_listed

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


RECOGNISERS: tuple[Recogniser, ...] = (FamilyNames(),)
