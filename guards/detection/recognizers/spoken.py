"""Values that the sentence around them gives away: ages, phones, homes, names in small letters."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.types import Kind
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser, Rule
from guards.detection.wordlists import words

_LINK = r"(?:(?:de|du|des|la|le|les|l['’]|sur|sous|en|lès|del|di|of|upon|the)[ -]?)"
_PLACE = rf"\p{{Lu}}[\p{{L}}'’]+(?:[ -]{_LINK}{{0,2}}\p{{Lu}}[\p{{L}}'’]+){{0,4}}(?!\p{{L}})"
CALL = (
    r"(?:t[ée]l(?:[ée]phon\w*)?|phone|call(?:ed|ing)?|dial|ring|mobile|cell|portable|fax|sms|whatsapp|text(?: me)?|messages? (?:to|on|at|au)|"
    r"office|bureau|joindre|appel\w*|rappel\w*|answer\w*|reach\w*|extension|voicemail|r[ée]pondeur|num[ée]ro)"
)

# « demeurant 3 rue des Lilas, et la société … »: what goes on behind a comma is no town.
_CLAUSE = (
    r"(?i:et|and|ou|or|mais|but|donc|car|so|qui|que|dont|who|which|whose|that|where|repr[ée]sent\w+|agissant|acting|ci-apr[èe]s|hereinafter|"
    r"n[ée]e?s?|born|[àa] compter|from|since|depuis|est|is|a|has|je|il|elle|nous|vous|i|he|she|we|they|you|please|merci|thanks|t[ée]l\w*|phone)"
)


class SmallLetterNames:
    """« tristan chevallier » in careless writing: a known first name, a word that is none, an edge."""

    name = "small_letter_name"
    kinds: tuple[Kind, ...] = (Kind.PERSON,)
    _pattern = regex.compile(
        r"(?:^[ \t>-]*|(?<=[:,(;][ ])|(?<=[ ](?:par|avec|de|chez|pour|by|with|for|from|suis|is|am)[ ]))"
        r"(?P<v>(?P<first>\p{Ll}[\p{Ll}-]{2,})[ ](?P<last>(?:(?:de|du|des|dos|da|van|von|el|ben)[ ])?\p{Ll}[\p{Ll}'-]{2,}))"
        r"(?=[ \t]*(?:[,.;:!?)\n]|$))",
        regex.MULTILINE,
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names."""
        for match in self._pattern.finditer(text, timeout=MATCH_SECONDS):
            last = match["last"].split(" ")[-1]
            plain = fold(last) in words("common") or fold(last) in words("ordinary")
            if is_first_name(match["first"]) and not plain:
                yield Hit(*match.span("v"), 0.65, Kind.PERSON, self.name)


RECOGNISERS: tuple[Recogniser, ...] = (
    SmallLetterNames(),
    Rule(
        "age_in_words", Kind.AGE,
        r"(?<!\w)(?:turn(?:ed|s|ing)?|(?:the )?age of|when (?:he|she|I|they) (?:was|were)|aged?:?|f[êe]te ses|"
        r"(?:il|elle) a|j'ai|à l'âge de)[ ](?P<v>\d{1,3})(?![\w%€$]|[.,:/]\d|[ ](?:€|euros?|dollars?|jours?|days?|mois|months?|"
        r"fois|times|heures?|hours?|minutes?|points?|km|kg))|(?<![\w-])(?P<v>\d{1,3})-years?-old(?!\w)",
        score=0.65, ignore_case=True, needs=("turn", "age", "when ", "fete ses", "il a", "elle a", "j'ai", "year"),
),
    Rule(
        "spoken_phone", Kind.PHONE,
        # Seven to twelve digits: a word beside them makes no telephone of fewer, and what follows one is none of it.
        r"(?<![\w.,/+-])(?=\(?\d(?:\D{0,2}\d){6})(?:\(\d{2,4}\)|\d{2,4})(?:[ .-]\d{2,4}){1,5}(?<!\d(?:[ .-]?\d){12})(?![\w]|[.,/-]\d)",
        score=0.2, context=CALL,
    ),
    Rule(
        "home_place", Kind.LOCATION,
        r"(?<!\w)(?:(?i:home ?town|home city|grew up in|born in|liv(?:es?|ing) in|moved (?:here |back )?(?:from|to)|originally from|"
        r"resid(?:es?|ing) in|based in|habit\w+ à|n[ée]e?s? à|vi[tsv]\w* à|r[ée]sid\w+ à|domicili[ée]e?s? à|originaire de|install[ée]e?s? à))"
        rf"[ ](?P<v>{_PLACE})",
        score=0.7, starts=("home", "grew up in", "born in", "liv", "moved", "originally from", "resid", "based in", "habit", "ne", "vi", "domicili", "originaire de", "install"),
),
    Rule(
        "home_address", Kind.ADDRESS,
        r"(?<!\w)(?:(?i:address(?: is| to|:)?|lives at|located at|meet me at|ship(?:ped)? to|deliver(?:ed)? to|habite(?: au)?|domicili[ée]e? au|"
        r"demeurant(?: au)?|livr\w+ au))[ ](?P<v>\d{1,5}[ ]\p{L}[^\n,;.:]{3,40}"
        rf"(?:,[ ](?!{_CLAUSE}(?!\w))[^\n,;.:]{{2,30}}){{0,3}})",
        score=0.75, starts=("address", "lives at", "located at", "meet me at", "ship", "deliver", "habite", "domicili", "demeurant", "livr"),
),
    Rule(
        "dwelling_unit", Kind.ADDRESS,
        r"(?<![\w/])(?:(?:\d{1,5}[ ])?(?:[\p{L}'’.-]+[ ]){1,4}\d{0,5}[ ]?,?[ ]?)?(?:Suite|Apt\.?|Apartment|Appartement|Appt\.?)[ ]\d{1,5}(?!\w)",
        score=0.75, ignore_case=True, needs=("suite", "apt", "apartment", "appartement", "appt"),
),
)  # fmt: skip
