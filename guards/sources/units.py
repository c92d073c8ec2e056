"""Units and scales of figures in French and English, folded: « 12k€ », « €12,000 », « 12 km ».

A unit is a dimension and a factor, so that 1.5 km and 1500 m are the same length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.types import Language


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts; `factor` turns it into the dimension's base unit."""

    dimension: str
    factor: Decimal = Decimal(1)


NONE = Unit("")
_VAGUE = {"°": ("°C", "°F")}
_METRIC = {
    ("mile", "m"): Decimal("1609.344"),
    ("foot", "m"): Decimal("0.3048"),
    ("inch", "m"): Decimal("0.0254"),
    ("lb", "g"): Decimal("453.59237"),
    ("oz", "g"): Decimal("28.349523"),
    ("mph", "km/h"): Decimal("1.609344"),
    ("acre", "m²"): Decimal("4046.8564"),
    ("gallon", "l"): Decimal("3.785412"),
    ("day", "second"): Decimal(86_400),
}
CURRENCIES = frozenset(("€", "$", "£", "¥", "CHF", "C$"))
_TABLE = """
€ 1 €|eur|euro|euros
$ 1 $|us$|usd|dollar|dollars
£ 1 £|gbp|livres sterling|pounds sterling
¥ 1 ¥|jpy|yen|yens
CHF 1 chf|francs suisses|swiss francs
C$ 1 c$|cad
% 1 %|percent|per cent|pour cent|pourcent|p. 100
% 0.1 ‰
point 1 percentage point|percentage points|point de pourcentage|points de pourcentage
m 1000 km|kilometre|kilometres|kilomètre|kilomètres|kilometer|kilometers
m 1 m|metre|metres|mètre|mètres|meter|meters
m 0.01 cm|centimetre|centimetres|centimètre|centimètres|centimeter|centimeters
m 0.001 mm|millimetre|millimetres|millimètre|millimètres|millimeter|millimeters
mile 1 mile|miles
foot 1 ft|foot|feet
inch 1 inch|inches
m² 1 m²|m2|mètres carrés|square metres|square meters
m² 1000000 km²|km2
m² 10000 ha|hectare|hectares
acre 1 acre|acres
g 1000000 tonne|tonnes
g 1000 kg|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes
g 1 g|gram|grams|gramme|grammes
g 0.001 mg|milligram|milligrams|milligramme|milligrammes
g 0.000001 µg|μg|mcg|microgram|micrograms|microgrammes
lb 1 lb|lbs
oz 1 oz|ounce|ounces
l 1 l|litre|litres|liter|liters
l 0.01 cl
l 0.001 ml|millilitre|millilitres|milliliter|milliliters
gallon 1 gallon|gallons
°C 1 °c|° c|degrés celsius|degrees celsius|degrees c|degree celsius|celsius
°F 1 °f|° f|degrees fahrenheit|degrés fahrenheit|degrees f|degree fahrenheit|fahrenheit
° 1 °|degrees|degree|degrés|degré
km/h 1 km/h|kph
mph 1 mph
m/s 1 m/s
W 1 w|watt|watts
W 1000 kw
W 1000000 mw
Wh 1000 kwh
Wh 1000000 mwh
byte 1 octet|octets|byte|bytes
byte 1000 ko|kb
byte 1000000 mo|mb
byte 1000000000 go|gb
byte 1000000000000 to|tb
second 1 sec|second|seconds|seconde|secondes
second 60 min|mins|minute|minutes
second 3600 h|hr|hrs|hour|hours|heure|heures
day 1 day|days|jour|jours
day 7 week|weeks|semaine|semaines
month 1 month|months|mois
month 12 year|years|an|ans|année|années
"""
_EXACT_CASE = {
    "MW": "mw", "mW": "", "M": "", "G": "", "S": "", "H": "",
    "go": "", "to": "", "mo": "", "GO": "", "TO": "", "MO": "", "Mb": "", "Gb": "",
}  # fmt: skip
_NAMES = {
    name: Unit(row.split(" ", 2)[0], Decimal(row.split(" ", 2)[1]))
    for row in _TABLE.strip().splitlines()
    for name in row.split(" ", 2)[2].split("|")
}
_ALTERNATIVES = "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
_SPACE = "[ \u00a0\u202f\u2009]"
_SUFFIX = re.compile(
    rf"(?:-|{_SPACE}{{0,2}})(?:d['’]|de{_SPACE})?(?P<unit>{_ALTERNATIVES})(?![^\W\d_]|[-–'’]\w)",
    re.IGNORECASE,
)
PREFIX = re.compile(rf"(?P<unit>US\$|C\$|[$€£¥]|\b(?:EUR|USD|GBP|CHF|JPY|CAD)){_SPACE}?$")
_SCALES = {
    "k": 10**3, "K": 10**3, "M": 10**6, "m": 10**6, "Md": 10**9, "Mds": 10**9, "Mrd": 10**9,
    "bn": 10**9, "B": 10**9, "tn": 10**12, "T": 10**12, "thousand": 10**3, "mille": 10**3,
    "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9,
    "billion": 10**9, "billions": 10**9, "trillion": 10**12, "trillions": 10**12,
}  # fmt: skip
_SCALE_WORD = re.compile(
    rf"(?:-|{_SPACE}{{1,2}})(thousand|mille|millions?|milliards?|billions?|trillions?)\b"
)
_SCALE_LETTER = re.compile(
    rf"({_SPACE}?)(Mds|Mrd|Md|bn|tn|[kKMmBT])(?![^\W\d_])(?={_SPACE}?([€$£]))?"
)


def read_suffix(text: str, at: int) -> tuple[Unit, int]:
    """Return the unit written at a position and where it ends; NONE and `at` when there is none."""
    match = _SUFFIX.match(text, at)
    if match is None:
        return NONE, at
    name = match["unit"]
    unit = _NAMES.get(_EXACT_CASE.get(name, name.lower()), NONE)
    return (unit, match.end()) if unit != NONE else (NONE, at)


def read_prefix(text: str, at: int) -> tuple[Unit, int]:
    """Return the currency written just before a position and where it starts."""
    match = PREFIX.search(text, max(0, at - 5), at)
    return (_NAMES[match["unit"].lower()], match.start()) if match else (NONE, at)


def read_scale(text: str, at: int, money: bool, language: Language) -> tuple[Decimal, int]:
    """Return the scale written at a position (« million », « k ») and where it ends.

    A letter counts when it touches the number or a currency; « m » only in an amount of money.
    French « billion » is a million millions.
    """
    if word := _SCALE_WORD.match(text, at):
        if language is Language.FR and word[1].startswith(("billion", "trillion")):
            return Decimal(10 ** (12 if word[1][0] == "b" else 18)), word.end()
        return Decimal(_SCALES[word[1]]), word.end()
    letter = _SCALE_LETTER.match(text, at)
    if letter is None or not (money or letter[3] or (not letter[1] and letter[2] != "m")):
        return Decimal(1), at
    if letter[1] and not letter[3] and letter[2] not in ("Md", "Mds", "bn"):
        return Decimal(1), at
    return Decimal(_SCALES[letter[2]]), letter.end()


def agree(one: str, other: str) -> bool:
    """Whether two dimensions can be meant alike: « 20 degrees » may be Celsius."""
    return one == other or other in _VAGUE.get(one, ()) or one in _VAGUE.get(other, ())


def converted(amount: Decimal, given: str, wanted: str) -> Decimal | None:
    """Return an amount in the base unit of another dimension of the same thing, or None."""
    if (given, wanted) == ("°F", "°C"):
        return (amount - 32) * 5 / 9
    if (given, wanted) == ("°C", "°F"):
        return amount * 9 / 5 + 32
    if factor := _METRIC.get((given, wanted)):
        return amount * factor
    if factor := _METRIC.get((wanted, given)):
        return amount / factor
    return None
