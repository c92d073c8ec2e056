"""Postal addresses, French and English."""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.folding import fold_aligned
from guards.detection.rule import Rule

_STREET_FR = (
    r"(?:rue|avenue|av\.?|ave|boulevard|bd\.?|bld|blvd|place|pl\.?|chemin|che\.?|impasse|imp\.?|all[ée]es?|cours|quai|route|rte|"
    r"square|passage|faubourg|fbg|ruelle|sentier|esplanade|promenade|rond-point|cit[ée]|villa|r[ée]sidence|hameau|"
    r"lotissement|lieu-dit|zone artisanale|z\.?[ai]\.?(?:c\.?)?|parc d['e ]*activit[ée]s?|mail(?=[ ]+(?:du[ ]|des[ ]|de[ ]la[ ]|de[ ]l['’])?(?-i:\p{Lu}))|traverse|mont[ée]e|cour|voie)"
)
# A dot within a word or after a short one, « St. »; after a longer one the sentence ends.
_WORD = r"[^\W_][\w'-]*+(?:\.[\w'-]++)*+(?:(?<=(?<!\w)\w{1,3})\.)?"
_TOWN = r"[A-ZÀ-ÖØ-Þ][\w'-]+(?:[ -](?:[A-ZÀ-ÖØ-Þ][\w'-]+|sur|sous|en|de|du|des|la|le|les|lès|l['’]|aux?|d['’]))*(?:(?:[ ](?:cedex|CEDEX))?(?:(?<=(?i:cedex))[ ]\d{1,2}(?!\w))?)?"
_STREET_EN = (
    r"(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Lane|Ln\.?|Drive|Dr\.?|Boulevard|Blvd\.?|Court|Ct\.?|Square|Sq\.?|Terrace|"
    r"Way|Place|Pl\.?|Parkway|Pkwy|Crescent|Close|Gardens|Row|Mews|Hill|Highway|Hwy|Trail|Circle|Cir|Grove|Walk)"
)
_ENDS_EU = (
    "straße", "strasse", "str.", "gasse", "weg", "platz", "allee", "gata", "gatan", "vej", "gade", "straat", "laan", "plein",
    "katu", "kuja", "tie", "vägen", "vegen", "veien", "stræde", "stræti", "gracht", "singel", "dijk", "utca", "út",
)  # fmt: skip
# The whole word, then a look at its end: to try every ending at every letter would cost ten times as much.
_STREET_EU = rf"[^\W\d_][\w'.-]{{2,40}}+(?=[ ,]+(?:n[.ºo°][ ]?)?\d)(?<=[\w'.-](?:{'|'.join(map(regex.escape, _ENDS_EU))}))"
_APART = (
    "straße", "strasse", "str.", "allee", "platz", "weg", "gata", "gatan", "vägen", "vej", "ulice", "laan", "straat",
)  # fmt: skip
_APART_HU = ("út", "utca", "körút")
_STREET_APART = (
    rf"(?:\p{{Lu}}[\w'.-]+[ ](?i:{'|'.join(map(regex.escape, _APART))})|"
    rf"\p{{L}}[\w'.-]+[ ](?i:{'|'.join(_APART_HU)})|(?<=\d[ ])\p{{Lu}}[\w'.-]+[ ]gate)[ ]"
)
_CORNER_WORD = r"(?:\p{Lu}[\w'’.-]*|\d{1,5}[A-Za-z]?|d[aeou]l?s?|l[ae]s?|ul\.|u\.|út)"
_CORNER = rf"{_CORNER_WORD}(?:[ ]{_CORNER_WORD}){{0,5}}"
_OF_THE = r"d(?:e(?:[ ]la)?|u|es)"
_LATIN = (
    "Rua", "Calle", "C/", "Via", "Viale", "Piazza", "Corso", "Plaza", "Avenida", "Av.", "Travessa", "Largo", "Carrer", "Paseo",
    "Ulica", "ul.",
)  # fmt: skip
_AREA_EN = r"(?:,?[ \n]+(?:[A-Z]{2}|[A-Z][a-z]+)?[ ]?(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}))?"

RULES = (
    Rule(
        "fr_address",
        Kind.ADDRESS,
        rf"(?<![\w/])(?:\d{{1,4}}(?:[ ]?(?:bis|ter|quater|[A-D])\b)?(?:[ ]?[-/][ ]?\d{{1,4}})?[ ]?,?[ ]+)(?i:{_STREET_FR})[ ]+"
        rf"(?:{_WORD}[ ]?){{1,7}}?(?=[ ]*(?:[,;.\n)(\-–]|$|\d{{5}}))"
        rf"(?:[ ]*[,\n\-–]?[ ]*(?:(?:bât|bâtiment|étage|apt|appt|BP|CS|esc)\.?[ ][\w ]{{1,15}}[,\n]?[ ]*)?(?:F-)?\d{{5}}[ ]{_TOWN})?",
        score=0.9,
    ),
    Rule(
        "fr_street",
        Kind.ADDRESS,
        r"(?<![\w/])(?:rue|avenue|boulevard|quai|impasse|allée|place)[ ](?:de la |de l'|du |des |de |d')?"
        r"(?-i:[A-ZÀ-ÖØ-Þ])[\w'-]+(?:[ -](?:de |du |des |la |le |et )*(?-i:[A-ZÀ-ÖØ-Þ])[\w'-]+)*",
        score=0.6,
        ignore_case=True,
        needs=("rue", "avenue", "boulevard", "quai", "impasse", "allee", "place"),
    ),
    Rule(
        "fr_post_box",
        Kind.ADDRESS,
        rf"(?<!\w)(?:BP|B\.P\.|CS|TSA)[ ]?\d{{1,5}}[ ,\n-]+\d{{5}}[ ]{_TOWN}",
        score=0.9,
        needs=("bp", "b.p.", "cs", "tsa"),
    ),
    Rule(
        "fr_postcode_town",
        Kind.ADDRESS,
        rf"(?<!\w)(?<!\d[.,-])(?:F-)?(?:0[1-9]|[1-8]\d|9[0-8])\d{{3}}[ ](?!(?:Mo|Ko|Go|EUR|Kg|Km|Euros?|Francs?)\b){_TOWN}",
        score=0.65,
    ),
    Rule(
        "postcode_labelled",
        Kind.POSTAL_CODE,
        r"(?<!\w)(?:code postal|CP|zip(?: ?code)?|postal code|postcode)[ ]?(?:is|est)?[ ]?[:=]?[ ]?"
        r"(?P<v>[A-Z]?\d[A-Z\d]{1,5}(?:[ -][A-Z\d]{3,4})?)(?!\w)",
        score=0.85,
        ignore_case=True,
        needs=("postal", "cp", "zip", "postcode"),
    ),
    Rule(
        "en_address",
        Kind.ADDRESS,
        rf"(?<![\w/.,-])\d{{1,5}}[A-Z]?,?[ ]+(?:[NSEW]\.?[ ])?(?:[A-Z0-9][\w'.-]*[ ]){{1,4}}{_STREET_EN}(?!\w)"
        rf"(?:[ ,\n]+(?:Apt|Suite|Ste|Unit|Flat|Floor|#)\.?[ ]?[\w-]+)?(?:[,\n][ ]*[A-Z][\w'-]+(?:[ ][A-Z][\w'-]+){{0,2}})?{_AREA_EN}",
        score=0.85,
    ),
    Rule(
        # A street in any language, told by the number of the flat behind it.
        "unit_address",
        Kind.ADDRESS,
        r"(?<![\w/.,-])(?:\d{1,6}[ ]+(?:[^\W\d_][\w'.-]{0,40}[ ]+){1,5}(?:\d{1,5}[A-Za-z]?\.?[ ,\n]+)?|"
        r"(?:[A-ZÀ-Þ][\w'.-]{0,40}[ ]+){1,4}\d{1,5}[A-Za-z]?\.?[ ,\n]+)(?i:Apt|Apartment|Suite|Ste|Appt)\.?[ ]?\d{1,4}(?!\w)",
        score=0.8,
        needs=("apt", "apartment", "suite", "ste", "appt"),
    ),
    Rule(
        "us_military_address",
        Kind.ADDRESS,
        r"(?<!\w)(?:PSC|Unit|CMR|USNS|USS)[ ][\w ]{1,15},?[ ]?(?:Box[ ]\d+)?[ ,\n]+(?:APO|FPO|DPO)[ ]A[APE][ ]\d{5}",
        score=0.95,
        needs=("apo", "fpo", "dpo"),
    ),
    Rule(
        "po_box",
        Kind.ADDRESS,
        rf"(?<!\w)P\.?[ ]?O\.?[ ]?Box[ ]\d+{_AREA_EN}",
        score=0.9,
        ignore_case=True,
        needs=("box",),
    ),
    Rule(
        # « the corner of Baker Street and Mill Lane », « à l'angle de … et de … »: two streets.
        "street_corner",
        Kind.ADDRESS,
        rf"(?<!\w)(?:(?:corner|intersection)[ ]of|(?:angle|croisement)[ ]{_OF_THE})[ ]"
        rf"(?P<v>(?:rue[ ])?{_CORNER}[ ](?:and|et)[ ](?:{_OF_THE}[ ])?(?:rue[ ])?{_CORNER}(?<![ .]))",
        score=0.8,
        needs=("corner of", "intersection of", "angle d", "croisement d"),
    ),
    Rule(
        "street_apart",
        Kind.ADDRESS,
        rf"(?<![\w/])(?:\d{{1,5}}[ ])?{_STREET_APART}\d{{1,4}}(?!\w)",
        score=0.75,
        needs=[fold_aligned(f" {word} ") for word in (*_APART, *_APART_HU, "gate")],
    ),
    Rule(
        "eu_address",
        Kind.ADDRESS,
        rf"(?<![\w/])(?:{_STREET_EU}|(?:{'|'.join(map(regex.escape, _LATIN))})[ ](?:[^\W_][\w'.-]*[ ]){{0,4}}[^\W_][\w'.-]*)[ ,]+(?:n[.ºo°][ ]?)?\d{{1,4}}[ ]?[a-zA-Z]?(?!\w)"
        r"(?:[,\n][ ]*(?:[A-Z]{1,2}-)?\d{4,5}[ ][A-ZÀ-Þ][\w'-]+)?",
        score=0.75,
        needs=[
            *(fold_aligned(end + sign) for end in _ENDS_EU for sign in " ,"),
            *(fold_aligned(f"{word} ") for word in _LATIN),
        ],
    ),
)
