"""Family ties: « ma femme », « le frère de », « Nadia's husband ».

They name nobody by themselves, but with a place or a name they single a person out: the default
policy leaves them, the strict one hides them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.types import Kind
from guards.detection.recognizers.small_names import first_name_behind
from guards.detection.rule import Hit, Rule

_FRENCH = (
    r"(?:ex-)?(?:mari|femme(?! de (?:ménage|chambre|lettres|loi))|[ée]pou(?:se|x)|conjointe?|concubine?|compagn(?:on|e)|fianc[ée]e?)|"
    r"(?:arri[èe]re-)?(?:grand-?(?:m[èe]re|p[èe]re)s?|petite?s?-(?:fils|filles?|enfants?))|(?:belle|beau)-(?:m[èe]re|p[èe]re|fille|fils|s[œo]e?ur|fr[èe]re)|"
    r"(?:demi-)?(?:fr[èe]res?|s[œo]e?urs?)|m[èe]re|p[èe]re|maman|papa|fils|filles?|enfants?|oncles?|tantes?|neveux?|ni[èe]ces?|cousine?s?|"
    r"veu(?:f|ve)|filleule?s?|marraine|parrain|jumeaux|jumelles?"
)
_ENGLISH = (
    r"(?:ex-)?(?:husband|wife|spouse|fianc[ée]e?|girlfriend|boyfriend)|(?:step|half-|god|foster )?(?:mother|father|brother|sister|son|daughter|child)s?|"
    r"children|mum|mom|dad|(?:great-)?grand(?:mother|father|son|daughter|child|children|ma|pa)s?|(?:mother|father|brother|sister|son|daughter)s?-in-law|"
    r"uncles?|aunts?|nephews?|nieces?|cousins?|widow(?:er)?|twins?"
)
_TIES = rf"(?P<v>{_FRENCH}|{_ENGLISH})(?![\w-])"
# « 's » is looked back from: to read every word up to it takes as long as all the rest.
_WHOSE = (
    r"(?:(?<!\w)(?:[mts](?:a|on|es)|notre|nos|votre|vos|leurs?|my|your|his|her|our|their)|(?<=\w)'s)[ ]"
    r"(?:(?:futur|petit|grand|jeune|late|elder|older|younger)e?[ ])?"
)
_OF_SOMEONE = r"(?=[ ](?:de[ ]|d'|of[ ])(?-i:M\.|Mme|Mlle|Me[ ]|Dr|Mrs?\b|Ms\b|\p{Lu}))"

_SIGNS = (
    "mari", "femme", "epou", "conjoint", "concubin", "compagn", "fianc", "mere", "pere", "fils", "fille", "beau-",
    "belle-", "frere", "sœur", "soeur", "maman", "papa", "enfant", "oncle", "tante", "neveu", "niece", "cousin",
    "veu", "parrain", "marraine", "jumeau", "jumelle", "husband", "wife", "spouse", "friend", "mother", "father",
    "brother", "sister", "son", "daughter", "child", "mum", "mom", "dad", "grand", "uncle", "aunt", "nephew", "widow",
    "twin",
)  # fmt: skip


class Ties(Rule):
    """Family ties, and the first names in small letters behind them, which no capital gives away."""

    def __init__(self, name: str, pattern: str, needs: Sequence[str]) -> None:
        super().__init__(name, Kind.RELATION, pattern, score=0.6, ignore_case=True, needs=needs)
        self.kinds = (Kind.RELATION, Kind.PERSON)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield hits as any rule does, each tie before the name behind it."""
        for tie in super().find(text):
            yield tie
            if name := first_name_behind(text, tie):
                yield name


RULES = (
    Ties(
        "relation",
        rf"(?:{_WHOSE}{_TIES}|(?<!\w)(?:l[ae]s?[ ]|l'|the[ ]){_TIES}{_OF_SOMEONE})",
        _SIGNS,
    ),
)  # fmt: skip
