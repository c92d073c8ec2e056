"""Makes sentences to quote and one change to each: a digit, unit, sign, negation or name.

A generator rather than a list, so that a thousand cases a language differ in figures, places and
typography; the seed makes each of them come back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

UNITS = {
    "fr": ["€", "%", "kg", "km", "mg", "°C", "heures", "jours", "mois", "ans", "M€", "litres", "m²",
           "points", "$", "kWh", "‰"],
    "en": ["€", "%", "kg", "km", "mg", "°C", "hours", "days", "months", "years", "lb", "litres",
           "m²", "points", "$", "kWh", "miles"],
}  # fmt: skip
NAMES = ["Alba Rochet", "Tarek Mouline", "Ingrid Solberg", "Côme Lavigne", "Nadia Ferrand",
         "Oscar Wetherby", "Maud Kerjean", "Silas Thornbury", "Ève Castel", "Piotr Zaleski"]  # fmt: skip
FRAMES = {
    "fr": [
        "{name} ne signe pas l'accord de {figure} avant le {day}",
        "selon {name}, la valeur n'est pas de {figure} mais elle baisse depuis {year}",
        "le relevé de {name} n'indique aucune hausse au-delà de {figure} en {year}",
        "la dose de {figure} n'a jamais été dépassée, écrit {name} le {day}",
        "l'écart mesuré par {name} était de {figure} et ne variait plus le {day}",
    ],
    "en": [
        "{name} does not sign the agreement of {figure} before {day}",
        "according to {name} the value is not {figure} but has fallen since {year}",
        "the record kept by {name} shows no rise beyond {figure} in {year}",
        "the dose of {figure} was never exceeded, {name} wrote on {day}",
        "the gap measured by {name} was {figure} and did not change after {day}",
    ],
}
NEGATIONS = {
    "fr": [(" ne signe pas ", " signe "), (" n'est pas ", " est "), (" n'indique aucune ",
           " indique une "), (" n'a jamais été ", " a été "), (" ne variait plus ", " variait ")],
    "en": [(" does not sign ", " signs "), (" is not ", " is "), (" shows no rise ",
           " shows a rise "), (" was never ", " was "), (" did not change ", " did change ")],
}  # fmt: skip
MONTHS = {"fr": ["mars", "juin", "octobre"], "en": ["March", "June", "October"]}
MARKS = {
    "fr": ["« {} »", "“{}”", '"{}"', "«\u00a0{}\u00a0»"],
    "en": ["“{}”", '"{}"', "‘{}’", "« {} »"],
}


@dataclass(frozen=True, slots=True)
class Case:
    """A source, the part of it that is quoted, and that part with one change."""

    source: str
    copied: str
    changed: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a sentence is made of."""

    language: str
    frame: str
    name: str
    sign: str
    number: str
    unit: str
    day: str
    year: str

    def text(self) -> str:
        gap = "\u00a0" if self.language == "fr" else " "
        return self.frame.format(
            name=self.name, figure=f"{self.sign}{self.number}{gap}{self.unit}", day=self.day,
            year=self.year,
        )  # fmt: skip


def cases(language: str, count: int, seed: int = 7) -> Iterator[Case]:
    """Yield `count` cases, the five kinds of change in turn."""
    random = Random(seed)
    kinds = list(_CHANGES)
    made = 0
    while made < count:
        draft = _draft(language, random)
        kind = kinds[made % len(kinds)]
        changed = _CHANGES[kind](draft, random)
        copied = draft.text()
        yield Case(_source(copied, language, random), copied, changed, kind)
        made += 1


def quoted(text: str, language: str, seed: int) -> str:
    """Return an answer that quotes a text, the marks and spaces varying with the seed."""
    random = Random(seed)
    mark = random.choice(MARKS[language])
    lead = {"fr": "Le document dit : ", "en": "The document says: "}[language]
    return lead + mark.format(text) + "."


def _draft(language: str, random: Random) -> _Draft:
    month = random.choice(MONTHS[language])
    number, day = random.randint(2, 28), random.randint(1990, 2025)
    return _Draft(
        language,
        random.choice(FRAMES[language]),
        random.choice(NAMES),
        random.choice(["", "", "-", "−", "–"]),
        _number(language, random),
        random.choice(UNITS[language]),
        f"{number} {month} {day}",
        str(random.randint(1990, 2025)),
    )


def _number(language: str, random: Random) -> str:
    comma, group = (",", "\u202f") if language == "fr" else (".", ",")
    whole = random.choice([random.randint(2, 99), random.randint(100, 999)])
    return random.choice(
        [
            f"{whole}",
            f"{whole}{comma}{random.randint(1, 99):02d}",
            f"{random.randint(1, 9)}{group}{random.randint(0, 999):03d}",
            f"{whole}{group}{random.randint(0, 999):03d}",
        ]
    )


def _source(text: str, language: str, random: Random) -> str:
    """Set the sentence among others, with other spaces, apostrophes and a broken line."""
    words = text.split(" ")
    at = random.randrange(1, len(words))
    broken = " ".join(words[:at]) + random.choice([" ", "\n", "  "]) + " ".join(words[at:])
    around = {"fr": ("Le dossier est complet. ", " La suite manque."),
              "en": ("The file is complete. ", " The rest is missing.")}[language]  # fmt: skip
    typed = broken.replace("'", random.choice("'’"))
    return around[0] + typed[0].upper() + typed[1:] + "." + around[1]


def _digit(draft: _Draft, random: Random) -> str:
    text = draft.text()
    at = random.choice([i for i, c in enumerate(text) if c.isdigit()])
    digit = random.choice([d for d in "0123456789" if d != text[at]])
    return text[:at] + digit + text[at + 1 :]


def _with(draft: _Draft, **fields: str) -> str:
    values = {name: getattr(draft, name) for name in draft.__slots__}
    return _Draft(**{**values, **fields}).text()


def _unit(draft: _Draft, random: Random) -> str:
    others = [unit for unit in UNITS[draft.language] if unit != draft.unit]
    return _with(draft, unit=random.choice(others))


def _sign(draft: _Draft, random: Random) -> str:
    return _with(draft, sign="" if draft.sign else random.choice("-−–"))


def _negation(draft: _Draft, _random: Random) -> str:
    text = draft.text()
    for negative, plain in NEGATIONS[draft.language]:
        if negative in text:
            return text.replace(negative, plain)
    raise AssertionError(text)


def _name(draft: _Draft, random: Random) -> str:
    first, last = draft.name.split()
    strangers = [name for name in NAMES if name != draft.name]
    other = random.choice(strangers).split()
    slip = last[:2] + ("o" if last[2] != "o" else "a") + last[3:]
    return _with(
        draft, name=random.choice([f"{other[0]} {last}", f"{first} {other[1]}", f"{first} {slip}"])
    )


_CHANGES: dict[str, Callable[[_Draft, Random], str]] = {
    "digit": _digit,
    "unit": _unit,
    "sign": _sign,
    "negation": _negation,
    "name": _name,
}
